// Followed, gathered, sent and silenced: with a browser, a mail server and the clock, in both languages.
import { eq } from 'drizzle-orm';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSmtpMailer } from '#server/mail/mailer.ts';
import { nextTime } from '#server/time/wall-time.ts';
import { expectClean, ONE_LOOK } from '../support/eyes.ts';
import { openMailServer } from '../support/mail-server.ts';
import { elsewhere, fillThread } from '../support/thread.ts';
import { openTown, type Neighbour, type Town } from '../support/town.ts';
import { until } from '../support/until.ts';
import { visit } from '../support/visit.ts';

const DAY_MS = 86_400_000;
const WORDS = {
  fr: {
    save: 'Enregistrer',
    followed: 'Ce que vous suivez',
    mute: /^Rien/,
    two: '2 nouveaux messages de Bruno Le Tallec et Awa Diallo, dans',
    digest: '« Le bac reprend » : 2 nouveaux messages de Awa Diallo et Bruno Le Tallec',
    zone: 'Prendre celui de cet appareil : Asia/Tokyo',
    rozenn: 'Suivre Rozenn Le Dantec',
    conversation: 'Suivre la conversation',
    device: 'Être prévenu sur cet appareil',
    back: 'Revenir à « Le bac reprend »',
  },
  en: {
    save: 'Save',
    followed: 'What you follow',
    mute: /^Nothing/,
    two: '2 new comments by Bruno Le Tallec and Awa Diallo, in',
    digest: '“Le bac reprend”: 2 new comments by Awa Diallo and Bruno Le Tallec',
    zone: 'Take this device’s: Asia/Tokyo',
    rozenn: 'Follow Rozenn Le Dantec',
    conversation: 'Follow the conversation',
    device: 'Be told on this device?',
    back: 'Back to “Le bac reprend”',
  },
};

let town: Town;
let browser: Browser;
let [awa, bruno]: Neighbour[] = [];

beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  [awa, bruno] = [await town.person('Awa Diallo'), await town.person('Bruno Le Tallec')];
});
afterAll(() => town.close());

/** An article with a comment, signed. */
async function print(key: string) {
  const { db, now } = town.deps;
  await db.write(async (tx) => {
    const row = { siteId: town.site.id, key, title: 'Le bac reprend', url: `${town.origin}/${key}`, bylines: ['Rozenn Le Dantec'] };
    await tx.insert(tx.t.articles).values({ ...row, confirmedAt: now(), createdAt: now() });
  });
  await fillThread(town, key, bruno!, [{ text: 'Enfin une date.' }]);
}

/** All that was said is told to who follows it, and what is due has become a letter. */
const settled = (member: number) =>
  until('what was said to be told', async () => {
    const { outbox, noticeSettings } = town.deps.db.read.t;
    const { read } = town.deps.db;
    const [turn] = await read.select({ dueAt: noticeSettings.dueAt }).from(noticeSettings).where(eq(noticeSettings.memberId, member));
    return (await read.$count(outbox)) === 0 && (!turn?.dueAt || turn.dueAt > town.deps.now());
  });

