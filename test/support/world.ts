// A small town to test in: a site, people, a clock that stands still until told otherwise.
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { joinSite } from '#server/accounts/queries.ts';
import { createSessions } from '#server/accounts/sessions.ts';
import { signToken } from '#server/accounts/token.ts';
import { createApp } from '#server/app.ts';
import { createGathering } from '#server/audience/gathering.ts';
import { publishCharter } from '#server/charter/publish-charter.ts';
import { UNDO_MS } from '#server/cases/decide.ts';
import { decisionOutbox } from '#server/cases/tell-decision.ts';
import { readConfig } from '#server/config.ts';
import type { Deps } from '#server/deps.ts';
import { createBus, type Events } from '#server/events/bus.ts';
import { runOutbox } from '#server/events/outbox.ts';
import { createGuardedFetch, type GuardedFetch } from '#server/http/guarded-fetch.ts';
import { createMemoryCounter } from '#server/http/rate-counters.ts';
import { createRateLimiter } from '#server/http/rate-limit.ts';
import { SESSION_COOKIE } from '#server/http/who.ts';
import { uuidv7 } from '#server/ids.ts';
import type { Mail } from '#server/mail/mailer.ts';
import { unmeasured } from '#server/ops/measures.ts';
import { untraced } from '#server/ops/traces.ts';
import { createDiskStore } from '#server/media/store.ts';
import { banned } from '#server/moderation/screening.ts';
import { createSeal } from '#server/posts/origin-record.ts';
import { indexStale } from '#server/search/index-stale.ts';
import { searchBy } from '#server/search/open-search.ts';
import { createDirectory } from '#server/sign-on/directory.ts';
import { findSiteByKey, type Site } from '#server/sites/queries.ts';
import type { StoredSettings } from '#server/sites/schema.ts';
import type { PostAnswer, PostWire } from '#server/posts/wire.ts';
import type { Role, ThreadPage } from '#server/threads/wire.ts';
import { freshDatabase, type Engine } from './database.ts';

export const ORIGIN = 'https://www.courrier.test';
export const OWN = 'http://terrasse.courrier.test';
const HOST = new URL(OWN).host;

export type World = Awaited<ReturnType<typeof createWorld>>;
export type Person = Awaited<ReturnType<World['person']>>;

const settings: StoredSettings = {
  name: 'Le Courrier',
  forumName: 'La Terrasse',
  locale: 'fr',
  moderation: 'after',
  audience: 'members',
  closeAfterDays: null,
  sections: [],
  editMinutes: 15,
  screening: { newcomerPosts: 0, words: [banned('guignol')], classifier: { on: false, rankFrom: 0.5, holdFrom: null } },
};

