import { and, count, eq, exists, inArray, isNotNull, isNull, not, or, sql, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import type { FollowKind, Level } from '../follows/levels.ts';
import type { Staff } from '../http/who.ts';
import { isNotBanned } from '../notifications/may-tell.ts';
import { membersWho } from '../segments/filter.ts';
import { segmentByUid, segmentNames } from '../segments/queries.ts';
import type { SegmentFilter } from '../segments/wire.ts';
import { spaceRows, type Site } from '../sites/queries.ts';
import { findSpace } from '../threads/queries.ts';
import type { Audience } from './wire.ts';

/** What it is called now, and what a segment asks. */
export type Addressed = { audience: Audience & { name: string }; filter: SegmentFilter | null };

/** Refuses `invalid` for a space or a segment that is gone, and a section that no article is of. */
export async function addressed(reader: Reader, site: Site, { kind, target }: Audience): Promise<Addressed> {
  if (kind === 'segment') {
    const segment = await segmentByUid(reader, site.id, target);
    if (!segment) throw wrong('digests.segment_gone');
    return { audience: { kind, target, name: segment.name }, filter: segment.filter };
  }
  if (kind === 'space') {
    const space = await findSpace(reader, site.id, target);
    if (!space || space.archivedAt) throw wrong('field.space_gone');
    return { audience: { kind, target: space.slug, name: space.name }, filter: null };
  }
  if (!(await sectionsOf(reader, site.id)).includes(target)) throw wrong('digests.section_gone');
  return { audience: { kind, target, name: target }, filter: null };
}

const wrong = (key: string) => new Refusal('invalid', { fields: { to: [key] } });

/** To whom somebody of the desk may write: segments are the managers' (docs/decisions/069). */
export async function audiencesFor(reader: Reader, { site, member }: Pick<Staff, 'site' | 'member'>): Promise<Addressed['audience'][]> {
  const spaces = (await spaceRows(reader, site.id)).filter(({ archivedAt }) => !archivedAt);
  const manages = member.role === 'manager' || member.role === 'admin';
  const segments = manages ? (await segmentNames(reader, site.id)).segments : [];
  return [
    ...(await sectionsOf(reader, site.id)).map((name) => ({ kind: 'section' as const, target: name, name })),
    ...spaces.map(({ slug, name }) => ({ kind: 'space' as const, target: slug, name })),
    ...segments.map(({ id, name }) => ({ kind: 'segment' as const, target: id, name })),
  ];
}

/** Of the newspaper's articles. */
async function sectionsOf(reader: Reader, siteId: number): Promise<string[]> {
  const { articles } = reader.t;
  const rows = await reader
    .selectDistinct({ section: articles.section })
    .from(articles)
    .where(and(eq(articles.siteId, siteId), isNotNull(articles.section)))
    .orderBy(articles.section);
  return rows.map(({ section }) => section!);
}

/** A condition on members: who it is for. Theirs to want or not: `wantsLetters`. */
export async function isAddressed(reader: Reader, site: Site, { audience, filter }: Addressed, now: Date): Promise<SQL> {
  const { members } = reader.t;
  if (audience.kind === 'segment') return membersWho(reader, site, filter!, now);
  const here = and(eq(members.siteId, site.id), isNull(members.goneAt), isNotNull(members.accountId), isNotBanned(reader, members.id, now));
  if (audience.kind === 'section') return and(here, follows(reader, 'section', [audience.target], ['watch', 'normal']))!;
  const spaces = await spaceRows(reader, site.id);
  const space = spaces.find(({ slug }) => slug === audience.target);
  if (!space) return sql`false`;
  const own = [String(space.id)];
  const around = space.parentId === null ? [] : [String(space.parentId)];
  const hears = or(
    follows(reader, 'space', own, ['watch', 'normal']),
    around.length > 0
      ? and(follows(reader, 'space', around, ['watch', 'normal']), not(follows(reader, 'space', own, ['mute'])))
      : undefined,
  );
  return and(here, hears)!;
}

/** Chose one of these levels for one of these. Index: follows_once. */
function follows(reader: Reader, kind: FollowKind, targets: string[], levels: Level[]): SQL {
  const { follows: rows, members } = reader.t;
  const chose = and(eq(rows.memberId, members.id), eq(rows.kind, kind), inArray(rows.target, targets));
  return exists(
    reader
      .select({ one: sql`1` })
      .from(rows)
      .where(and(chose, inArray(rows.level, levels), eq(rows.chosen, true))),
  );
}

/** Said that they want letters, and have a proved address that refuses nothing. A condition on members with their settings and accounts. */
export function wantsLetters({ t: { noticeSettings, accounts } }: Reader): SQL {
  return and(isNotNull(noticeSettings.lettersSince), isNotNull(accounts.emailConfirmedAt), isNull(accounts.emailFailingAt))!;
}

/** How many it is for, and how many of them want it. */
export async function countReaders(reader: Reader, site: Site, to: Addressed, now: Date): Promise<{ wanted: number; among: number }> {
  const { members, noticeSettings, accounts } = reader.t;
  const theirs = await isAddressed(reader, site, to, now);
  const [row] = await reader
    .select({ wanted: count() })
    .from(noticeSettings)
    .innerJoin(members, eq(members.id, noticeSettings.memberId))
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(and(eq(noticeSettings.siteId, site.id), wantsLetters(reader), theirs));
  return { wanted: row!.wanted, among: await reader.$count(members, theirs) };
}
