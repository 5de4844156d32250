import type { Context } from 'hono';
import type { Refusal } from '../errors.ts';
import { momentOf, translate } from '../i18n/translate.ts';
import type { Env } from './who.ts';

/** A refusal in a sentence, with its wait or its date where it has one. */
export function sayRefusal({ var: { locale, site } }: Context<Env>, { code, facts }: Pick<Refusal, 'code' | 'facts'>): string {
  const { retryAfter = 0, until } = facts;
  const date = until ? momentOf(locale, until, site?.timeZone ?? 'UTC') : '';
  return translate(locale, `error.${code}`, { seconds: retryAfter, date });
}
