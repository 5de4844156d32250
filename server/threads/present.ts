import type { Config } from '../config.ts';
import { sayLabel } from '../partners/label.ts';
import { threadPath } from './thread-path.ts';
import { siteUrl } from '../sites/url.ts';
import { activeMeasures, hoursOf, presentMeasure } from './measures.ts';
import { isClosed, rulesOf, turnsAt } from './policy.ts';
import type { Place } from './queries.ts';
import type { ThreadWire } from './wire.ts';

export function presentThread(config: Config, place: Place, now: Date): Omit<ThreadWire, 'opening'> {
  const { site, article, thread, articleKey } = place;
  const confirmed = article?.confirmedAt ? article : null;
  return {
    ...presentState(place, now),
    seq: thread?.seq ?? 0,
    surface: articleKey === null ? 'forum' : 'comments',
    article: articleKey === null ? null : { id: articleKey, title: confirmed?.title ?? null, url: confirmed?.url ?? null },
    title: thread?.title ?? article?.title ?? null,
    ...(place.partner && articleKey !== null && { label: sayLabel(site.settings.locale, place.partner) }),
    url: articleKey === null ? siteUrl(config, site) + threadPath(thread!) : `${siteUrl(config, site)}/a/${encodeURIComponent(articleKey)}`,
  };
}

/** The part that changes while somebody reads. */
export function presentState(
  place: Place,
  now: Date,
): Pick<ThreadWire, 'id' | 'kind' | 'count' | 'writing' | 'moderation' | 'measures' | 'turnsAt'> {
  const rules = rulesOf(place, now);
  return {
    id: place.thread?.uid ?? null,
    kind: place.thread?.kind ?? 'article',
    count: place.thread?.count ?? 0,
    writing:
      isClosed(rules, now) || rules.audience === 'nobody'
        ? { state: 'closed', since: rules.closesAt?.toISOString() ?? null }
        : { state: 'open', audience: rules.audience, closesAt: rules.closesAt?.toISOString() ?? null },
    moderation: rules.moderation,
    measures: activeMeasures(place.thread?.measures, now).map((measure) => presentMeasure(measure, hoursOf(place.site.settings))),
    turnsAt: turnsAt(place, now)?.toISOString() ?? null,
  };
}