describe.each(['fr', 'en'] as const)('in %s', (lang) => {
  const words = WORDS[lang];

  test('a thread is followed in its page; the bell gathers what others write there, and is silent once it is muted', async () => {
    const key = `bac-${lang}`;
    await print(key);
    const grace = await town.person(`Grace ${lang}`);
    const { page, problems } = await visit(town, browser, `${town.origin}/a/${key}`, { as: grace, locale: lang });
    const [byAwa, byBruno] = [await elsewhere(town, awa!), await elsewhere(town, bruno!)];

    const heard: string[] = [];
    page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => void heard.push(String(payload))));
    await page.getByRole('link', { name: words.conversation, exact: true }).first().click();
    await page.getByRole('button', { name: words.save }).click();
    await page.getByText(words.device).waitFor();
    await expectClean(page, 'what is offered then', ONE_LOOK);
    heard.length = 0;
    await page.getByRole('link', { name: words.back }).click();
    await page.waitForURL(`**/a/${key}`);
    await until('the bell to listen', () => heard.some((frame) => frame.includes('{"seq":0}')));
    const bell = page.locator('.bell data');
    await byAwa.post(key, 'À quelle heure ?');
    await until('the bell', async () => (await bell.textContent()) === '1');
    await byBruno.post(key, 'Dès sept heures.');
    await settled(grace.member.id);
    await page.goto(`${town.origin}/notifications`);
    expect(await page.locator('.bell data').textContent()).toBe('1');
    await page.getByText(words.two).waitFor();
    await expectClean(page, 'what is gathered', ONE_LOOK);

    await page.goto(`${town.origin}/following`);
    await page.getByText('Le bac reprend').waitFor();
    await expectClean(page, 'what one follows', ONE_LOOK);
    await page.goto(`${town.origin}/a/${key}`);
    await page.getByRole('link', { name: words.conversation, exact: true }).first().click();
    await page.getByRole('radio', { name: words.mute }).check();
    await expectClean(page, 'a choice of what to hear', ONE_LOOK);
    await page.getByRole('button', { name: words.save }).click();
    await page.waitForURL(`**/a/${key}`);
    await byAwa.post(key, 'Et le dimanche ?');
    await settled(grace.member.id);
    await page.reload();
    expect(await page.locator('.bell data').textContent()).toBe('0');

    await page.getByRole('link', { name: words.rozenn }).click();
    await page.getByRole('heading', { name: /Rozenn Le Dantec/ }).waitFor();
    expect(problems).toEqual([]);
  });

  test('a digest arrives by a real mail server, once; one click in it ends them', async () => {
    const key = `resume-${lang}`;
    await print(key);
    const server = await openMailServer();
    town.deps.mail = createSmtpMailer(server.url, 'La Terrasse <terrasse@courrier.test>');
    const linus = await town.person(`Linus ${lang}`);
    await town.deps.db.write(async (tx) => {
      const { accounts } = tx.t;
      await tx.update(accounts).set({ locale: lang }).where(eq(accounts.id, linus.accountId));
    });
    const { page, problems } = await visit(town, browser, `${town.origin}/a/${key}`, { as: linus, locale: lang, timezoneId: 'Asia/Tokyo' });
    const [byAwa, byBruno] = [await elsewhere(town, awa!), await elsewhere(town, bruno!)];
    const mine = () => server.received.filter((mail) => mail.includes(`To: ${linus.email}`));

    await page.getByRole('link', { name: words.conversation, exact: true }).first().click();
    await page.getByRole('button', { name: words.save }).click();
    await page.getByText(words.device).waitFor();
    await page.goto(`${town.origin}/notifications/settings`);
    await page.getByRole('button', { name: words.zone }).click();
    await page.getByLabel(words.followed).selectOption('daily');
    await page.getByRole('button', { name: words.save }).click();
    await page.waitForURL('**/notifications/settings?done=1');
    expect(await page.getByRole('button', { name: words.zone }).count()).toBe(0);
    await byBruno.post(key, 'On embarque où ?');
    await byAwa.post(key, 'À la cale.');
    await settled(linus.member.id);
    expect(mine()).toEqual([]);

    const evening = () => nextTime(town.deps.now(), { time: '18:00', timeZone: 'Asia/Tokyo' }).getTime() - town.deps.now().getTime();
    town.pass(evening());
    const [mail] = await until('the digest', () => mine().length > 0 && mine());
    await settled(linus.member.id);
    expect(mine()).toHaveLength(1);
    const [head] = mail!.split('\r\n\r\n');
    const headers = head!.replaceAll(/\r\n\s+/g, ' ');
    expect(decoded(mail!)).toContain(words.digest);
    expect(headers).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
    const stop = /^List-Unsubscribe: <(.+)>$/m.exec(headers)![1]!;

    const clicked = await fetch(stop, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
    expect(clicked.status).toBe(200);
    await byAwa.post(key, 'Et le retour ?');
    await settled(linus.member.id);
    town.pass(DAY_MS + evening());
    await settled(linus.member.id);
    expect(mine()).toHaveLength(1);
    await page.goto(`${town.origin}/notifications/settings`);
    expect(await page.getByLabel(words.followed).inputValue()).toBe('never');
    expect(problems).toEqual([]);
  });
});

test('a comment’s menu leads to following its conversation, in a publisher’s page too', async () => {
  await print('menu');
  const { page } = await visit(town, browser, `${town.origin}/a/menu`);

  await page.locator('details.menu > summary').first().click();

  const link = page.locator('details.menu').getByRole('link', { name: WORDS.fr.conversation });
  expect(await link.getAttribute('href')).toMatch(/\/follow\/thread\/[0-9a-f-]{36}$/);
});

/** The text part, its words as they are read. */
function decoded(mail: string): string {
  const text = mail.split(/\r\n--[^\r\n]+\r\n/).find((part) => part.toLowerCase().startsWith('content-type: text/plain'))!;
  const [head, ...body] = text.split('\r\n\r\n');
  const bytes = body.join('\r\n\r\n');
  const read = /base64/i.test(head!)
    ? Buffer.from(bytes, 'base64')
    : Buffer.from(
        bytes.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
        'latin1',
      );
  return read.toString('utf8').replaceAll('\u00a0', ' ');
}
