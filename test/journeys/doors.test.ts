// The doors of our own: a link by mail, a passkey, an app's codes; and a desk that asks for two.
import { TOTP } from 'otpauth';
import QRCode from 'qrcode';
import sharp from 'sharp';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { expectClean } from '../support/eyes.ts';
import { article, embed, openTown, PASSWORD, watch, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';

let town: Town;
let browser: Browser;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
});
afterAll(() => town.close());

describe('a link by mail', () => {
  test('opens by a press, in a browser that runs nothing, and once', async () => {
    const lucie = await town.person('Lucie Prigent');
    const { page } = await open({ expected: /status of 410/, javaScriptEnabled: false });
    await page.goto(`${town.origin}/signin?next=/charter`);

    expect(await page.locator('noscript').textContent()).toContain('Les clés d’accès demandent JavaScript');
    expect(await button(page, 'Utiliser une clé d’accès').isVisible()).toBe(false);
    await page.getByLabel('Adresse électronique').fill(lucie.email);
    await button(page, 'Recevoir un lien de connexion').click();
    await page.getByText(`Si ${lucie.email} a un compte ici`).waitFor();
    const link = await linkIn(lucie.email);
    await fetch(link); // a scanner of mails
    await page.goto(link);
    await button(page, 'Continuer en tant que Lucie Prigent').click();
    await page.waitForURL('**/charter');
    await page.getByRole('link', { name: 'Lucie Prigent' }).waitFor();

    expect((await page.goto(link))!.status()).toBe(410);
  });
});

describe('an app’s codes', () => {
  test('are set up, asked after the password, replaced by a recovery code, and put away; nothing runs', async () => {
    const odile = await town.person('Odile Ménard');
    const { page, context } = await open({ expected: /status of 422/, javaScriptEnabled: false });
    await town.signIn(context, odile);
    await page.goto(`${town.origin}/account`);
    await button(page, 'Choisir une application de codes').click();
    await page.getByRole('img', { name: 'Code QR' }).waitFor();
    const address = await page.getByRole('link', { name: 'L’application est sur cet appareil' }).getAttribute('href');
    expect(await modulesOf(page)).toBe(QRCode.create(address!).modules.data.join(''));
    const app = appOf(address);
    await page.getByLabel('Premier code').fill('000000');
    await button(page, 'Mettre en service').click();
    await page.getByText('Ce code ne convient pas').waitFor();
    await page.getByLabel('Premier code').fill(app.next());
    await button(page, 'Mettre en service').click();
    await page.getByRole('heading', { name: 'Vos codes de secours' }).waitFor();
    const codes = await page.locator('code').allInnerTexts();
    expect(codes).toHaveLength(10);
    await page.getByRole('link', { name: 'Je les ai gardés' }).click();
    await page.getByText('Il reste 10 codes de secours').waitFor();

    await button(page, 'Se déconnecter').click();
    await signIn(page, odile);
    await page.getByLabel('Code à six chiffres').fill(app.next());
    await button(page, 'Continuer').click();
    await page.getByRole('link', { name: odile.name }).waitFor();

    await button(page, 'Se déconnecter').click();
    await signIn(page, odile);
    await page.getByText('Je n’ai plus l’application').click();
    await page.getByLabel('Code de secours').fill(codes[4]!);
    await button(page, 'Continuer').click();
    await page.getByRole('link', { name: odile.name }).click();
    await page.getByText('Il reste 9 codes de secours').waitFor();

    await button(page, 'Ne plus demander de code').click();
    await page.getByText('Les codes ne sont plus demandés.').waitFor();
    await button(page, 'Se déconnecter').click();
    await signIn(page, odile);
    await page.getByRole('link', { name: odile.name }).waitFor();
  });
});

