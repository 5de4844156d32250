// Other processes on the same database, and those that are killed.
import { onTestFinished } from 'vitest';
import type { Config } from '#server/config.ts';
import { openDatabase } from '#server/db/open.ts';
import type { Deps } from '#server/deps.ts';
import type { Engine } from './database.ts';
import type { World } from './world.ts';

/** Where a world's database is, as a configuration says it. */
export function databaseOf({ db }: Pick<World, 'db'>, engine: Engine): Config['database'] {
  const { location } = db as unknown as { location: string };
  return engine === 'sqlite' ? { kind: 'sqlite', file: location } : { kind: 'postgres', url: location };
}

export async function another(world: World, engine: Engine): Promise<Deps> {
  const db = await openDatabase(databaseOf(world, engine), 'migrations');
  onTestFinished(() => db.close());
  return { ...world.deps, db };
}

/** A process that is killed before its nth step, or right after: what it would do from there on does not happen; what the database has in hand is done. */
export function mortal({ db, mail, ...deps }: Deps, nth: number, moment: 'before' | 'after'): Deps {
  let steps = 0;
  const inHand: Promise<unknown>[] = [];
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    const last = steps++ - nth;
    if (last > 0 || (last === 0 && moment === 'before')) {
      await Promise.allSettled(inHand);
      throw new Error('killed');
    }
    const working = work();
    inHand.push(working);
    const done = await working;
    if (last === 0) throw new Error('killed');
    return done;
  };
  return {
    ...deps,
    db: { ...db, write: (work, options) => step(() => db.write(work, options)) },
    mail: (sent) => step(() => mail(sent)),
  };
}
