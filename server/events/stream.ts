import { setTimeout } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Deps } from '../deps.ts';
import type { OpenCarrier } from './across.ts';

/** Entries kept, about: some minutes of a large night, a few megabytes. Who was away for longer knows by the numbers. */
const KEPT = 10_000;
/** Entries read at once. */
const PAGE = 1000;
/** Milliseconds that Redis waits for something to tell. */
const WAIT_MS = 5000;
/** Milliseconds after which a Redis that does not answer is not there: a stop waits for it twice, and has eight seconds. */
const PATIENCE_MS = 2000;
/** Milliseconds until a lost connection is tried again. */
const AGAIN_MS = 1000;

/**
 * By a stream in Redis: each process keeps how far it has read, and goes on from there when the connection is back. Resolves once it
 * reads, or has found Redis away: then it reads all there is as soon as it can.
 */
export const byStream =
  ({ url, key }: { url: string; key: string }, log: Deps['log']): OpenCarrier =>
  async (hear) => {
    const open = (timeouts: { commandTimeout?: number; socketTimeout?: number }) => {
      const client = new Redis(url, {
        ...timeouts,
        lazyConnect: true,
        connectTimeout: PATIENCE_MS,
        enableOfflineQueue: false,
        autoResendUnfulfilledCommands: false,
        maxRetriesPerRequest: 0,
      });
      client.on('error', () => {}); // the next command finds out
      return client;
    };
    const [speaker, reader] = [open({ commandTimeout: PATIENCE_MS }), open({ socketTimeout: WAIT_MS + PATIENCE_MS })];
    const stop = new AbortController();
    let reached = '0';
    let lost = false;

    async function readOn() {
      const found = await reader.xread('COUNT', PAGE, 'BLOCK', WAIT_MS, 'STREAMS', key, reached);
      for (const [id, [, word]] of found?.[0]?.[1] ?? []) {
        reached = id;
        hear(word!);
      }
    }

    async function follow() {
      while (!stop.signal.aborted) {
        try {
          // What Redis has lost, or no longer keeps, is nothing to go on from: what is heard a second time is known by its number.
          if (lost && (await reader.xrange(key, reached, reached)).length === 0) reached = '0';
          if (lost) log.info('the connection to other processes is back');
          lost = false;
          for (;;) await readOn();
        } catch (err) {
          if (!lost && !stop.signal.aborted) log.warn({ err }, 'the connection to other processes was lost');
          lost = true;
          await setTimeout(AGAIN_MS, null, { signal: stop.signal }).catch(() => {});
        }
      }
    }

    await Promise.all([speaker, reader].map((client) => client.connect().catch(() => {})));
    try {
      reached = (await speaker.xrevrange(key, '+', '-', 'COUNT', 1))[0]?.[0] ?? '0';
    } catch (err) {
      log.warn({ err }, 'the connection to other processes is not there yet');
      lost = true;
    }
    const following = follow();
    return {
      say: async (word) => void (await speaker.xadd(key, 'MAXLEN', '~', KEPT, '*', 'said', word)),
      async close() {
        stop.abort();
        for (const client of [speaker, reader]) client.disconnect();
        await following;
      },
    };
  };
