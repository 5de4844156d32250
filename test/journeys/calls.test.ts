// CM-28: a call for testimony, in both languages and without JavaScript: asked, answered, agreed to in its exact words, published, withdrawn.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openTown, watch, type Neighbour, type Town } from '../support/town.ts';

let town: Town;
let browser: Browser;

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  const { db } = town.deps;
  await db.write(
    async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: town.site.id, slug: 'ville', name: 'La ville', position: 1 })),
  );
});
afterAll(() => town.close());

const WORDS = {
  fr: {
    more: 'Ajouter des questions',
    answer: 'Répondre à l’appel',
    send: 'Envoyer à la rédaction',
    sent: 'Votre réponse est arrivée. Merci.',
    fresh: '1 réponse, dont 1 nouvelle',
    ask: 'Demander son accord',
    read: 'Lire sa demande',
    go: 'Répondre',
    agreed: 'Son auteur·e est d’accord.',
    publish: 'Publier ces mots',
    withdraw: 'Retirer mon accord',
    gone: 'Son auteur·e a retiré son accord.',
  },
  en: {
    more: 'Add questions',
    answer: 'Answer the call',
    send: 'Send to the newsroom',
    sent: 'Your answer has arrived. Thank you.',
    fresh: '1 answer, 1 of them new',
    ask: 'Ask for their agreement',
    read: 'Read its request',
    go: 'Answer',
    agreed: 'Its author agrees.',
    publish: 'Publish these words',
    withdraw: 'Withdraw my agreement',
    gone: 'Its author has withdrawn the agreement.',
  },
};
const QUOTED = 'On aurait dit un train dans l’escalier.';

test.each(['fr', 'en'] as const)('in %s', async (lang) => {
  const words = WORDS[lang];
  const open = async (who: Neighbour | null, width = 1280) => {
    const locale = lang === 'fr' ? 'fr-FR' : 'en-GB';
    const context = await browser.newContext({ locale, javaScriptEnabled: false, viewport: { width, height: 900 } });
    onTestFinished(() => context.close());
    context.setDefaultTimeout(15_000);
    if (who) await town.signIn(context, who);
    const page = await context.newPage();
    return { page, problems: watch(page) };
  };
  const { page: julie, problems: ofJulie } = await open(await town.person(`Julie ${lang}`, 'journalist'));
  const { page: lucie, problems: ofLucie } = await open(await town.person(`Lucie ${lang}`), 390);
  const { page: anybody } = await open(null);
  const press = (page: typeof julie, name: string) => page.getByRole('button', { name, exact: true }).click();

  await julie.goto(`${town.origin}/new?kind=testimony`);
  await julie.selectOption('[name=space]', 'ville');
  const soon = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 16);
  const call = { title: `La crue, ${lang}`, source: 'Racontez.', callClosesAt: soon, q1Label: 'Cette nuit-là ?', q2Label: 'Où ?' };
  for (const [name, value] of Object.entries(call)) await julie.fill(`[name=${name}]`, value);
  await julie.selectOption('[name=q1Type]', 'long');
  await julie.selectOption('[name=q2Type]', 'choice');
  await julie.fill('[name=q2Options]', 'Centre\nCôte');
  await julie.check('[name=callTalks][value=no]');
  await press(julie, words.more);
  await julie.fill('[name=q3Label]', 'Un téléphone ?');
  await julie.selectOption('[name=q3Type]', 'phone');
  await julie.click('[name=publish]');
  await julie.locator('.event').waitFor();
  const address = julie.url();

  await lucie.goto(address);
  await lucie.getByRole('link', { name: words.answer }).click();
  await lucie.fill('[name=f1]', `J’étais à la cave. ${QUOTED}`);
  await lucie.check('[name=f2][value=Centre]');
  await lucie.fill('[name=f3]', '06 12 34 56 78');
  await lucie.check('[name=consent]');
  await press(lucie, words.send);
  await lucie.getByText(words.sent).waitFor();
  await anybody.goto(address);
  expect(await anybody.content()).not.toContain('cave');

  await julie.goto(address);
  await julie.getByRole('link', { name: words.fresh }).click();
  await julie.getByRole('link', { name: `Lucie ${lang}` }).click();
  await julie.getByText('06 12 34 56 78').waitFor();
  await julie.locator('form:has([value=ask]) [name=text]').fill(QUOTED);
  await press(julie, words.ask);

  await lucie.goto(address);
  await lucie.getByRole('link', { name: words.read }).click();
  await lucie.locator('.agreed').getByText(QUOTED).waitFor();
  await lucie.check('[name=says][value=agreed]');
  await press(lucie, words.go);

  await julie.goto(`${town.origin}/notifications`);
  await julie.getByRole('link', { name: `La crue, ${lang}` }).click();
  await julie.getByText(words.agreed).waitFor();
  await press(julie, words.publish);
  await julie.waitForURL('**/t/**');
  await anybody.goto(address);
  await anybody.getByText(QUOTED).waitFor();
  await anybody.getByText('— Lucie').waitFor();

  await lucie.reload();
  await press(lucie, words.withdraw);
  await anybody.goto(address);
  expect(await anybody.content()).not.toContain('un train');
  await julie.goto(`${town.origin}/notifications`);
  await julie
    .getByRole('link', { name: `La crue, ${lang}` })
    .first()
    .click();
  await julie.getByText(words.gone).waitFor();
  // Nothing of it is an error of ours.
  expect([...ofJulie, ...ofLucie]).toEqual([]);
});
