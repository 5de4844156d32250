import { and, desc, eq, isNotNull, isNull, lt, lte, or, type Column, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import type { Staff } from '../http/who.ts';
import { textOf } from '../markdown/text-of.ts';
import { cutAtWord } from '../markdown/shorten.ts';
import { siteUrl } from '../sites/url.ts';
import { inSpaces } from '../threads/queries.ts';
import type { memberByUid } from './queries.ts';
import type { TimelineEntry, TimelineKind, TimelinePage } from './wire.ts';

type Found = Awaited<ReturnType<typeof memberByUid>> & {};
type Asked = { kinds: TimelineKind[]; cursor: string | undefined };

const PAGE = 30;
/** Characters: enough to know which one it was. */
const EXCERPT = 160;

/** What happened with a member, the latest first; of posts, reports, polls and events, what stands where whoever asks moderates. */
export async function readTimeline(
  { db: { read }, config }: Deps,
  { site, spaces }: Staff,
  member: Found,
  { kinds, cursor }: Asked,
): Promise<TimelinePage> {
  const last = readCursor(cursor);
  const base = siteUrl(config, site);
  const asked = kinds.length > 0 ? kinds : KINDS;
  const found = await Promise.all(
    asked.map(async (kind) => {
      const source = KINDS.indexOf(kind);
      const earlier = (at: Column, id: Column) => last && after(at, id, { at: new Date(last.value), place: last.id, source });
      const rows = await SOURCES[kind](read, { member, where: inSpaces(read, spaces), earlier, base });
      return rows.map(({ id, ...row }) => ({ ...row, kind, place: placeOf(id, source) }));
    }),
  );
  const rows = found.flat().toSorted((a, b) => b.at.getTime() - a.at.getTime() || b.place - a.place);
  const page = rows.slice(0, PAGE);
  const end = page.at(-1);
  return {
    entries: page.map(({ place, at, ...entry }) => ({ ...entry, id: `${entry.kind}-${place}`, at: at.toISOString() })),
    next: rows.length > PAGE && end ? writeCursor({ value: end.at.getTime(), id: end.place }) : null,
  };
}

/** Of things of one moment: by what they are, then by their number. One number for both, so that a cursor holds it. */
const SORTS = 16;
const placeOf = (id: number, source: number) => (SORTS - source) * 2 ** 40 + id;

/** What comes after a place of the list, of one source. */
function after(at: Column, id: Column, { at: time, place, source }: { at: Date; place: number; source: number }): SQL | undefined {
  const rest = place - placeOf(0, source);
  if (rest <= 0) return lt(at, time);
  return rest >= 2 ** 40 ? lte(at, time) : or(lt(at, time), and(eq(at, time), lt(id, rest)));
}

type Row = Partial<Omit<TimelineEntry, 'id' | 'kind' | 'at'>> & { id: number; at: Date };
type Place = {
  member: Found;
  where: SQL | undefined;
  earlier: (at: Column, id: Column) => SQL | undefined | null;
  base: string;
};
type Source = (reader: Reader, place: Place) => Promise<Row[]>;

/** Of one moment, what comes of another first. */
const SOURCES: Record<TimelineKind, Source> = { received, measure, note, reported, came, coming, poll, post, joined };
export const KINDS = Object.keys(SOURCES) as TimelineKind[];

const where = (reader: Reader) => ({
  title: reader.t.threads.title,
  article: reader.t.articles.title,
  key: reader.t.articles.key,
});

const titleOf = ({ title, article, key }: { title: string | null; article: string | null; key: string | null }) => title ?? article ?? key;

/** Index: posts_author. */
async function post(reader: Reader, { member, where: there, earlier, base }: Place): Promise<Row[]> {
  const { posts, threads, articles, members } = reader.t;
  const rows = await reader
    .select({
      id: posts.id,
      uid: posts.uid,
      at: posts.createdAt,
      html: posts.html,
      state: posts.state,
      hand: members.name,
      ...where(reader),
    })
    .from(posts)
    .leftJoin(members, eq(members.id, posts.handId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(and(eq(posts.authorId, member.id), there, earlier(posts.createdAt, posts.id) ?? undefined))
    .orderBy(desc(posts.createdAt), desc(posts.id))
    .limit(PAGE + 1);
  return rows.map(({ id, uid, at, html, state, hand, ...place }) => ({
    id,
    at,
    state,
    post: uid,
    ...(hand !== null && { by: hand }),
    text: cutAtWord(textOf(html), EXCERPT),
    thread: titleOf(place),
    url: state === 'published' ? `${base}/p/${uid}` : null,
  }));
}

/** Index: reports_reporter. */
function reported(reader: Reader, place: Place) {
  return reports(reader, place, eq(reader.t.reports.reporterId, place.member.id));
}

/** Indexes: posts_author, reports_once. */
function received(reader: Reader, place: Place) {
  return reports(reader, place, eq(reader.t.posts.authorId, place.member.id));
}

async function reports(reader: Reader, { where: there, earlier, base }: Place, whose: SQL): Promise<Row[]> {
  const { reports: table, posts, threads } = reader.t;
  const rows = await reader
    .select({ id: table.id, at: table.at, rule: table.rule, note: table.note, upheld: table.upheld, html: posts.html, uid: posts.uid })
    .from(table)
    .innerJoin(posts, eq(posts.id, table.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and(whose, there, earlier(table.at, table.id) ?? undefined))
    .orderBy(desc(table.at), desc(table.id))
    .limit(PAGE + 1);
  return rows.map(({ html, uid, upheld, ...row }) => ({
    ...row,
    state: upheld === null ? 'open' : upheld ? 'upheld' : 'refused',
    text: cutAtWord(textOf(html), EXCERPT),
    url: `${base}/p/${uid}`,
  }));
}

/** Index: restrictions_member. */
async function measure(reader: Reader, { member, earlier, base }: Place): Promise<Row[]> {
  const { restrictions, statements, rules } = reader.t;
  const rows = await reader
    .select({
      id: restrictions.id,
      at: restrictions.from,
      state: restrictions.kind,
      rule: rules.number,
      text: statements.note,
      uid: statements.uid,
    })
    .from(restrictions)
    .innerJoin(statements, eq(statements.restrictionId, restrictions.id))
    .leftJoin(rules, eq(rules.id, statements.ruleId))
    .where(and(eq(restrictions.memberId, member.id), isNull(restrictions.postId), earlier(restrictions.from, restrictions.id) ?? undefined))
    .orderBy(desc(restrictions.from), desc(restrictions.id))
    .limit(PAGE + 1);
  return rows.map(({ uid, ...row }) => ({ ...row, url: `${base}/statements/${uid}` }));
}

/** Index: notes_member. */
function note(reader: Reader, { member, earlier }: Place): Promise<Row[]> {
  const { notes, members } = reader.t;
  return reader
    .select({ id: notes.id, at: notes.at, text: notes.text, by: members.name })
    .from(notes)
    .innerJoin(members, eq(members.id, notes.byId))
    .where(and(eq(notes.memberId, member.id), earlier(notes.at, notes.id) ?? undefined))
    .orderBy(desc(notes.at), desc(notes.id))
    .limit(PAGE + 1);
}

function coming(reader: Reader, place: Place) {
  return attendances(reader, place, reader.t.attendances.answeredAt);
}

function came(reader: Reader, place: Place) {
  return attendances(reader, place, reader.t.attendances.cameAt);
}

/** Index: attendances_whose. */
async function attendances(reader: Reader, { member, where: there, earlier, base }: Place, at: Column): Promise<Row[]> {
  const { attendances: table, threads } = reader.t;
  const rows = await reader
    .select({
      id: table.id,
      answeredAt: table.answeredAt,
      cameAt: table.cameAt,
      state: table.answer,
      title: threads.title,
      uid: threads.uid,
    })
    .from(table)
    .innerJoin(threads, eq(threads.id, table.threadId))
    .where(and(eq(table.memberId, member.id), there, isNotNull(at), earlier(at, table.id) ?? undefined))
    .orderBy(desc(at), desc(table.id))
    .limit(PAGE + 1);
  return rows.map(({ id, answeredAt, cameAt, state, title, uid }) =>
    at === table.cameAt
      ? { id, at: cameAt!, thread: title, url: `${base}/t/${uid}` }
      : { id, at: answeredAt, state, thread: title, url: `${base}/t/${uid}` },
  );
}

/** That they voted, where everybody may see who did; never for what. Index: poll_votes_member. */
async function poll(reader: Reader, { member, where: there, earlier, base }: Place): Promise<Row[]> {
  const { pollVotes, polls, threads } = reader.t;
  const rows = await reader
    .selectDistinct({ id: polls.id, at: pollVotes.at, text: polls.question, title: threads.title, uid: threads.uid })
    .from(pollVotes)
    .innerJoin(polls, eq(polls.id, pollVotes.pollId))
    .innerJoin(threads, eq(threads.id, polls.threadId))
    .where(and(eq(pollVotes.memberId, member.id), eq(polls.secret, false), there, earlier(pollVotes.at, polls.id) ?? undefined))
    .orderBy(desc(pollVotes.at), desc(polls.id))
    .limit(PAGE + 1);
  return rows.map(({ title, uid, ...row }) => ({ ...row, thread: title, url: `${base}/t/${uid}` }));
}

function joined(reader: Reader, { member, earlier }: Place): Promise<Row[]> {
  const { members } = reader.t;
  return reader
    .select({ id: members.id, at: members.createdAt })
    .from(members)
    .where(and(eq(members.id, member.id), earlier(members.createdAt, members.id) ?? undefined));
}
