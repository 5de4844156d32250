import { eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { createBox } from '../security/box.ts';

export type PushKeys = { publicKey: string; privateKey: string };

const NAME = 'vapid';

/**
 * By which push services know this installation (RFC 8292): made once, whoever is first, and kept in the database. Sealed
 * under another SECRET they are of no use, nor are the devices that know them: both are made anew.
 */
export async function pushKeys(deps: Pick<Deps, 'db' | 'config' | 'now'>): Promise<PushKeys> {
  const known = await readKeys(deps);
  if (known) return known;
  const { generateVAPIDKeys } = (await import('web-push')).default;
  const made = generateVAPIDKeys();
  await deps.db.write(async (tx) => {
    const { pushKeys: table, pushEndpoints } = tx.t;
    const [there] = await tx.select().from(table).where(eq(table.name, NAME));
    if (there && opened(deps, there.privateKey) !== null) return; // somebody else was first
    if (there) {
      await tx.delete(pushEndpoints);
      await tx.delete(table);
    }
    const privateKey = keyBox(deps).seal(made.privateKey);
    await tx.insert(table).values({ name: NAME, publicKey: made.publicKey, privateKey, createdAt: deps.now() });
  });
  return (await readKeys(deps))!;
}

async function readKeys(deps: Pick<Deps, 'db' | 'config'>): Promise<PushKeys | null> {
  const { pushKeys: table } = deps.db.read.t;
  const [row] = await deps.db.read.select().from(table).where(eq(table.name, NAME));
  const privateKey = row && opened(deps, row.privateKey);
  return row && privateKey ? { publicKey: row.publicKey, privateKey } : null;
}

const keyBox = ({ config }: Pick<Deps, 'config'>) => createBox(config.secret!, 'push keys');
const opened = (deps: Pick<Deps, 'config'>, sealed: Buffer) => keyBox(deps).open(sealed);
