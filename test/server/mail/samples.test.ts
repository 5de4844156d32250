import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MAIL_KINDS } from '#server/mail/kinds.ts';
import { mailSamples } from '#server/mail/samples.ts';
import type { MailSamples } from '#server/mail/wire.ts';
import { createWorld } from '../../support/world.ts';

const LOCALES = ['fr', 'en'] as const;
/** Where a letter may lead beside the site itself: the Commission's list, and the address of the site's own webhook. */
const ELSEWHERE = ['https://digital-strategy.ec.europa.eu/', 'https://redaction.example/'];
/** Of whom has written, follows or reports: one can stop them (RFC 8058). What is owed to somebody has no such line. */
const UNSUBSCRIBED = ['digest.mail', 'digest.test', 'notice.mail', 'review.mail'];

async function samples() {
  const world = await createWorld('sqlite');
  return { world, samples: mailSamples(world.deps.config, world.site) };
}

test('each kind of mail that leaves has samples, and a name in the desk', async () => {
  const made = new Set((await samples()).samples.map(({ kind }) => kind));
  const names = LOCALES.map((locale) => JSON.parse(readFileSync(`admin/i18n/${locale}.json`, 'utf8')) as Record<string, string>);

  expect([...made].toSorted()).toEqual([...MAIL_KINDS].toSorted());
  for (const kind of MAIL_KINDS) for (const words of names) expect.soft(words[`mails.kind.${kind}`], kind).toBeTruthy();
});

test('whatever writes letters is what a sample is written by', () => {
  const imported = globSync('server/mail/samples/*.ts').flatMap(
    (file) => readFileSync(file, 'utf8').match(/(?<=from '\.\.\/\.\.\/)[^']+/g) ?? [],
  );
  const writers = globSync('server/**/*.{ts,tsx}').filter((file) => /writeLetter\(/.test(readFileSync(file, 'utf8')));

  expect(writers.length).toBeGreaterThan(9);
  for (const file of writers.filter((one) => !one.startsWith('server/mail/'))) expect.soft(imported).toContain(file.replace('server/', ''));
});

test('each is whole in both languages: a subject, its two parts, and no hole in either', async () => {
  const { world, samples: all } = await samples();

  for (const sample of all)
    for (const locale of LOCALES) {
      const { subject, text, html } = sample[locale];
      const named = `${sample.kind} ${sample.wording} ${locale}`;
      expect.soft(subject.trim(), named).not.toBe('');
      expect.soft(text.trim().length, named).toBeGreaterThan(40);
      expect.soft(html, named).toContain(`<html lang="${locale}">`);
      expect.soft(html, named).toContain(`>${world.site.settings.forumName}</p>`);
      expect.soft(`${subject} ${text} ${html}`, named).not.toMatch(/undefined|\bnull\b|NaN|\[object|Invalid Date|\{\w+[,}]/);
      expect.soft(links(text), named).toEqual(links(html));
    }
});

test('the two languages say different things', async () => {
  const same = (await samples()).samples.filter(({ fr, en }) => fr.text === en.text || fr.subject === en.subject);

  expect(same.map(({ kind, wording }) => `${kind} ${wording}`)).toEqual([]);
});

test('none fetches anything, nor leads to a third party', async () => {
  const { world, samples: all } = await samples();
  const ours = `http://${world.site.host}/`;

  for (const { kind, wording, ...letters } of all)
    for (const { html, text } of [letters.fr, letters.en]) {
      expect.soft(html, `${kind} ${wording}`).not.toMatch(/<(img|link|script|iframe|object|video|audio|form)|url\(|@import|\bsrc=/);
      const beyond = links(`${text} ${html}`).filter((url) => ![ours, ...ELSEWHERE].some((start) => url.startsWith(start)));
      expect.soft(beyond, `${kind} ${wording}`).toEqual([]);
    }
});

test('what one can stop says how, in its words and to the mail program; nothing else does', async () => {
  const { world, samples: all } = await samples();

  for (const { kind, fr, en } of all)
    for (const { text, unsubscribe } of [fr, en]) {
      const stops = UNSUBSCRIBED.includes(kind);
      expect.soft(unsubscribe !== null, kind).toBe(stops);
      expect.soft(text.includes(`http://${world.site.host}/unsubscribe/`), kind).toBe(stops);
    }
});

test('admins read them of their own site, by its name and its colour; what is signed in them opens nothing', async () => {
  const { world } = await samples();
  const admin = await world.person('admin', 'admin');
  const moderator = await world.person('linus', 'moderator');

  const { status, body } = await admin.desk<MailSamples>('GET', '/api/v1/mail-samples');
  const stop = body.samples.find(({ kind }) => kind === 'notice.mail')!.fr.unsubscribe!.slice(1, -1);

  expect(status).toBe(200);
  expect(body.samples.length).toBeGreaterThan(MAIL_KINDS.length);
  expect((await world.app.request(stop)).status).toBe(404);
  expect((await moderator.desk('GET', '/api/v1/mail-samples')).status).toBe(404);
});

const links = (text: string) => [...new Set(text.replaceAll('&amp;', '&').match(/https?:\/\/[^\s"<>]+/g))];
