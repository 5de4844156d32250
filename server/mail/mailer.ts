import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Mail = { to: string; subject: string; text: string; html: string };

/** Resolves when the next server has taken it. */
export type Mailer = (mail: Mail) => Promise<void>;

export function createSmtpMailer(url: string, from: string): Mailer {
  const transport = once(async () => (await import('nodemailer')).createTransport(url));
  return async (mail) => void (await (await transport()).sendMail({ from, ...mail }));
}

/** Without SMTP_URL: each mail is a file that any mail program opens. */
export function createFileMailer(folder: string, from: string): Mailer {
  const transport = once(async () => (await import('nodemailer')).createTransport({ streamTransport: true, buffer: true }));
  return async (mail) => {
    const { message, messageId } = await (await transport()).sendMail({ from, ...mail });
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${new Date().toISOString().replaceAll(':', '-')}-${messageId.slice(1, 9)}.eml`), message);
  };
}

/** nodemailer is loaded with the first mail: a server that idles should not carry it. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
