import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Deps } from '../deps.ts';
import type { Bus, Events } from './bus.ts';

const CHANNEL = 'terrasse';
/** Characters of one notification, none of them longer than a byte: Postgres takes less than 8,000 (its docs, NOTIFY). */
const MOST = 7500;
/** Milliseconds: what a burst says goes together. */
const GATHER_MS = 10;
/** Milliseconds until a lost connection is tried again. */
const AGAIN_MS = 1000;
/** Facts kept for when it is back; of more, the others are told that they missed some. */
const MOST_KEPT = 1000;

type Fact = { [E in keyof Events]: [name: E, event: Events[E]] }[keyof Events];
type Said = { from: string; facts: Fact[] };
type Across = { bus: Bus; close(): Promise<void> };

/**
 * What this process tells itself, it tells every other on the same Postgres, and hears what they say. Nothing rests on it: who missed
 * something asks by number. Resolves once it listens; a connection that is lost is made again, and whoever missed something then is told so.
 */
export async function tellAcross(url: string, local: Bus, log: Deps['log']): Promise<Across> {
  const self = randomUUID();
  let client: pg.Client | null = null;
  let waiting: Fact[] = [];
  let sending: NodeJS.Timeout | undefined;
  let trying: NodeJS.Timeout | undefined;
  let closed = false;

  async function listen() {
    const one = new pg.Client({ connectionString: url, keepAlive: true });
    one.on('error', () => {}); // it ends then, too
    one.on('end', () => one === client && lose());
    one.on('notification', ({ payload }) => hear(JSON.parse(payload!) as Said));
    try {
      await one.connect();
      await one.query(`listen ${CHANNEL}`);
    } catch (error) {
      await one.end().catch(() => {});
      throw error;
    }
    if (closed) await one.end();
    else client = one;
  }

  function lose() {
    client = null;
    if (closed) return;
    log.warn('the connection to other processes was lost');
    trying = setTimeout(() => void again(), AGAIN_MS);
  }

  async function again() {
    try {
      await listen();
    } catch {
      if (!closed) trying = setTimeout(() => void again(), AGAIN_MS);
      return;
    }
    log.info('the connection to other processes is back');
    local.emit('events.missed', {});
    await send();
  }

  function hear({ from, facts }: Said) {
    if (from !== self) for (const [name, event] of facts) local.emit(name, event as never);
  }

  function keep(facts: Fact[]) {
    waiting = waiting.length + facts.length > MOST_KEPT ? [['events.missed', {}]] : [...facts, ...waiting];
  }

  /** What could not be said is said once the connection is back; some of it twice, which nobody minds. */
  async function send() {
    sending = undefined;
    if (!client) return;
    const facts = waiting;
    waiting = [];
    try {
      for (const piece of inPieces(facts))
        await client.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ from: self, facts: piece } satisfies Said)]);
    } catch (error) {
      log.warn({ err: error }, 'other processes were not told; they are once more');
      keep(facts);
    }
  }

  await listen();
  return {
    bus: {
      on: local.on,
      emit: (name, event) => {
        local.emit(name, event);
        waiting.push([name, event] as never);
        if (waiting.length > MOST_KEPT && !client) keep([]);
        sending ??= setTimeout(() => void send(), GATHER_MS);
      },
    },
    close: async () => {
      closed = true;
      clearTimeout(sending);
      clearTimeout(trying);
      await send();
      await client?.end();
    },
  };
}

/** As many together as one notification holds. */
function inPieces(facts: Fact[]): Fact[][] {
  const pieces: Fact[][] = [];
  let size = MOST;
  for (const fact of facts) {
    const length = Buffer.byteLength(JSON.stringify(fact)) + 1;
    if (size + length > MOST) {
      pieces.push([]);
      size = 0;
    }
    pieces.at(-1)!.push(fact);
    size += length;
  }
  return pieces;
}