describe('a passkey', () => {
  test('is made, named, signs in by its button, and is removed', async () => {
    const herve = await town.person('Hervé Lantier');
    const { page, context } = await open();
    const device = await plugIn(page, { offers: false });
    await town.signIn(context, herve);
    await page.goto(`${town.origin}/account`);
    await button(page, 'Ajouter une clé d’accès').click();
    await page.getByText('La clé d’accès est enregistrée.').waitFor();
    expect(await device.credentials()).toMatchObject([{ rpId: 'localhost', isResidentCredential: true }]);

    await page.getByText('Renommer ou supprimer').click();
    await page.locator('[action^="/account/passkeys/"]').getByLabel('Nom de la clé').fill('Le téléphone bleu');
    await button(page, 'Renommer').click();
    await page.getByText('Le téléphone bleu').first().waitFor();

    await button(page, 'Se déconnecter').click();
    await page.goto(`${town.origin}/signin?next=/charter`);
    await button(page, 'Utiliser une clé d’accès').click();
    await page.waitForURL('**/charter');
    await page.getByRole('link', { name: herve.name }).click();
    await page.locator('#passkeys').getByText('utilisée le').waitFor();

    await page.getByText('Renommer ou supprimer').click();
    await button(page, 'Supprimer cette clé').click();
    await page.getByText('La clé d’accès est supprimée.').waitFor();
    await button(page, 'Se déconnecter').click();
    await page.goto(`${town.origin}/signin`);
    page.removeAllListeners('console'); // the refusal that follows is expected
    await button(page, 'Utiliser une clé d’accès').click();
    await page.getByRole('alert').filter({ hasText: 'Cette clé d’accès n’a pas pu être vérifiée' }).waitFor();
  });

  test('is offered under the field of the address, where nobody pressed anything', async () => {
    const ines = await town.person('Inès Caradec');
    const { page, context } = await open();
    await plugIn(page);
    await town.signIn(context, ines);
    await page.goto(`${town.origin}/account`);
    await button(page, 'Ajouter une clé d’accès').click();
    await page.getByText('La clé d’accès est enregistrée.').waitFor();
    await button(page, 'Se déconnecter').click();
    await page.goto(`${town.origin}/signin?next=/charter`);
    await page.waitForURL('**/charter');

    await page.getByRole('link', { name: ines.name }).waitFor();
  });

  test('says that it did not come, where the device gives none', async () => {
    const { page } = await open();
    await plugIn(page, { offers: false });
    await page.goto(`${town.origin}/signin`);
    await button(page, 'Utiliser une clé d’accès').click();

    await page.getByRole('alert').filter({ hasText: 'L’appareil n’a pas donné de clé d’accès' }).waitFor();
  });

  test('signs in from an article, in the window that its comments open', async () => {
    const zoe = await town.person('Zoé Alvarez');
    const { page, context } = await open();
    const device = await plugIn(page, { offers: false });
    await town.signIn(context, zoe);
    await page.goto(`${town.origin}/account`);
    await button(page, 'Ajouter une clé d’accès').click();
    await page.getByText('La clé d’accès est enregistrée.').waitFor();
    const [credential] = await device.credentials();
    await context.clearCookies();

    await page.goto(town.paper.print('/cle', { html: article(embed(town.origin, 'cle')) }));
    await page.getByRole('textbox', { name: 'Votre commentaire' }).fill('Par une clé d’accès.');
    const opening = page.waitForEvent('popup');
    await button(page, 'Publier').click();
    const window = await opening;
    await window.waitForLoadState();
    const there = await plugIn(window);
    await there.add(credential!);
    await button(window, 'Utiliser une clé d’accès').click();
    const closed = window.waitForEvent('close');
    await button(window, `Continuer en tant que ${zoe.name}`).click();
    await closed;

    await page.locator('terrasse-thread article.post', { hasText: 'Par une clé d’accès.' }).waitFor();
  });
});

describe('a desk that asks its staff for two', () => {
  test('leads there whoever has none, and opens after', async () => {
    const camille = await town.person('Camille Roussel', 'admin');
    await askStaff(true);
    onTestFinished(() => askStaff(false));
    const { page } = await open({ expected: /status of 403/ });
    await plugIn(page, { offers: false });
    await page.goto(`${town.origin}/signin?next=/admin/`);
    await fillIn(page, camille);

    await page.getByRole('heading', { name: 'Une seconde vérification est demandée' }).waitFor();
    await page.getByRole('link', { name: 'Donner la seconde vérification' }).click();
    await page.getByText('Le Courrier la demande à son équipe').waitFor();
    await button(page, 'Ajouter une clé d’accès').click();
    await page.getByRole('heading', { name: 'Ce qui attend' }).waitFor();

    await page.goto(`${town.origin}/account`);
    await button(page, 'Se déconnecter').click();
    await page.goto(`${town.origin}/signin?next=/admin/`);
    await fillIn(page, camille);
    await page.getByRole('link', { name: 'Donner la seconde vérification' }).click();
    await button(page, 'Utiliser une clé d’accès').click();
    await page.getByRole('heading', { name: 'Ce qui attend' }).waitFor();
  });
});

describe('sessions', () => {
  test('are listed with what they are, and one is ended from another', async () => {
    const maelle = await town.person('Maëlle Kerbrat');
    const [here, there] = [await open(), await open()];
    for (const { page } of [here, there]) {
      await page.goto(`${town.origin}/signin`);
      await fillIn(page, maelle);
      await page.getByRole('link', { name: maelle.name }).waitFor();
    }

    await here.page.goto(`${town.origin}/account`);
    const sessions = here.page.locator('#sessions');
    await sessions.getByText('(cette session-ci)').waitFor();
    expect(await sessions.getByText('Chrome, Linux').count()).toBe(2);
    await button(sessions.locator('..'), 'Déconnecter Chrome, Linux').click();
    await here.page.getByText('Vos autres sessions sont closes.').waitFor();
    await there.page.goto(`${town.origin}/account`);

    expect(new URL(there.page.url()).pathname).toBe('/signin');
  });
});

