// CM-13: two people who fell out, and a mediator: proposed at the desk, talked over with forms alone, agreed to, and an apology published by its author.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectClean } from '../support/eyes.ts';
import { fillThread } from '../support/thread.ts';
import { openTown, type Neighbour, type Town } from '../support/town.ts';
import { visit } from '../support/visit.ts';

let town: Town;
let browser: Browser;
let [camille, odile, gerard]: Neighbour[] = [];

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  camille = await town.person('Camille Roussel', 'moderator');
  odile = await town.person('Odile Ménard');
  gerard = await town.person('Gérard Morel');
});
afterAll(() => town.close());

const WORDS = {
  fr: {
    locale: 'fr-FR',
    first: 'Première personne',
    second: 'Seconde personne',
    subject: 'Sujet',
    post: 'Message dont il est question',
    propose: 'Proposer aux deux',
    accept: 'J’accepte d’en parler',
    accepted: 'Merci. Les autres sont prévenus.',
    word: 'Votre message aux deux autres',
    say: 'Envoyer',
    sent: 'C’est envoyé.',
    make: 'Faire une proposition',
    terms: 'Ce que vous proposez',
    apology: 'Les mots que vous publieriez',
    put: 'Proposer',
    agree: 'Je suis d’accord',
    done: 'Vous vous êtes entendus.',
    publish: 'Publier ces mots',
    agreed: 'accord trouvé',
    news: 'salle où l’on a écrit',
  },
  en: {
    locale: 'en-GB',
    first: 'First person',
    second: 'Second person',
    subject: 'Subject',
    post: 'Comment it is about',
    propose: 'Propose it to both',
    accept: 'I agree to talk',
    accepted: 'Thank you. The others are told.',
    word: 'Your message to the two others',
    say: 'Send',
    sent: 'It is sent.',
    make: 'Make a proposal',
    terms: 'What you propose',
    apology: 'The words that you would publish',
    put: 'Propose',
    agree: 'I agree',
    done: 'You came to an agreement.',
    publish: 'Publish these words',
    agreed: 'agreed',
    news: 'room with news',
  },
} as const;

test.each(['fr', 'en'] as const)('CM-13: from what was said in anger to an apology, in %s', async (lang) => {
  const w = WORDS[lang];
  const [post] = await fillThread(town, `marche-${lang}`, gerard!, [{ text: 'Vous n’y connaissez rien.' }]);
  const desk = await visit(town, browser, `${town.origin}/admin/#/mediations/new`, { as: camille!, locale: w.locale });
  if (lang === 'en') await desk.page.getByRole('button', { name: 'English', exact: true }).click();
  const hers = await visit(town, browser, `${town.origin}/mediations`, { as: odile!, locale: w.locale });
  const his = await visit(town, browser, `${town.origin}/mediations`, { as: gerard!, locale: w.locale });

  for (const [label, name] of [
    [w.first, 'Odile Ménard'],
    [w.second, 'Gérard Morel'],
  ] as const) {
    await desk.page.getByLabel(label).fill(name.slice(0, 5));
    await desk.page.getByRole('button', { name, exact: true }).click();
  }
  await desk.page.getByLabel(w.subject).fill(`Le marché, ${lang}`);
  await desk.page.getByLabel(w.post).fill(`${town.origin}/p/${post}`);
  await expectClean(desk.page, 'a mediation to propose');
  await desk.page.getByRole('button', { name: w.propose }).click();
  await desk.page.getByRole('heading', { name: `Le marché, ${lang}` }).waitFor();

  for (const { page } of [hers, his]) await accept(page, lang);
  await hers.page.reload();
  await hers.page.getByLabel(w.word).fill('Cela m’a blessée.');
  await hers.page.getByRole('button', { name: w.say, exact: true }).click();
  await hers.page.getByText(w.sent).waitFor();
  // At the desk it is there without a reload.
  await desk.page.getByText('Cela m’a blessée.').waitFor();
  const room = desk.page.url();
  await desk.page.goto(`${town.origin}/admin/#/threads`);
  await his.page.reload();
  await his.page.getByText('Cela m’a blessée.').waitFor();
  await his.page.getByText(w.make).click();
  await his.page.getByLabel(w.terms).fill('Je m’excuse en public.');
  await his.page.getByLabel(w.apology).fill(`Pardon, Odile (${lang}).`);
  await his.page.getByRole('button', { name: w.put, exact: true }).click();

  await hers.page.reload();
  await hers.page.getByRole('button', { name: w.agree, exact: true }).click();
  await hers.page.getByText(w.done).waitFor();
  await his.page.reload();
  await his.page.getByRole('button', { name: w.publish }).click();
  await his.page.getByText(`Pardon, Odile (${lang}).`).first().waitFor();

  await desk.page.goto(`${town.origin}/admin/#/members`);
  await desk.page.getByRole('navigation').getByRole('link', { name: w.news }).waitFor();
  await desk.page.goto(room);
  await desk.page.getByText(w.agreed).first().waitFor();
  await expectClean(desk.page, 'an agreement at the desk');
  await desk.page.goto(`${town.origin}/admin/#/mediations`);
  await desk.page.getByRole('link', { name: `Le marché, ${lang}` }).waitFor();
  await expectClean(desk.page, 'mediations');
  expect([...desk.problems, ...hers.problems, ...his.problems]).toEqual([]);
});

async function accept(page: Page, lang: 'fr' | 'en') {
  await page.reload();
  await page.getByRole('link', { name: `Le marché, ${lang}` }).click();
  await page.getByRole('button', { name: WORDS[lang].accept }).click();
  await page.getByText(WORDS[lang].accepted).waitFor();
}
