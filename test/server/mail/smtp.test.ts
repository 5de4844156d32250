import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { createFileMailer, createSmtpMailer } from '#server/mail/mailer.ts';

const mail = { to: 'ada@exemple.test', subject: 'Votre adresse, à confirmer', text: 'Bonjour.', html: '<p>Bonjour.</p>' };

test('a mail goes to the server of SMTP_URL, whole', async () => {
  let received = '';
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      stream.on('data', (chunk: Buffer) => (received += chunk.toString()));
      stream.on('end', () => done());
    },
  });
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;

  await createSmtpMailer(`smtp://127.0.0.1:${port}`, 'Terrasse <terrasse@exemple.test>')(mail);

  expect(received).toContain('To: ada@exemple.test');
  expect(received).toContain('<p>Bonjour.</p>');
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
