import { createServer, type Server } from 'node:http';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { pino } from 'pino';
import { accountOutbox } from './accounts/mails.ts';
import { createSessions } from './accounts/sessions.ts';
import { createApp } from './app.ts';
import { statementOutbox } from './cases/mails.ts';
import type { Config } from './config.ts';
import { openDatabase } from './db/open.ts';
import type { Deps } from './deps.ts';
import { createBus } from './events/bus.ts';
import { readAssets } from './http/assets.ts';
import { createRateLimiter } from './http/rate-limit.ts';
import type { Env } from './http/who.ts';
import { uuidv7 } from './ids.ts';
import { createFileMailer, createSmtpMailer } from './mail/mailer.ts';
import { assertSanitiser } from './markdown/render.ts';
import { startJobs } from './ops/jobs.ts';
import { keepSecret } from './ops/secret.ts';
import { createSeal } from './posts/origin-record.ts';
import { startLive } from './realtime/live.ts';

export type Running = {
  deps: Deps;
  /** Where it listens, e.g. http://127.0.0.1:3000 */
  url: string;
  /** Requests finish, sockets are told to come back, the database closes. */
  stop(): Promise<void>;
};

export type ServeOptions = {
  /** Folders of the build and of the migrations. */
  dist: string;
  migrations: string;
  /** What tests replace at the outer edge. */
  override?: Partial<Pick<Deps, 'now' | 'newId' | 'mail' | 'limit'>>;
  /** Pages beside the product's own: the demonstration's newspaper. */
  beside?: (deps: Deps) => Promise<Hono<Env>>;
};

/** Config to a listening service. */
export async function serve(config: Config, options: ServeOptions): Promise<Running> {
  assertSanitiser();
  const deps = await createDeps(config, options);
  const app = createApp(deps, await options.beside?.(deps));
  const server = createServer(getRequestListener(app.fetch));
  const live = startLive(deps, server);
  const jobs = startJobs(deps, { ...accountOutbox(deps), ...statementOutbox(deps) });
  const url = await listen(server, config);
  deps.log.info({ url, publicUrl: config.publicUrl.origin, database: config.database.kind }, 'listening');
  return {
    deps,
    url,
    stop: async () => {
      await live.stop(); // closes the server too: it stops listening, and waits for the requests under way
      await jobs.stop();
      await deps.db.close();
      deps.log.info('stopped');
    },
  };
}

async function createDeps(given: Config, { dist, migrations, override = {} }: ServeOptions): Promise<Deps> {
  const log = pino({ level: given.logLevel, base: null });
  if (given.database.kind === 'sqlite') mkdirSync(dirname(given.database.file), { recursive: true, mode: PRIVATE });
  const secret = given.secret ?? keepSecret(given.database);
  const config = { ...given, secret };
  const db = await openDatabase(config.database, migrations);
  const now = override.now ?? (() => new Date());
  return {
    config,
    db,
    log,
    now,
    newId: uuidv7,
    bus: createBus((err, event) => log.error({ err, event }, 'a listener failed')),
    mail: createMailer(config),
    sessions: createSessions(db),
    limit: createRateLimiter(now),
    seal: createSeal(secret),
    assets: readAssets(dist),
    ...override,
  };
}

/** Other users of the machine have no business in it. */
const PRIVATE = 0o700;

function createMailer({ smtpUrl, publicUrl, database }: Config) {
  const from = `Terrasse <terrasse@${publicUrl.hostname}>`;
  if (smtpUrl) return createSmtpMailer(smtpUrl, from);
  return createFileMailer(join(database.kind === 'sqlite' ? dirname(database.file) : 'data', 'mail'), from);
}

function listen(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? `http://${address.address}:${address.port}` : '');
    });
  });
}
