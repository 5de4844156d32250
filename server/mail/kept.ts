import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '../config.ts';
import type { KeptMail } from './mailer.ts';
import type { KeptMailRow, KeptMailWire } from './wire.ts';

const MOST = 50;

/** Where mails go without SMTP_URL. */
export const mailFolder = ({ database }: Pick<Config, 'database'>): string =>
  join(database.kind === 'sqlite' ? dirname(database.file) : 'data', 'mail');

/** The latest first: their names begin with the time. */
export async function keptMails(folder: string): Promise<KeptMailRow[]> {
  const names = await readdir(folder).catch(() => []);
  const latest = names
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .toReversed()
    .slice(0, MOST);
  const mails = await Promise.all(latest.map((name) => keptMail(folder, name.replace('.json', ''))));
  return mails.flatMap((mail) => (mail ? { id: mail.id, at: mail.at, to: mail.to, subject: mail.subject } : []));
}

/** `id` is an id of ours: it leads nowhere else. null for one that is not there. */
export async function keptMail(folder: string, id: string): Promise<KeptMailWire | null> {
  const file = await readFile(join(folder, `${id}.json`), 'utf8').catch(() => null);
  return file === null ? null : { id, ...(JSON.parse(file) as KeptMail) };
}
