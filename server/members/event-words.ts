import type { Locale } from '../i18n/translate.ts';

export type EventWords = (event: string) => string;

/** What the desk calls an event of the security log: the same words, read only where they are asked for. */
export async function readEventWords(locale: Locale): Promise<EventWords> {
  const { default: words }: { default: Partial<Record<string, string>> } =
    locale === 'fr'
      ? await import('../../admin/i18n/fr.json', { with: { type: 'json' } })
      : await import('../../admin/i18n/en.json', { with: { type: 'json' } });
  return (event) => words[`security.did.${event}`] ?? event;
}
