import pg from 'pg';
import type { Deps } from '../deps.ts';
import type { OpenCarrier } from './across.ts';

const CHANNEL = 'terrasse';
/** Milliseconds until a lost connection is tried again. */
const AGAIN_MS = 1000;
/** Milliseconds for an answer: what vanished without a word would else be waited for until TCP gives up, a quarter of an hour. */
const PATIENCE_MS = 5000;

/** By the database that all share: one connection a process, and nothing is kept for who does not listen. Resolves once it listens. */
export const byNotify =
  (url: string, log: Deps['log']): OpenCarrier =>
  async (hear) => {
    let client: pg.Client | null = null;
    let trying: NodeJS.Timeout | undefined;
    let closed = false;

    async function listen() {
      const one = new pg.Client({
        connectionString: url,
        keepAlive: true,
        connectionTimeoutMillis: PATIENCE_MS,
        query_timeout: PATIENCE_MS,
      });
      one.on('error', () => {}); // it ends then, too
      one.on('end', () => one === client && lose());
      one.on('notification', ({ payload }) => hear(payload!));
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
      again();
    }

    function again() {
      trying = setTimeout(
        () =>
          void listen().then(
            () => log.info('the connection to other processes is back'),
            () => closed || again(),
          ),
        AGAIN_MS,
      );
    }

    await listen();
    return {
      async say(word) {
        const one = client;
        if (!one) throw new Error('no connection to other processes');
        try {
          await one.query('select pg_notify($1, $2)', [CHANNEL, word]);
        } catch (error) {
          void one.end().catch(() => {});
          throw error;
        }
      },
      async close() {
        closed = true;
        clearTimeout(trying);
        await client?.end();
      },
    };
  };
