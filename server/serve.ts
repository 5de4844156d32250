import { createServer, type Server } from 'node:http';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { accountOutbox } from './accounts/mails.ts';
import { createSessions } from './accounts/sessions.ts';
import { createApp } from './app.ts';
import { appealOutbox } from './appeals/mails.ts';
import { createGathering } from './audience/gathering.ts';
import { alarmOutbox } from './cases/ring-alarm.ts';
import { keepHeads } from './cases/keep-heads.ts';
import { classifierOutbox } from './classifier/learn-again.ts';
import { statementOutbox } from './cases/mails.ts';
import { decisionOutbox } from './cases/tell-decision.ts';
import type { Config } from './config.ts';
import { openDatabase } from './db/open.ts';
import type { Deps } from './deps.ts';
import { digestOutbox } from './digests/send-test.ts';
import { createBus } from './events/bus.ts';
import { openBus } from './events/open-bus.ts';
import { readAssets } from './http/assets.ts';
import { createGuardedFetch } from './http/guarded-fetch.ts';
import { openRateLimiter } from './http/open-rate-limiter.ts';
import { cutSlowSenders } from './http/slow-senders.ts';
import type { Env } from './http/who.ts';
import { uuidv7 } from './ids.ts';
import { guestOutbox } from './guests/mails.ts';
import { ideaOutbox } from './ideas/tell-supporters.ts';
import { inboxOutbox } from './inbox/mails.ts';
import { relayOutbox } from './relays/mails.ts';
import { mediationOutbox } from './mediations/mails.ts';
import { inboundOutbox } from './inbound/mails.ts';
import { invitationOutbox } from './invitations/mails.ts';
import { mailFolder } from './mail/kept.ts';
import { byAddress } from './mail/by-address.ts';
import { createFileMailer, createSmtpMailer, type Transport } from './mail/mailer.ts';
import { startJobs } from './ops/jobs.ts';
import { openMeasures } from './ops/measures.ts';
import { openTraces, traced } from './ops/traces.ts';
import { createLog } from './ops/log.ts';
import { keepSecret } from './ops/secret.ts';
import { createSeal } from './posts/origin-record.ts';
import { startLive } from './realtime/live.ts';
import { openSearch } from './search/open-search.ts';
import { sanctionOutbox } from './sanctions/mails.ts';
import { previewOutbox } from './previews/preview-links.ts';
import { reactionOutbox } from './reactions/tell-reactions.ts';
import { removalOutbox } from './sanctions/run-removal.ts';
import { reviewOutbox } from './reporting/send-reviews.ts';
import { reportOutbox } from './reporting/tell-reports.ts';
import { restorationOutbox } from './sanctions/run-restoration.ts';
import { avatarOutbox } from './sign-on/avatar.ts';
import { createDirectory } from './sign-on/directory.ts';
import { planningOutbox } from './planning/tell-author.ts';
import { pollOutbox } from './polls/tell-polls.ts';
import { openStore } from './media/open-store.ts';
import { mediaOutbox } from './media/sweep.ts';
import { ownOutbox } from './members/own-mails.ts';
import { legalNoticeOutbox } from './notices/mails.ts';
import { meetingOutbox } from './meetings/tell.ts';
import { askingOutbox } from './segments/ask-segment.ts';
import { followOutbox } from './follows/tell-followers.ts';
import { noticeOutbox } from './notifications/ring.ts';
import { webhookOutbox } from './webhooks/mails.ts';

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
  /** Lets our requests reach this machine and its neighbours: for the demonstration and tests, whose other sites are there. */
  allowPrivate?: boolean;
  /** What tests replace at the outer edge. */
  override?: Partial<Pick<Deps, 'now' | 'newId' | 'mail' | 'limit'>>;
  /** What mails leave by, in place of SMTP_URL or files. */
  transport?: Transport;
  /** Pages beside the product's own: the demonstration's newspaper. */
  beside?: (deps: Deps) => Promise<Hono<Env>>;
};

