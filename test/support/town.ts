// For journeys: the built product on a port of its own, a publisher's site on another, and people with browsers.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { hashPassword } from '#server/accounts/password.ts';
import { joinSite, type Member } from '#server/accounts/queries.ts';
import { UNDO_MS } from '#server/cases/decide.ts';
import { publishCharter } from '#server/charter/publish-charter.ts';
import { readConfig } from '#server/config.ts';
import type { Deps } from '#server/deps.ts';
import { SESSION_COOKIE } from '#server/http/who.ts';
import { uuidv7 } from '#server/ids.ts';
import type { Mail } from '#server/mail/mailer.ts';
import { serve } from '#server/serve.ts';
import { banned } from '#server/moderation/screening.ts';
import { findSiteByKey, type Site } from '#server/sites/queries.ts';
import type { StoredSettings } from '#server/sites/schema.ts';
import type { Role } from '#server/threads/wire.ts';
import { launchBrowser } from './browser.ts';
import { freePort } from './free-port.ts';

export const PASSWORD = 'quatre mots de passe';

export type Neighbour = { name: string; email: string; accountId: number; member: Member };
export type Town = Awaited<ReturnType<typeof openTown>>;

export const settings: StoredSettings = {
  name: 'Le Courrier',
  forumName: 'La Terrasse',
  locale: 'fr',
  moderation: 'after',
  audience: 'members',
  closeAfterDays: null,
  sections: [],
  editMinutes: 15,
  screening: {
    newcomerPosts: 0,
    words: [banned('guignol')],
    classifier: { on: false, rankFrom: 0.5, holdFrom: null },
    // What fills a thread for a journey is much alike.
    effects: { near_repeat: 'off' },
  },
};

/** Everything it starts, `close` ends. `database`: a Postgres's address, where it is not to be a file of its own. */
export async function openTown(given: { settings?: Partial<typeof settings>; limits?: boolean; database?: string } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-town-'));
  const port = await freePort();
  const mails: Mail[] = [];
  const config = readConfig({
    PORT: String(port),
    PUBLIC_URL: `http://localhost:${port}`,
    DATABASE_URL: given.database ?? `file:${folder}/town.db`,
    ...(given.database && { MEDIA_URL: `file:${folder}/media`, SECRET: 'a secret of thirty-two characters' }),
    LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
  });
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const start = () =>
    serve(config, {
      dist: 'dist',
      migrations: 'migrations',
      allowPrivate: true,
      override: { now, mail: async (mail) => void mails.push(mail), ...(given.limits ? {} : { limit: async () => {} }) },
    });
  let running = await start();
  const origin = config.publicUrl.origin;
  const paper = await openNewspaper();
  const site = await addSite(running.deps, new URL(origin).host, [paper.origin], { ...settings, ...given.settings });
  const browsers: Browser[] = [];

  return {
    /** Those of now: a restart makes new ones. */
    get deps() {
      return running.deps;
    },
    site,
    mails,
    /** Terrasse's. */
    origin,
    /** The publisher's pages: another site to a browser. */
    paper,
    browse: async (options: Parameters<typeof launchBrowser>[0] = {}): Promise<Browser> => {
      const browser = await launchBrowser(options);
      browsers.push(browser);
      return browser;
    },
    /** Somebody with an account and a membership. */
    person: (name: string, role: Role = 'member', options: { confirmed?: boolean } = {}) =>
      addPerson(running.deps, site, { name, role, confirmed: options.confirmed ?? true }),
    /** Signs somebody in on our own pages, as if they had come by the form. */
    signIn: async (context: BrowserContext, { accountId }: Neighbour) => {
      const { secret } = await running.deps.sessions.start(accountId, { siteId: null, origin: null, provedAt: running.deps.now() });
      await context.addCookies([{ name: SESSION_COOKIE, value: secret, url: origin, httpOnly: true, sameSite: 'Lax' }]);
    },
    /** Later than anybody could undo what was decided: it is told. */
    tell: () => void (ahead += UNDO_MS),
    pass: (ms: number) => void (ahead += ms),
    /** Stops in order and starts again, on the same data and the same port. */
    restart: async () => {
      await running.stop();
      running = await start();
    },
    close: async () => {
      await Promise.all(browsers.map((browser) => browser.close()));
      await paper.close();
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What publishers paste. */
export const embed = (origin: string, article: string, more = '') =>
  `<script src="${origin}/embed.js" async></script>\n<terrasse-thread site="courrier" article="${article}" lang="fr"${more}><a href="${origin}/a/${article}">Lire les commentaires</a></terrasse-thread>`;

/** Fails a journey when a page says anything is wrong: errors, refused policies, failed requests of ours. */
export function watch(page: Page, problems: string[] = []): string[] {
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
  return problems;
}

/** In parts, it leaves as they come. */
type Answer = { html: string | AsyncIterable<string>; headers?: Record<string, string> };

async function openNewspaper() {
  const pages = new Map<string, () => Answer | Promise<Answer>>();
  const server = createServer((request, response) => {
    const make = pages.get(new URL(request.url ?? '/', 'http://x').pathname);
    if (!make) return void response.writeHead(404).end();
    void Promise.resolve(make()).then(({ html, headers }) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers });
      Readable.from(typeof html === 'string' ? [html] : html).pipe(response);
    });
  });
  const port = await listen(server);
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    /** Prints a page; resolves with its address. */
    print: (path: string, answer: Answer | (() => Answer | Promise<Answer>)) => {
      pages.set(path, typeof answer === 'function' ? answer : () => answer);
      return `${origin}${path}`;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An article as newspapers make them. */
export const article = (body: string, head = '') => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Le pont fermera</title><link rel="icon" href="data:,">${head}</head>
<body><main><h1>Le pont fermera dix-huit mois</h1><p>${'Le conseil a voté les travaux du pont des Tanneurs. '.repeat(12)}</p>${body}</main></body></html>`;

export async function addSite(deps: Pick<Deps, 'db' | 'now'>, host: string, origins: string[], own: typeof settings): Promise<Site> {
  await deps.db.write(
    async (tx) => void (await tx.insert(tx.t.sites).values({ key: 'courrier', host, settings: own, origins, createdAt: deps.now() })),
  );
  const site = (await findSiteByKey(deps.db.read, 'courrier'))!;
  await publishCharter(deps, site, {
    version: 0,
    rules: [
      'On écrit en son nom',
      'On n’appelle pas à la haine',
      'On ne met personne en danger',
      'On discute les idées, pas les personnes',
    ].map((title) => ({ title, body: `${title}.` })),
  });
  return site;
}

export async function addPerson(
  deps: Pick<Deps, 'db' | 'now'>,
  site: Site,
  { name, role, confirmed }: { name: string; role: Role; confirmed: boolean },
): Promise<Neighbour> {
  const email = `${name.toLowerCase().replace(/\W+/g, '.')}@exemple.test`;
  const password = await hashPassword(PASSWORD);
  return deps.db.write(async (tx) => {
    const now = deps.now();
    const [account] = await tx
      .insert(tx.t.accounts)
      .values({
        uid: uuidv7(),
        name,
        email,
        emailKey: email,
        emailConfirmedAt: confirmed ? now : null,
        password,
        locale: 'fr',
        createdAt: now,
      })
      .returning({ id: tx.t.accounts.id });
    const member = await joinSite(tx, {
      uid: uuidv7(),
      siteId: site.id,
      accountId: account!.id,
      name,
      role,
      charterVersion: 1,
      createdAt: now,
    });
    return { name, email, accountId: account!.id, member };
  });
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
}
