import { and, asc, count, eq, gt, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { preparedRows, type Reader } from '../db/database.ts';
import { KnownRows } from '../db/known-rows.ts';
import type { Deps } from '../deps.ts';
import { hashSecret } from '../ids.ts';
import type { StoredSettings } from './schema.ts';
import type { FontUse, Look, Tokens } from './wire.ts';

export type Site = {
  id: number;
  key: string;
  host: string;
  settings: StoredSettings;
  origins: string[];
  timeZone: string;
  accent: string | null;
  font: Look['font'];
  tokens: Tokens | null;
  fonts: Partial<Record<FontUse, string>> | null;
  lookVersion: number;
  logo: string | null;
  version: number;
  charterVersion: number;
  membersVersion: number;
  createdAt: Date;
};

export const siteColumns = ({ sites }: Reader['t']) => ({
  id: sites.id,
  key: sites.key,
  host: sites.host,
  settings: sites.settings,
  origins: sites.origins,
  timeZone: sites.timeZone,
  accent: sites.accent,
  font: sites.font,
  tokens: sites.tokens,
  fonts: sites.fonts,
  lookVersion: sites.lookVersion,
  logo: sites.logo,
  version: sites.version,
  charterVersion: sites.charterVersion,
  membersVersion: sites.membersVersion,
  createdAt: sites.createdAt,
});

export async function findSite(reader: Reader, id: number): Promise<Site | null> {
  return one(reader, 'id', id);
}

export async function findSiteByKey(reader: Reader, key: string): Promise<Site | null> {
  return one(reader, 'key', key);
}

export async function findSiteByHost(reader: Reader, host: string): Promise<Site | null> {
  return one(reader, 'host', host);
}

/** The site of a server's token in force, and what it may do there. Notes the day it was used. */
export async function findSiteByToken({ db, now }: Deps, token: string): Promise<{ site: Site; scopes: string[] } | null> {
  const { sites, siteTokens } = db.read.t;
  const [row] = await db.read
    .select({ ...siteColumns(db.read.t), tokenId: siteTokens.id, scopes: siteTokens.scopes, lastUsedAt: siteTokens.lastUsedAt })
    .from(siteTokens)
    .innerJoin(sites, eq(sites.id, siteTokens.siteId))
    .where(and(eq(siteTokens.hash, hashSecret(token)), or(isNull(siteTokens.expiresAt), gt(siteTokens.expiresAt, now()))));
  if (!row) return null;
  const { tokenId, scopes, lastUsedAt, ...site } = row;
  if (!lastUsedAt || now().getTime() - lastUsedAt.getTime() > 86_400_000)
    await db.write(async (tx) => void (await tx.update(tx.t.siteTokens).set({ lastUsedAt: now() }).where(eq(tx.t.siteTokens.id, tokenId))));
  return { site, scopes };
}

const known = new KnownRows('site', (reader, ids) =>
  reader
    .select({ ...siteColumns(reader.t), stamp: reader.t.sites.stamp })
    .from(reader.t.sites)
    .where(inArray(reader.t.sites.id, ids)),
);

async function one(reader: Reader, by: 'id' | 'key' | 'host', value: string | number): Promise<Site | null> {
  const { sites } = reader.t;
  const query = preparedRows(reader, `site by ${by}`, () =>
    reader
      .select({ id: sites.id, stamp: sites.stamp })
      .from(sites)
      .where(eq(sites[by], sql.placeholder('value'))),
  );
  const [site] = await known.read(reader, await query({ value }));
  return site ?? null;
}

/** The forum's spaces in their order, without those that went into others. */
export function spaceRows(reader: Reader, siteId: number) {
  const { spaces } = reader.t;
  const { id, slug, name, description, parentId, guidelines, opens, audience, moderation, articleTags, archivedAt } = spaces;
  return reader
    .select({ id, slug, name, description, parentId, guidelines, opens, audience, moderation, articleTags, archivedAt })
    .from(spaces)
    .where(and(eq(spaces.siteId, siteId), isNull(spaces.mergedIntoId)))
    .orderBy(asc(spaces.position));
}
export type SpaceRow = Awaited<ReturnType<typeof spaceRows>>[number];

/** How many threads each holds, by its id. */
export async function threadCounts(reader: Reader, siteId: number): Promise<Map<number, number>> {
  const { threads } = reader.t;
  const rows = await reader
    .select({ spaceId: threads.spaceId, n: count() })
    .from(threads)
    .where(and(eq(threads.siteId, siteId), isNotNull(threads.spaceId)))
    .groupBy(threads.spaceId);
  return new Map(rows.map(({ spaceId, n }) => [spaceId!, n]));
}
