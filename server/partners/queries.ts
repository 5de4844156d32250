import { and, count, desc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { sayLabel } from './label.ts';
import type { PartnersWire, PartnerWire } from './wire.ts';

export type Partner = Reader['t']['partners']['$inferSelect'];

/** What begins an article's id in a partner's pages: `@lumen:budget-2027`. */
const OF_PARTNER = /^@([^:]*):/;

/** Whose an article's id is; null: the publisher's own. Refuses `not_found` for a partner that is not there. */
export async function partnerOf(reader: Reader, { id: siteId }: Pick<Site, 'id'>, articleKey: string): Promise<Partner | null> {
  const key = OF_PARTNER.exec(articleKey)?.[1];
  if (key === undefined) return null;
  const { partners } = reader.t;
  const [partner] = await reader
    .select()
    .from(partners)
    .where(and(eq(partners.siteId, siteId), eq(partners.key, key)));
  if (!partner) throw new Refusal('not_found');
  return partner;
}

/** What the partner calls it. */
export const idWithin = (articleKey: string): string => articleKey.replace(OF_PARTNER, '');

/** By its inside id. */
export async function partnerIn(reader: Reader, id: number): Promise<Partner> {
  const { partners } = reader.t;
  const [partner] = await reader.select().from(partners).where(eq(partners.id, id));
  return partner!;
}

/** By its outside id, on a site; null where it is not there. */
export async function partnerByUid(reader: Reader, siteId: number, uid: string): Promise<Partner | null> {
  const { partners } = reader.t;
  const [partner] = await reader
    .select()
    .from(partners)
    .where(and(eq(partners.siteId, siteId), eq(partners.uid, uid)));
  return partner ?? null;
}

/** By the hash of the secret in its link. Index: partners_link. */
export async function partnerByLink(reader: Reader, siteId: number, linkHash: string): Promise<Partner | null> {
  const { partners } = reader.t;
  const [partner] = await reader
    .select()
    .from(partners)
    .where(and(eq(partners.siteId, siteId), eq(partners.linkHash, linkHash)));
  return partner ?? null;
}

/** Of those that run. */
export async function runningPartners(reader: Reader, siteId: number): Promise<Partner[]> {
  const { partners } = reader.t;
  return reader
    .select()
    .from(partners)
    .where(and(eq(partners.siteId, siteId), isNull(partners.endedAt)))
    .orderBy(partners.name, partners.id);
}

/** Whether anything of a site may stand in pages of that origin. */
export async function isListed(reader: Reader, site: Pick<Site, 'id' | 'origins'>, origin: string): Promise<boolean> {
  if (site.origins.includes(origin)) return true;
  return (await runningPartners(reader, site.id)).some(({ origins }) => origins.includes(origin));
}

/** How many conversations each has, by its inside id. Index: threads_partner. */
export async function threadsOfPartners(reader: Reader, ids: number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const { threads } = reader.t;
  const rows = await reader
    .select({ id: threads.partnerId, n: count() })
    .from(threads)
    .where(and(isNotNull(threads.partnerId), inArray(threads.partnerId, ids)))
    .groupBy(threads.partnerId);
  return new Map(rows.map(({ id, n }) => [id!, n]));
}

/** All that a site has or had, those that run first. */
export async function partnersOn({ db, config }: Pick<Deps, 'db' | 'config'>, site: Site): Promise<PartnersWire> {
  const { partners } = db.read.t;
  const rows = await db.read.select().from(partners).where(eq(partners.siteId, site.id)).orderBy(desc(partners.id));
  const threads = await threadsOfPartners(
    db.read,
    rows.map(({ id }) => id),
  );
  const all = rows.map((row) => presentPartner(site, row, threads.get(row.id) ?? 0));
  return {
    partners: [...all.filter(({ endedAt }) => !endedAt), ...all.filter(({ endedAt }) => endedAt)],
    site: site.key,
    home: siteUrl(config, site),
  };
}

const presentPartner = ({ settings: { locale } }: Site, row: Partner, threads: number): PartnerWire => ({
  id: row.uid,
  version: row.version,
  key: row.key,
  name: row.name,
  label: row.label,
  url: row.url,
  origins: row.origins,
  moderation: row.moderation === 'before' ? 'before' : null,
  look: row.look,
  said: sayLabel(locale, row),
  threads,
  linked: row.linkHash !== null,
  endedAt: row.endedAt?.toISOString() ?? null,
});
