import type { RestrictedWire } from '#server/sanctions/wire.ts';
import type { Translate } from './context.ts';

type Clock = { t: Translate<'restricted' | 'restrictedRule'>; lang: string; timeZone?: string | undefined };

/** What is asked or refused of somebody, in one sentence. Pure: the desk shows it before it is posed. */
export function sayMeasure(
  { kind, until, seconds, rule }: Pick<RestrictedWire, 'kind' | 'until' | 'seconds' | 'rule'>,
  { t, lang, timeZone }: Clock,
): string {
  const end = until === null ? 'none' : new Date(until).toLocaleString(lang, { dateStyle: 'long', timeStyle: 'short', timeZone });
  const pace = new Intl.NumberFormat(lang, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format((seconds ?? 0) / 60);
  const said = t('restricted', { kind, pace, until: end });
  return rule ? `${said} ${t('restrictedRule', { n: rule.number, title: rule.title })}` : said;
}
