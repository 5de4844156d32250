import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { uuidv7 } from '../ids.ts';
import { asFailure } from './failure.ts';

export type Mail = {
  to: string;
  subject: string;
  text: string;
  html: string;
  replyTo?: string;
  /** Its reader asked for it just now: it is tried whatever is known of their address. */
  asked?: true;
  /** Such as List-Unsubscribe. */
  headers?: Record<string, string>;
};

/** As it leaves: `returnTo` is told what could not be delivered, in place of the address it comes from. */
export type Envelope = Mail & { returnTo?: string };
export type Transport = (mail: Envelope) => Promise<void>;

/** Resolves when the next server has taken it; throws a MailFailure. */
export type Mailer = (mail: Mail) => Promise<void>;

/** Milliseconds: a server that hangs keeps one mail waiting, not all of them for as long. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/**
 * Connections are kept for what follows: as many as a mail server takes from one client without a frown, each for as many mails
 * as it may, closed while they wait sooner than `socketTimeout` calls that a fault. What was begun on one that broke is not sent
 * again here: it may have arrived.
 */
const POOL = { pool: true, maxConnections: 10, maxMessages: 100, idleTimeout: 15_000, maxRequeues: 1 } as const;

/** Neither files nor addresses are fetched for a mail, whatever its words say. */
const CLOSED = { disableFileAccess: true, disableUrlAccess: true };

/** What the address says in its query (`?maxConnections=2`) comes before POOL and PATIENCE. */
export function createSmtpMailer(url: string, from: string): Transport {
  const transport = once(async () => (await import('nodemailer')).createTransport({ url, ...POOL, ...PATIENCE, ...CLOSED }));
  return async (mail) => {
    await (await transport()).sendMail(asSent(from, mail)).catch((error: unknown) => {
      throw asFailure(error, mail.to);
    });
  };
}

/** What the desk shows of a mail that went to a file. */
export type KeptMail = { at: string; to: string; subject: string; text: string };

/** They hold links that sign in. */
const PRIVATE = { folder: 0o700, file: 0o600 };

/** Without SMTP_URL: each mail is a file that any mail program opens, and its words one that the desk shows. */
export function createFileMailer(folder: string, from: string): Transport {
  const transport = once(async () => (await import('nodemailer')).createTransport({ streamTransport: true, buffer: true, ...CLOSED }));
  return async (mail) => {
    const { message } = await (await transport()).sendMail(asSent(from, mail));
    const name = join(folder, uuidv7());
    const kept: KeptMail = { at: new Date().toISOString(), to: mail.to, subject: mail.subject, text: mail.text };
    await mkdir(folder, { recursive: true, mode: PRIVATE.folder });
    await writeFile(`${name}.eml`, message, { mode: PRIVATE.file });
    await writeFile(`${name}.json`, JSON.stringify(kept), { mode: PRIVATE.file });
  };
}

function asSent(from: string, { returnTo, ...mail }: Envelope) {
  return { from, ...mail, ...(returnTo && { envelope: { from: returnTo, to: mail.to } }) };
}

/** nodemailer is loaded with the first mail: a server that idles should not carry it. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