export async function createWorld(
  engine: Engine,
  given: {
    settings?: Partial<typeof settings>;
    limits?: boolean;
    fetch?: GuardedFetch;
    closing?: (close: () => Promise<void>) => void;
  } = {},
) {
  const db = await freshDatabase(engine);
  const mails: Mail[] = [];
  const events: { [E in keyof Events]: { name: E; event: Events[E] } }[keyof Events][] = [];
  let time = new Date('2026-11-22T13:00:00Z').getTime();
  const now = () => new Date(time);
  const secret = 'a secret of thirty-two characters';
  const log = pino({ level: process.env.TEST_LOG ?? 'silent' });
  const failures: unknown[] = [];
  const fetch = given.fetch ?? createGuardedFetch();
  const folder = join(tmpdir(), `terrasse-media-${uuidv7()}`);
  const bus = createBus((error) => failures.push(error));
  const deps: Deps = {
    config: { ...readConfig({ PUBLIC_URL: OWN, PORT: '0', SECRET: secret, MEDIA_URL: `file:${folder}` }), secret },
    db,
    log,
    now,
    newId: () => uuidv7(),
    bus: { on: bus.on, emit: (name, event) => (events.push({ name, event } as never), bus.emit(name, event)) },
    mail: async (mail) => void mails.push(mail),
    store: createDiskStore(folder),
    sessions: createSessions(db),
    limit: given.limits ? createRateLimiter(secret, createMemoryCounter(now)) : async () => {},
    measures: unmeasured,
    traces: untraced,
    audience: createGathering(),
    fetch,
    directory: createDirectory(fetch, now),
    seal: createSeal(secret),
    search: searchBy(db.read),
    assets: {
      folder: 'dist',
      manifest: {
        element: 'element.js',
        bell: 'bell.js',
        event: 'event.js',
        forum: 'forum.js',
        locales: { fr: 'fr.js', en: 'en.js' },
        css: ':host{display:block}',
        styleHash: 'sha256-test',
        quotes: 'figure{margin:0}',
        pages: '/pages/test.css',
        passkeys: '/pages/passkeys.js',
        newTopic: '/pages/new-topic.js',
        gallery: '/pages/gallery.js',
        push: '/pages/push.js',
        zone: '/pages/zone.js',
      },
    },
  };
  const app = createApp(deps);
  (given.closing ?? onTestFinished)(async () => {
    await rm(folder, { recursive: true, force: true });
    await db.close();
  });

  const addSite = async (key: string, host: string, own: Partial<typeof settings> = {}): Promise<Site> => {
    await db.write(
      async (tx) =>
        void (await tx.insert(tx.t.sites).values({ key, host, settings: { ...settings, ...own }, origins: [ORIGIN], createdAt: now() })),
    );
    await publishCharter(deps, (await findSiteByKey(db.read, key))!, {
      version: 0,
      rules: ['Courtoisie', 'Haine', 'Faits', 'Vie privée'].map((title) => ({ title, body: `${title}.` })),
    });
    return (await findSiteByKey(db.read, key))!;
  };
  const site = await addSite('courrier', HOST, given.settings);

  /** JSON in, JSON out, from nobody in particular unless headers say otherwise. */
  const request = async <T = never>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await app.request(`${OWN}${path}`, {
      method,
      headers: { host: HOST, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json') ? (JSON.parse(text) as T) : (undefined as T);
    return { status: response.status, headers: response.headers, text, body: json };
  };

  /** Somebody with an account, a membership, and both ways in: an embed's token and our own pages' cookie. */
  const person = async (name: string, role: Role = 'member', options: { confirmed?: boolean; owner?: boolean; at?: Site } = {}) => {
    const home = options.at ?? site;
    const { accountId, member } = await db.write(async (tx) => {
      const [account] = await tx
        .insert(tx.t.accounts)
        .values({
          uid: uuidv7(),
          name,
          email: `${name}@example.test`,
          emailKey: `${name}@example.test`,
          emailConfirmedAt: options.confirmed === false ? null : now(),
          locale: 'fr',
          owner: options.owner ?? false,
          createdAt: now(),
        })
        .returning({ id: tx.t.accounts.id });
      const row = { uid: uuidv7(), siteId: home.id, accountId: account!.id, name, role, charterVersion: 1, createdAt: now() };
      return { accountId: account!.id, member: await joinSite(tx, row) };
    });
    const cookie = await deps.sessions.start(accountId, { siteId: null, origin: null, provedAt: now() });
    const embed = await deps.sessions.start(accountId, { siteId: home.id, origin: ORIGIN });
    // A fresh token each time, as an element that stays on a page asks for one: the clock may have moved.
    const bearer = () => ({ authorization: `Bearer ${signToken(secret, embed.id, now()).token}`, origin: ORIGIN });
    const asPage = { cookie: `${SESSION_COOKIE}=${cookie.secret}`, origin: OWN, 'sec-fetch-site': 'same-origin' };
    return {
      name,
      accountId,
      member,
      get asEmbed() {
        return bearer();
      },
      asPage,
      embedSession: embed.id,
      /** In the embed. */
      send: <T = never>(method: string, path: string, body?: unknown) => request<T>(method, path, body, bearer()),
      /** On our own pages: the forum, the desk. */
      desk: <T = never>(method: string, path: string, body?: unknown) => request<T>(method, path, body, asPage),
      /** Writes under an article, refusing to be refused. */
      post: async (source: string, more: { article?: string; parent?: string; clientId?: string } = {}): Promise<PostWire> => {
        const { status, body, text } = await request<PostAnswer>(
          'POST',
          '/api/v1/posts',
          { site: home.key, article: more.article ?? 'pont', source, parent: more.parent ?? null, clientId: more.clientId ?? uuidv7() },
          bearer(),
        );
        if (status !== 201 && status !== 200) throw new Error(`${name} could not post: ${status} ${text}`);
        return body.post;
      },
    };
  };

  const readThread = async (article = 'pont', query = '', headers: Record<string, string> = {}) =>
    (await request<ThreadPage>('GET', `/api/v1/thread?site=courrier&article=${article}${query}`, undefined, headers)).body;

  return {
    app,
    deps,
    db,
    site,
    mails,
    events,
    failures,
    now,
    pass: (ms: number) => void (time += ms),
    /** Later than anybody could undo what was decided: it is told. */
    tell: async () => {
      time += UNDO_MS;
      await runOutbox(db, decisionOutbox(deps), now(), (error) => failures.push(error));
    },
    /** What was written is found from now on. */
    index: () => indexStale(db),
    request,
    person,
    addSite,
    readThread,
  };
}
