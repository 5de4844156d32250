import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../errors.ts';

/** A mail that arrived, whoever brought it. Header names are in lower case. */
export type Arrived = {
  from: string;
  /** Every address that it may have come by. */
  to: string[];
  /** Of the envelope: empty for what must not be answered (RFC 5321 §4.5.5); null where nobody says. */
  returnPath: string | null;
  headers: Map<string, string>;
  text: string | null;
  html: string | null;
  /** Parts of a report on what could not be delivered (RFC 3464), or was not wanted (RFC 5965). */
  reports: string[];
  /** What the receiving service makes of SPF and DKIM: false is a forged sender; null where it says nothing. */
  authentic: boolean | null;
  /** The same for the same mail, delivered again. */
  hash: string;
};

const line = z.string().max(2000);
const header = z.object({ name: line, value: z.string().max(20_000) });
const list = z.union([line.transform((one) => [one]), z.array(line).max(100)]);

/** What a service that has parsed the mail already sends of it; docs/operating.md describes each field. */
const parsedMail = z.object({
  from: line,
  to: list,
  returnPath: line.nullish(),
  text: z.string().nullish(),
  html: z.string().nullish(),
  headers: z.array(header).max(500).default([]),
  authentic: z.boolean().nullish(),
});

export function readParsed(json: unknown): Arrived {
  const parsed = parsedMail.safeParse(json);
  if (!parsed.success) throw new Refusal('invalid', { fields: { body: ['field.wrong'] } });
  const { from, to, returnPath, text, html, headers: given, authentic } = parsed.data;
  const headers = new Map(given.map(({ name, value }) => [name.toLowerCase(), value]));
  return {
    from: bare(from),
    to: [...to, ...deliveredTo(headers)].map(bare),
    returnPath: returnPath ?? headers.get('return-path') ?? null,
    headers,
    text: text ?? null,
    html: html ?? null,
    reports: [],
    authentic: authentic ?? null,
    hash: hashOf(headers.get('message-id'), `${from}\n${text ?? html ?? ''}`),
  };
}

/** RFC 5322, as it came over the wire. Anything at all can be read: what is no mail has no sender. */
export async function readRaw(raw: Uint8Array): Promise<Arrived> {
  const { default: PostalMime } = await import('postal-mime');
  const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true, maxNestingDepth: NESTED, attachmentEncoding: 'utf8' });
  const headers = new Map(mail.headers.map(({ key, value }) => [key, value]));
  const named = [...(mail.to ?? []), ...(mail.cc ?? [])].flatMap((one) => one.address ?? (one.group ?? []).map(({ address }) => address));
  return {
    from: mail.from?.address ?? '',
    to: [...named.filter((one) => one !== undefined), ...deliveredTo(headers).map(bare)],
    returnPath: headers.get('return-path') ?? null,
    headers,
    text: mail.text ?? null,
    html: mail.html ?? null,
    reports: mail.attachments
      .filter(({ mimeType }) => REPORTS.includes(mimeType))
      .map(({ content }) => (typeof content === 'string' ? content : '')),
    authentic: null,
    hash: hashOf(mail.messageId, Buffer.from(raw).toString('latin1')),
  };
}

const REPORTS = ['message/delivery-status', 'message/feedback-report'];

/** A letter in a letter in a letter is nobody's answer. */
const NESTED = 20;

const deliveredTo = (headers: Map<string, string>) =>
  ['delivered-to', 'x-original-to', 'envelope-to'].flatMap((name) => headers.get(name) ?? []);

/** « Ada <ada@example.org> » */
const bare = (address: string) => (/<([^<>]*)>\s*$/.exec(address)?.[1] ?? address).trim();

const hashOf = (id: string | undefined, otherwise: string) =>
  createHash('sha256')
    .update(id?.trim() || otherwise)
    .digest('base64url');
