import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';

export type Mail = { to: string; subject: string; text: string; html: string };

/** Resolves when the next server has taken it. */
export type Mailer = (mail: Mail) => Promise<void>;

export function createSmtpMailer(url: string, from: string): Mailer {
  const transport = createTransport(url);
  return async (mail) => void (await transport.sendMail({ from, ...mail }));
}

/** Without SMTP_URL: each mail is a file that any mail program opens. */
export function createFileMailer(folder: string, from: string): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true });
  return async (mail) => {
    const { message, messageId } = await transport.sendMail({ from, ...mail });
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, `${new Date().toISOString().replaceAll(':', '-')}-${messageId.slice(1, 9)}.eml`), message);
  };
}
