// The publisher's own accounts, at a real OpenID provider: set up at the desk, used on our pages and from an article.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { eq } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { sealSecret } from '#server/sign-on/secret.ts';
import { CLIENT, openProvider, type OpenidProvider } from '../support/openid-provider.ts';
import { article, embed, openTown, watch, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

let town: Town;
let openid: OpenidProvider;
let browser: Browser;

beforeAll(async () => {
  town = await openTown();
  openid = await openProvider({
    ada: { name: 'Ada Lovelace', email: 'ada@lecteurs.test', email_verified: true, locale: 'fr', groups: ['abonnes'] },
    alan: { name: 'Alan Turing', email: 'alan@lecteurs.test', email_verified: true, locale: 'fr', groups: [] },
  });
  browser = await town.browse();
});
afterAll(async () => {
  await town.close();
  await openid.close();
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
const door = (page: Page) => link(page, 'Continuer avec Compte Le Courrier');

async function openContext() {
  const context = await browser.newContext({ locale: 'fr-FR' });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  return { context, page, problems: watch(page) };
}

test('a manager sets the provider up at the desk, and tries it', async () => {
  const { context, page, problems } = await openContext();
  await town.signIn(context, await town.person('Grace Hopper', 'manager'));
  await page.goto(`${town.origin}/admin/#/settings/doors`);

  await button(page, 'Ajouter OpenID Connect').click();
  await page.getByLabel('Nom').fill('Compte Le Courrier');
  await page.getByLabel('Émetteur (issuer)').fill('pas une adresse');
  await page.getByLabel('Identifiant client (client_id)').fill(CLIENT.id);
  await page.getByLabel('Secret du client').fill(CLIENT.secret);
  await page.getByLabel('Portées demandées').fill('profile email groups');
  await button(page, 'Ajouter une ligne').click();
  const row = page.getByRole('group', { name: 'Ligne 1' });
  await row.getByLabel('Champ').fill('groups');
  await row.getByLabel('Valeur').fill('abonnes');
  await row.getByLabel('Badge').fill('Abonné');
  await button(page, 'Enregistrer').click();
  await page.getByText('Cette valeur n’est pas acceptée ici.').waitFor();
  await page.getByLabel('Émetteur (issuer)').fill(openid.issuer);
  await button(page, 'Enregistrer').click();
  await page.getByRole('heading', { name: 'Compte Le Courrier' }).waitFor();
  const addresses = await page.locator('dd code').allInnerTexts();
  openid.register({ redirect: [addresses[0]!], logout: addresses[1]! });
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  await link(page, 'Essayer : Compte Le Courrier').click();
  await link(page, 'Ada Lovelace').click();
  await page.getByRole('heading', { name: 'Essai de Compte Le Courrier' }).waitFor();
  const tried = await page.locator('main').innerText();

  expect(addresses[0]).toMatch(new RegExp(`^${town.origin}/signin/back/`));
  expect(violations).toEqual([]);
  expect(tried).toContain('abonné');
  expect(problems.filter((problem) => !/422/.test(problem))).toEqual([]);
});

test('a reader comes in on our page, accepts the charter, and is themselves', async () => {
  const { page, problems } = await openContext();

  await page.goto(`${town.origin}/signin?next=/charter`);
  await door(page).click();
  await link(page, 'Ada Lovelace').click();
  await page.getByLabel('J’ai lu la charte et je m’y tiendrai.').check();
  await button(page, 'Accepter et continuer').click();
  await page.waitForURL(`${town.origin}/charter`);
  await link(page, 'Ada Lovelace').click();

  await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();
  const { members } = town.deps.db.read.t;
  const [member] = await town.deps.db.read.select().from(members).where(eq(members.name, 'Ada Lovelace'));
  expect(member).toMatchObject({ role: 'subscriber', badges: ['Abonné'] });
  expect(problems).toEqual([]);
});

test('whoever gives up at the provider is told so, and finds the other doors', async () => {
  const { page } = await openContext();

  await page.goto(`${town.origin}/signin`);
  await door(page).click();
  await link(page, 'Annuler').click();
  await page.getByText('Rien n’a été changé ici.').waitFor();
  await link(page, 'Se connecter autrement').click();

  await page.getByLabel('Adresse électronique').waitFor();
});

test('from an article, with third-party cookies blocked: the text is kept through the window, and posted', async () => {
  const { page, problems } = await openContext();
  await page.goto(town.paper.print('/porte', { html: article(embed(town.origin, 'porte')) }));

  await field(page).fill('Écrit avant de me connecter');
  await comeIn(page, () => button(page, 'Publier').click(), 'Alan Turing', { first: true });

  await post(page, 'Écrit avant').getByText('à l’instant').waitFor();
  await page.reload();
  await field(page).fill('Et après un rechargement');
  await button(page, 'Publier').click();
  await post(page, 'Et après').getByText('à l’instant').waitFor();
  expect(await post(page, 'Et après').innerText()).toContain('Alan Turing');
  expect(problems).toEqual([]);
});

test('signing out at the provider ends the article’s page too: what is typed then is kept, and sent after coming back', async () => {
  const { context, page } = await openContext();
  const heard = frames(page);
  await page.goto(town.paper.print('/fin', { html: article(embed(town.origin, 'fin')) }));
  await field(page).fill('Tant que ça dure');
  await comeIn(page, () => button(page, 'Publier').click(), 'Alan Turing');
  await post(page, 'Tant que').getByText('à l’instant').waitFor();
  const { db } = town.deps;
  const opened = () => db.read.$count(db.read.t.sessions, eq(db.read.t.sessions.origin, town.paper.origin));
  const before = await opened();
  const there = await context.newPage();

  await there.goto(`${openid.issuer}/session/end`);
  await there.getByRole('button', { name: 'Se déconnecter' }).click();
  await until('the session’s end', async () => (await opened()) === before - 1);
  await until('the live connection, closed by us', () => heard.some((frame) => frame.startsWith('41')));
  const ours = await context.newPage();
  await ours.goto(`${town.origin}/signin`);
  await door(ours).waitFor();
  await field(page).fill('Et voilà que c’est fini');
  await button(page, 'Publier').click();
  await page.getByText('Votre session a pris fin. Votre texte est gardé.').waitFor();
  await comeIn(page, () => button(page, 'Se reconnecter et publier').click(), 'Alan Turing');

  await post(page, 'Et voilà').getByText('à l’instant').waitFor();
});

test('a reader of a site with DiscourseConnect comes in from an article', async () => {
  const secret = 'shared with the publisher';
  const publisher = await openDiscoursePublisher(secret);
  onTestFinished(() => publisher.close());
  await addDiscourse(`${publisher.origin}/session/sso`, secret);
  const { page, problems } = await openContext();
  await page.goto(town.paper.print('/discourse', { html: article(embed(town.origin, 'discourse')) }));

  await field(page).fill('Sans nouveau compte');
  const [window] = await Promise.all([page.waitForEvent('popup'), button(page, 'Publier').click()]);
  await link(window, 'Continuer avec Mon Courrier').click();
  await link(window, 'Rose Valland').click();
  await window.getByLabel('J’ai lu la charte et je m’y tiendrai.').check();
  const closed = window.waitForEvent('close');
  await button(window, 'Continuer en tant que Rose Valland').click();
  await closed;

  await post(page, 'Sans nouveau compte').getByText('à l’instant').waitFor();
  expect(problems).toEqual([]);
});

/** The publisher’s side of it: a page that asks who one is, and sends back what it signs. */
async function openDiscoursePublisher(secret: string) {
  const sign = (sso: string) => createHmac('sha256', secret).update(sso).digest('hex');
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url!, 'http://here');
    const asked = new URLSearchParams(Buffer.from(searchParams.get('sso') ?? '', 'base64').toString());
    const known = { nonce: asked.get('nonce')!, external_id: '7', email: 'rose@lecteurs.test', name: 'Rose Valland' };
    const sso = Buffer.from(new URLSearchParams(known).toString()).toString('base64');
    const back = `${asked.get('return_sso_url')}?${new URLSearchParams({ sso, sig: sign(sso) })}`;
    const isGenuine = searchParams.get('sig') === sign(searchParams.get('sso') ?? '');
    response.writeHead(isGenuine ? 200 : 403, { 'content-type': 'text/html; charset=utf-8' });
    response.end(isGenuine ? `<!doctype html><title>Courrier</title><a href="${back.replaceAll('&', '&amp;')}">Rose Valland</a>` : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}

async function addDiscourse(issuer: string, secret: string) {
  const { deps, site } = town;
  const config = { issuer, audience: '', jwksUrl: null, scopes: [], mappings: [] };
  const row = { uid: deps.newId(), siteId: site.id, kind: 'discourse' as const, name: 'Mon Courrier', config, createdAt: deps.now() };
  await deps.db.write(async (tx) => void (await tx.insert(tx.t.providers).values({ ...row, secret: sealSecret(deps, secret) })));
}

const field = (page: Page) => page.getByRole('textbox', { name: 'Votre commentaire' });
const post = (page: Page, text: string) => page.locator('terrasse-thread article.post').filter({ hasText: text });

/** What the live connection brings to a page. */
function frames(page: Page): string[] {
  const heard: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => void heard.push(String(payload))));
  return heard;
}

/** Presses what asks to sign in, and goes through the window and the provider until it closes. */
async function comeIn(page: Page, press: () => Promise<void>, name: string, { first = false } = {}) {
  const [window] = await Promise.all([page.waitForEvent('popup'), press()]);
  const problems = watch(window);
  await door(window).click();
  await link(window, name).click();
  if (first) await window.getByLabel('J’ai lu la charte et je m’y tiendrai.').check();
  const closed = window.waitForEvent('close');
  await button(window, `Continuer en tant que ${name}`).click();
  await closed;
  expect(problems).toEqual([]);
}
