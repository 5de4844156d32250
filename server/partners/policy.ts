import { Refusal } from '../errors.ts';
import type { Site } from '../sites/queries.ts';
import type { Partner } from './queries.ts';

type Place = { site: Pick<Site, 'origins'>; articleKey?: string | null; partner?: Pick<Partner, 'origins' | 'endedAt'> | null };

/** Pages that may show a conversation, beside our own: a partner's embed in its pages alone. */
export function originsOf({ site, partner = null, articleKey = null }: Place): string[] {
  if (!partner) return site.origins;
  const theirs = partner.endedAt ? [] : partner.origins;
  return articleKey === null ? [...site.origins, ...theirs] : theirs;
}

/** Nothing is opened with a partner who has gone. Refuses `invalid`. */
export function refuseEnded(partner: Pick<Partner, 'endedAt'> | null): asserts partner is Partner {
  if (!partner || partner.endedAt) throw new Refusal('invalid', { fields: { partner: ['field.partner_ended'] } });
}
