// CM-09, CM-38: an event with one seat, in both languages and without JavaScript: announced, had, waited for, let go, kept in a calendar.
import ICAL from 'ical.js';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openTown, watch, type Neighbour, type Town } from '../support/town.ts';
import { visit } from '../support/visit.ts';

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
    yes: 'Je viens',
    wait: 'Liste d’attente',
    no: 'Je ne viens pas',
    coming: 'Vous venez.',
    first: 'en tête de la liste d’attente',
    nobody: 'Personne ne s’est encore inscrit',
    full: '1 personne vient · complet · 1 en attente',
    changed: 'Ce rendez-vous vient de changer.',
  },
  en: {
    yes: 'I am coming',
    wait: 'Waiting list',
    no: 'I am not coming',
    coming: 'You are coming.',
    first: 'first on the waiting list',
    nobody: 'Nobody has signed up yet',
    full: '1 person comes · full · 1 waiting',
    changed: 'This event has just changed.',
  },
};

test.each(['fr', 'en'] as const)('in %s', async (lang) => {
  const words = WORDS[lang];
  const open = async (who: Neighbour, width = 1280) => {
    const context = await browser.newContext({
      locale: lang === 'fr' ? 'fr-FR' : 'en-GB',
      javaScriptEnabled: false,
      viewport: { width, height: 900 },
    });
    onTestFinished(() => context.close());
    context.setDefaultTimeout(15_000);
    await town.signIn(context, who);
    const page = await context.newPage();
    return { page, problems: watch(page) };
  };
  const people = await Promise.all(['Lucie', 'Yusuf'].map((name) => town.person(`${name} ${lang}`)));
  const julie = await open(await town.person(`Julie ${lang}`, 'journalist'));
  const [lucie, yusuf] = [await open(people[0]!), await open(people[1]!, 390)];

  await julie.page.goto(`${town.origin}/new?kind=event`);
  await julie.page.selectOption('[name=space]', 'ville');
  const fields = { title: `Café ; débat, ${lang}`, source: 'Venez en parler.', place: 'Café du Canal', capacity: '1' };
  for (const [name, value] of Object.entries(fields)) await julie.page.fill(`[name=${name}]`, value);
  await julie.page.fill('[name=startsAt]', '2027-10-31T02:30');
  await julie.page.fill('[name=endsAt]', '2027-10-31T04:00');
  await julie.page.fill('[name=timeZone]', 'Europe/Paris');
  await julie.page.click('[name=publish]');
  await julie.page.check('[name=startsTurn][value=later]');
  await julie.page.click('[name=publish]');
  await julie.page.locator('.event').waitFor();
  const address = julie.page.url();
  const id = address.split('/')[4]!;

  const { page: reader, problems: readers } = await visit(town, browser, `${address}?lang=${lang}`);
  await reader.getByText(words.nobody).waitFor();

  await lucie.page.goto(address);
  await lucie.page.getByRole('button', { name: words.yes, exact: true }).click();
  await lucie.page.getByText(words.coming).waitFor();
  await yusuf.page.goto(address);
  await yusuf.page.getByRole('button', { name: words.wait }).click();
  await yusuf.page.getByText(words.first).waitFor();
  await reader.getByText(words.full).waitFor();
  await lucie.page.getByRole('button', { name: words.no }).click();
  await yusuf.page.reload();
  await yusuf.page.getByText(words.coming).waitFor();

  const file = await (await fetch(`${town.origin}/t/${id}/event.ics`)).text();
  const event = new ICAL.Event(new ICAL.Component(ICAL.parse(file)).getFirstSubcomponent('vevent')!);
  expect([event.uid, event.summary, event.startDate.toJSDate()]).toEqual([id, fields.title, new Date('2027-10-31T01:30:00Z')]);

  await julie.page.goto(`${town.origin}/events/${id}/list`);
  await julie.page.locator('[name=came]').click();
  await julie.page.locator('[name=notCame]').waitFor();
  expect(await reader.getByText(words.changed).isVisible()).toBe(false);
  await julie.page.goto(`${town.origin}/events/${id}/settings`);
  await julie.page.fill('[name=place]', 'Halle Saint-Jean');
  await julie.page.locator('[action$="/settings"] .btn.main').click();
  await reader.getByText(words.changed).waitFor();

  // Julie was asked which hour she meant: that answer is no success.
  for (const { problems } of [lucie, yusuf, { problems: readers }]) expect(problems).toEqual([]);
});
