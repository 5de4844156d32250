import { and, eq, isNull, type SQL } from 'drizzle-orm';
import type { Config } from '../config.ts';
import type { Reader } from '../db/database.ts';
import { translate } from '../i18n/translate.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { linesIn } from './captions.ts';
import type { Standings } from './draw-figure.ts';
import type { Played, Seen, Shown, Standing, Taken } from './figures.ts';
import { widthsOf } from './picture.ts';

type Where = Pick<Site, 'host' | 'settings'>;
export type SeenRow = Awaited<ReturnType<typeof seenRows>>[number];

/** What is needed to draw them; `taken` where a decision that stands took one out, with its rule where it has one. */
export async function seenRows(reader: Reader, which: SQL | undefined) {
  const { media, restrictions, statements, rules } = reader.t;
  const rows = await reader
    .select({
      uid: media.uid,
      kind: media.kind,
      type: media.type,
      alt: media.alt,
      credit: media.credit,
      width: media.width,
      height: media.height,
      captions: media.captions,
      captionsLang: media.captionsLang,
      rightsUntil: media.rightsUntil,
      removedAt: media.removedAt,
      takenBy: restrictions.id,
      rule: rules.number,
    })
    .from(media)
    .leftJoin(restrictions, and(eq(restrictions.id, media.takenBy), isNull(restrictions.liftedAt)))
    .leftJoin(statements, eq(statements.restrictionId, restrictions.id))
    .leftJoin(rules, eq(rules.id, statements.ruleId))
    .where(which);
  return rows.map(({ takenBy, rule, ...row }) => ({ ...row, taken: takenBy === null ? null : { rule } }));
}

const hasRights = ({ rightsUntil, removedAt }: Pick<SeenRow, 'rightsUntil' | 'removedAt'>, now: Date) =>
  removedAt === null && (rightsUntil === null || rightsUntil > now);

/** By their ids; what was taken out and what ended keep their place. */
export const shownFrom = (rows: SeenRow[], { config, site, now }: { config: Config; site: Where; now: Date }): Shown =>
  new Map(rows.map((row) => [row.uid, standingOf(config, { site, now }, row)]));

/** To draw anew what stands in a post already (draw-figure.ts), each as `standing` says. */
export const standingsOf = (rows: SeenRow[], standing: (row: SeenRow) => Standing): Standings =>
  new Map(rows.map((row) => [row.uid, { standing: standing(row), alt: row.alt, credit: row.credit ?? '' }]));

export const standingOf = (config: Config, { site, now }: { site: Where; now: Date }, row: SeenRow): Standing =>
  row.taken || hasRights(row, now) ? seenOf(config, site, row) : { kind: 'ended', was: row.kind };

export function seenOf(config: Config, site: Where, row: SeenRow): Seen | Taken {
  const { kind, taken } = row;
  if (taken) return { kind: 'taken', words: wordsOf(site, kind, taken.rule) };
  const url = `${siteUrl(config, site)}/media/${row.uid}`;
  if (kind === 'image') return { kind, url, width: row.width!, height: row.height!, widths: widthsOf(row.width!) };
  return { ...playedOf(row, kind), url };
}

/** Beside a sound nothing is shown while it plays: its captions are a text of their own. */
function playedOf({ type, width, height, captions, captionsLang }: SeenRow, kind: Played['kind']): Omit<Played, 'url'> {
  const film = kind === 'video';
  return {
    kind,
    type,
    width,
    height,
    captions: film ? captionsLang : null,
    transcript: film || captions === null ? [] : linesIn(captions),
  };
}

const wordsOf = ({ settings: { locale } }: Where, kind: SeenRow['kind'], rule: number | null) =>
  rule === null ? translate(locale, 'media.takenByLaw', { kind }) : translate(locale, 'media.takenByRule', { kind, rule });
