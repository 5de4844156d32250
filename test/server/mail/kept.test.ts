import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { mailFolder } from '#server/mail/kept.ts';
import { createFileMailer } from '#server/mail/mailer.ts';
import type { KeptMails, KeptMailWire } from '#server/mail/wire.ts';
import { createWorld } from '../../support/world.ts';

/** A world whose mails are files, of which one is there. */
async function withFiles() {
  const world = await createWorld('sqlite');
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-kept-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  world.deps.config.database = { kind: 'sqlite', file: join(folder, 'town.db') };
  const send = createFileMailer(mailFolder(world.deps.config), 'terrasse@courrier.test');
  await send({ to: 'ada@example.test', subject: 'Votre lien', text: 'https://terrasse.test/signin/secret', html: '<b>Votre lien</b>' });
  return { world, folder: mailFolder(world.deps.config), send };
}

test('without SMTP, the owner reads the latest mails in the desk, as plain words', async () => {
  const { world, send } = await withFiles();
  const owner = await world.person('owner', 'admin', { owner: true });
  await send({ to: 'linus@example.test', subject: 'La suite', text: '<script>', html: '' });

  const list = await owner.desk<KeptMails>('GET', '/api/v1/kept-mails');
  const one = await owner.desk<KeptMailWire>('GET', `/api/v1/kept-mails/${list.body.mails[0]!.id}`);

  expect(list.body.mails.map(({ subject }) => subject)).toEqual(['La suite', 'Votre lien']);
  expect(JSON.stringify(list.body)).not.toContain('secret');
  expect(one.body).toMatchObject({ to: 'linus@example.test', text: '<script>' });
  expect(one.headers.get('content-type')).toContain('json');
});

test('an admin who is not the owner does not: the links would sign them in as the owner', async () => {
  const { world } = await withFiles();
  const admin = await world.person('admin', 'admin');

  expect((await admin.desk('GET', '/api/v1/kept-mails')).status).toBe(404);
});

test('an address leads to no other file, and to nothing where mails leave by SMTP', async () => {
  const { world } = await withFiles();
  const owner = await world.person('owner', 'admin', { owner: true });

  const outside = await owner.desk('GET', `/api/v1/kept-mails/${encodeURIComponent('../../package')}`);
  const unknown = await owner.desk('GET', '/api/v1/kept-mails/01a20000-0000-7000-8000-000000000000');
  world.deps.config.smtpUrl = 'smtp://127.0.0.1:25';
  const bySmtp = await owner.desk('GET', '/api/v1/kept-mails');

  expect([outside.status, unknown.status, bySmtp.status]).toEqual([422, 404, 404]);
});

test('other users of the machine read none of it', async () => {
  const { folder } = await withFiles();

  expect(statSync(folder).mode & 0o077).toBe(0);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
});
