import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { writeLetter } from '#server/mail/letter.ts';
import { createFileMailer, createSmtpMailer } from '#server/mail/mailer.ts';
import type { Site } from '#server/sites/queries.ts';
import { openMailServer } from '../../support/mail-server.ts';

const mail = { to: 'ada@exemple.test', subject: 'Votre adresse, à confirmer', text: 'Bonjour.', html: '<p>Bonjour.</p>' };

test('a mail goes to the server of SMTP_URL, whole: as text and as HTML', async () => {
  const { url, received } = await openMailServer();

  await createSmtpMailer(url, 'Terrasse <terrasse@exemple.test>')({ ...mail, headers: { 'list-unsubscribe': '<https://exemple.test/u>' } });

  expect(received).toHaveLength(1);
  expect(received[0]).toContain('To: ada@exemple.test');
  expect(received[0]).toContain('multipart/alternative');
  expect(received[0]).toContain('\r\nBonjour.');
  expect(received[0]).toContain('<p>Bonjour.</p>');
  expect(received[0]).toContain('List-Unsubscribe: <https://exemple.test/u>');
});

test('a name with a line break in it makes no header, no paragraph and no tag', async () => {
  const { url, received } = await openMailServer();
  const name = 'Eve\r\nBcc: all@exemple.test\r\n\r\n<script>alert(1)</script>';
  const letter = writeLetter({ locale: 'fr', subject: `${name} : bonjour`, blocks: [name, { link: name, url: 'https://exemple.test/' }] });

  await createSmtpMailer(url, 'Terrasse <terrasse@exemple.test>')({ to: 'ada@exemple.test', ...letter });

  const [headers] = received[0]!.split('\r\n\r\n');
  expect(headers).not.toMatch(/^bcc:/im);
  expect(headers).toMatch(/^To: ada@exemple\.test$/im);
  expect(letter.text.split('\n\n')).toHaveLength(2);
  expect(letter.html).not.toContain('<script>');
});

test('many mails take few connections: ten at once, each kept for what follows', async () => {
  const { url, received, connections } = await openMailServer();
  const send = createSmtpMailer(url, 'terrasse@exemple.test');

  for (let page = 0; page < 3; page++) await Promise.all(Array.from({ length: 25 }, () => send(mail)));

  expect(received).toHaveLength(75);
  expect(connections.most).toBeLessThanOrEqual(10);
  expect(connections.opened).toBeLessThan(25);
});

test('an address may ask for fewer', async () => {
  const { url, received, connections } = await openMailServer();
  const send = createSmtpMailer(`${url}?maxConnections=2`, 'terrasse@exemple.test');

  await Promise.all(Array.from({ length: 10 }, () => send(mail)));

  expect([received.length, connections.opened]).toEqual([10, 2]);
});

test('one mail that is refused is its own affair: the others leave by the same connection', async () => {
  const answer = (to: string) => (to.startsWith('gone') ? { code: 550, text: 'no such mailbox' } : undefined);
  const { url, received, connections } = await openMailServer({ answer });
  const send = createSmtpMailer(`${url}?maxConnections=1`, 'terrasse@exemple.test');

  const sent = await Promise.allSettled([send(mail), send({ ...mail, to: 'gone@exemple.test' }), send(mail)]);

  expect(sent.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect([received.length, connections.opened]).toEqual([2, 1]);
});

test('a server that does not answer is an error, for the outbox to try again', async () => {
  await expect(createSmtpMailer('smtp://127.0.0.1:9', 'terrasse@exemple.test')(mail)).rejects.toThrow('ECONNREFUSED');
});

test('without SMTP_URL, a mail is a file that any mail program opens', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-mail-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));

  await createFileMailer(folder, 'terrasse@exemple.test')(mail);

  const [file] = readdirSync(folder);
  expect(file).toMatch(/\.eml$/);
  expect(readFileSync(join(folder, file!), 'utf8')).toContain('To: ada@exemple.test');
});

test('a letter is its site’s, in its name and its colours of day and night, and fetches nothing', () => {
  const site = { settings: { forumName: 'La <b>Terrasse</b>' } as Site['settings'], accent: '#0b5d8f', tokens: null };

  const { html, text } = writeLetter({ locale: 'fr', subject: 'Bonjour', blocks: ['Bonjour.', { quote: 'Oui.' }], site });

  expect(html).toContain('La &lt;b&gt;Terrasse&lt;/b&gt;');
  expect(html).toContain('a,.from{color:#0b5d8f}');
  expect(html).toMatch(/@media \(prefers-color-scheme: dark\) \{\s+body\{color:#\w+;background:#\w+\}/);
  expect(html).not.toMatch(/src=|url\(|<link|@import/);
  expect(text).toBe('Bonjour.\n\n> Oui.\n');
});