test('axe finds nothing at the doors', async () => {
  const thomas = await town.person('Thomas Le Goff');
  const { page, context } = await open();
  await plugIn(page, { offers: false });
  await page.goto(`${town.origin}/signin`);
  await button(page, 'Utiliser une clé d’accès').waitFor();
  await expectClean(page, 'sign in');

  await town.signIn(context, thomas);
  await page.goto(`${town.origin}/account/second-factor`);
  await expectClean(page, 'a second factor to make');
  await page.goto(`${town.origin}/account`);
  await button(page, 'Ajouter une clé d’accès').click();
  await page.getByText('La clé d’accès est enregistrée.').waitFor();
  await page.getByText('Renommer ou supprimer').click();
  await expectClean(page, 'account');
  await button(page, 'Choisir une application de codes').click();
  const app = appOf(await page.getByRole('link', { name: 'L’application est sur cet appareil' }).getAttribute('href'));
  await expectClean(page, 'the app');
  await page.getByLabel('Premier code').fill(app.next());
  await button(page, 'Mettre en service').click();
  await page.getByRole('heading', { name: 'Vos codes de secours' }).waitFor();
  await expectClean(page, 'recovery codes');
  await page.goto(`${town.origin}/account`);
  await button(page, 'Se déconnecter').click();
  await page.goto(`${town.origin}/signin`);
  await fillIn(page, thomas);
  await page.getByText('Je n’ai plus l’application').click();
  await expectClean(page, 'the code');
});

/** A page of a browser in which nothing goes wrong, but what is expected to. */
async function open({ expected = /^$/, javaScriptEnabled = true } = {}): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ locale: 'fr-FR', javaScriptEnabled });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const problems = watch(page);
  onTestFinished(async () => {
    await context.close();
    expect(problems.filter((problem) => !expected.test(problem))).toEqual([]);
  });
  return { page, context };
}

type Credential = { credentialId: string; rpId?: string; isResidentCredential: boolean; privateKey: string; signCount: number };

/** A device with passkeys, in the page's own browser; where it `offers`, its owner presses whatever it shows, there and in what it opens. */
async function plugIn(page: Page, { offers = true } = {}) {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  if (!offers) await page.context().addInitScript(() => void (PublicKeyCredential.isConditionalMediationAvailable = async () => false));
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    credentials: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials as Credential[],
    add: (credential: Credential) => cdp.send('WebAuthn.addCredential', { authenticatorId, credential }),
  };
}

/** The square as it is drawn, read where a camera would: in the middle of each module, dark or not. */
async function modulesOf(page: Page): Promise<string> {
  const square = page.getByRole('img', { name: 'Code QR' });
  const size = Number(/viewBox="0 0 (\d+)/.exec(await square.innerHTML())![1]);
  const { data, info } = await sharp(await square.screenshot())
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const margin = 4;
  const at = (module: number) => Math.floor(((module + margin + 0.5) * info.width) / size);
  const inside = Array.from({ length: size - 2 * margin }, (_, i) => i);
  return inside.flatMap((y) => inside.map((x) => (data[at(y) * info.width + at(x)]! < 128 ? 1 : 0))).join('');
}

/** An app of codes: the one of now, then each later than the last; the server takes the next one early. */
function appOf(address: string | null) {
  const totp = new TOTP({ secret: /secret=([A-Z2-7]+)/.exec(address ?? '')![1]! });
  let at = 0;
  return { next: () => totp.generate({ timestamp: (at = Math.max(Date.now(), at + 30_000)) }) };
}

const button = (page: Page | ReturnType<Page['locator']>, name: string) => page.getByRole('button', { name, exact: true });

async function signIn(page: Page, who: Neighbour) {
  await page.goto(`${town.origin}/signin`);
  await fillIn(page, who);
}

async function fillIn(page: Page, { email }: Neighbour) {
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await button(page, 'Se connecter').click();
}

const linkIn = (email: string) =>
  until(`the link to ${email}`, () => {
    const found = town.mails.filter(({ to }) => to === email).map(({ text }) => /http\S+\/signin\/\S+/.exec(text)?.[0]);
    return found.findLast(Boolean);
  });

/** As an admin would in the desk's settings. */
async function askStaff(secondFactorForStaff: boolean) {
  const settings = { ...town.site.settings, secondFactorForStaff };
  await town.deps.db.write(async (tx) => void (await tx.update(tx.t.sites).set({ settings })));
}