/** Config to a listening service. */
export async function serve(config: Config, options: ServeOptions): Promise<Running> {
  const { deps, close } = await createDeps(config, options);
  const app = createApp(deps, await options.beside?.(deps));
  const server = createServer(getRequestListener(app.fetch));
  cutSlowSenders(server);
  const live = startLive(deps, server);
  deps.measures.sockets(() => live.io.engine.clientsCount);
  keepHeads(deps);
  const jobs = startJobs(deps, {
    ...accountOutbox(deps),
    ...guestOutbox(deps),
    ...statementOutbox(deps),
    ...alarmOutbox(deps),
    ...legalNoticeOutbox(deps),
    ...appealOutbox(deps),
    ...decisionOutbox(deps),
    ...removalOutbox(deps),
    ...restorationOutbox(deps),
    ...sanctionOutbox(deps),
    ...reactionOutbox(deps),
    ...ideaOutbox(deps),
    ...pollOutbox(deps),
    ...previewOutbox(deps),
    ...mediaOutbox(deps),
    ...meetingOutbox(deps),
    ...webhookOutbox(deps),
    ...noticeOutbox(deps),
    ...followOutbox(deps),
    ...askingOutbox(deps),
    ...ownOutbox(deps),
    ...invitationOutbox(deps),
    ...inboundOutbox(deps),
    ...inboxOutbox(deps),
    ...mediationOutbox(deps),
    ...reportOutbox(deps),
    ...reviewOutbox(deps),
    ...digestOutbox(deps),
    ...planningOutbox(deps),
    ...relayOutbox(deps),
    ...avatarOutbox(deps),
    ...classifierOutbox(deps),
  });
  const url = await listen(server, config);
  deps.log.info({ url, publicUrl: config.publicUrl.origin, database: config.database.kind }, 'listening');
  return {
    deps,
    url,
    stop: async () => {
      await live.stop(); // closes the server too: it stops listening, and waits for the requests under way
      await jobs.stop();
      await close();
      deps.log.info('stopped');
    },
  };
}

async function createDeps(
  given: Config,
  { dist, migrations, allowPrivate = false, override = {}, transport }: ServeOptions,
): Promise<{ deps: Deps; close(): Promise<void> }> {
  const log = createLog(given.logLevel);
  if (given.database.kind === 'sqlite') mkdirSync(dirname(given.database.file), { recursive: true, mode: PRIVATE });
  const secret = given.secret ?? keepSecret(given.database);
  const config = { ...given, secret };
  const traces = await openTraces(config, log);
  const { db, fetch } = traced(traces, {
    db: await openDatabase(config.database, migrations),
    fetch: createGuardedFetch({ allowPrivate }),
  });
  const now = override.now ?? (() => new Date());
  const limits = await openRateLimiter(config, { now, log });
  const { search, close: closeSearch } = await openSearch(config.database);
  const local = createBus((err, event) => log.error({ err, event }, 'a listener failed'));
  const { bus, close: closeBus } = await openBus(config, local, log);
  const deps: Deps = {
    config,
    db,
    log,
    now,
    newId: uuidv7,
    bus,
    mail: byAddress(transport ?? createTransport(config), { db, config }),
    store: openStore(config.media),
    sessions: createSessions(db),
    limit: limits.limit,
    seal: createSeal(secret),
    search,
    assets: readAssets(dist),
    measures: await openMeasures(config, { db, now }),
    traces,
    audience: createGathering(),
    fetch,
    directory: createDirectory(fetch, now),
    ...override,
  };
  return { deps, close: () => Promise.all([limits.close(), closeSearch(), closeBus(), db.close(), traces.stop()]).then(() => {}) };
}

/** Other users of the machine have no business in it. */
const PRIVATE = 0o700;

function createTransport({ smtpUrl, publicUrl, database }: Config) {
  const from = `Terrasse <terrasse@${publicUrl.hostname}>`;
  if (smtpUrl) return createSmtpMailer(smtpUrl, from);
  return createFileMailer(mailFolder({ database }), from);
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
