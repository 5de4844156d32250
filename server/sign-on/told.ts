// What a provider tells of somebody, made fit to be kept.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { translate, type Locale } from '../i18n/translate.ts';
import type { Given } from './wire.ts';

/** Whatever the provider's protocol. Nothing but the subject is sure to be there. */
export type Told = {
  /** What the provider calls them, for good. */
  subject: string;
  name: string | null;
  email: string | null;
  emailVerified: boolean;
  locale: Locale | null;
  /** Groups and the rest, for the mappings. */
  claims: Record<string, unknown>;
};

/** What a site's provider says of somebody, and what that gives them there. */
export type Introduction = { siteId: number; issuer: string; told: Told; given: Given };

const NAME_MAX = 60;
/** OpenID Connect Core §2: a subject has 255 characters at most. Postgres takes neither NUL nor half a character. */
export const subjectInput = z
  .string()
  .min(1)
  .max(255)
  .refine((text) => !text.includes('\0') && text.isWellFormed());

/** On one line, without what is invisible or turns the writing around; null where nothing is left. */
export function cleanName(told: unknown): string | null {
  if (typeof told !== 'string') return null;
  const plain = told.normalize('NFC').replace(/\s+/g, ' ').replace(/\p{C}/gu, '').trim();
  return Array.from(plain).slice(0, NAME_MAX).join('').trim() || null;
}

/** An address that mail could be sent to, else null: a provider may tell anything. */
export function cleanEmail(told: unknown): string | null {
  const { success, data } = z
    .email()
    .max(254)
    .safeParse(typeof told === 'string' ? told.trim() : told);
  return success ? data : null;
}

/** `fr-FR`, `en_GB`: the languages that we speak, of those that people are said to. */
export function cleanLocale(told: unknown): Locale | null {
  const language = typeof told === 'string' ? told.slice(0, 2).toLowerCase() : '';
  return language === 'fr' || language === 'en' ? language : null;
}

/** Their name; where none was told, one that is the same for the same person, and tells nothing of them. */
export function nameOf({ issuer, told }: Pick<Introduction, 'issuer' | 'told'>, locale: Locale): string {
  if (told.name) return told.name;
  const number = createHash('sha256').update(`${issuer}\n${told.subject}`).digest().readUInt32BE() % 10_000;
  return translate(locale, 'signOn.reader', { number: String(number).padStart(4, '0') });
}
