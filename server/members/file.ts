import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { actsOn } from '../cases/allowed.ts';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { textOf } from '../markdown/text-of.ts';
import { shorten } from '../notifications/compose.ts';
import { accuracyOf } from '../reports/score.ts';
import { ladderOf, removalOf } from '../sanctions/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { inSpaces } from '../threads/queries.ts';
import { isVoice } from '../voices/queries.ts';
import type { memberByUid } from './queries.ts';
import { trustOf } from './trust.ts';
import type { FilePost, FileReport, MeasureRow, MemberFile } from './wire.ts';

type Found = Awaited<ReturnType<typeof memberByUid>> & {};

/** What of it is shown at once. */
const LATEST = 20;
/** Characters: enough to know which one it was. */
const EXCERPT = 160;

/** All that the team knows of a member. Of posts and reports, what stands where whoever asks moderates. */
export async function readFile({ db: { read }, config, now }: Deps, { site, member, spaces }: Staff, row: Found): Promise<MemberFile> {
  const base = siteUrl(config, site);
  const at = now();
  const beat = { spaces, base };
  const [facts, measures, notes, posts, made, received, ladder, removal] = await Promise.all([
    factsOf(read, row.id),
    measuresOf(read, row.id),
    notesOf(read, row.id),
    postsOf(read, row.id, beat),
    reportsOf(read, { by: row.id }, beat),
    reportsOf(read, { of: row.id }, beat),
    ladderOf(read, site, row.id, at),
    removalOf(read, row.id),
  ]);
  return {
    trust: trustOf({ ...facts, role: row.role, postCount: row.postCount }),
    activeDays: facts.activeDays,
    watchedAt: facts.watchedAt?.toISOString() ?? null,
    can: actsOn({ member, spaces }, { ...row, voice: await isVoice(read, row.id) }),
    ladder,
    measures: measures.map((measure) => presentMeasure(measure, base, at)),
    removal,
    notes: notes.map(({ uid, at: when, byUid, byName, text }) => ({
      id: uid,
      at: when.toISOString(),
      by: { id: byUid, name: byName },
      text,
    })),
    reporting: { upheld: facts.reportsUpheld, refused: facts.reportsRefused, less: accuracyOf(facts) < 0 },
    posts,
    made,
    received,
  };
}

async function factsOf(reader: Reader, memberId: number) {
  const { members } = reader.t;
  const [row] = await reader
    .select({
      activeDays: members.activeDays,
      reportsUpheld: members.reportsUpheld,
      reportsRefused: members.reportsRefused,
      watchedAt: members.watchedAt,
    })
    .from(members)
    .where(eq(members.id, memberId));
  return row!;
}

type Measured = Awaited<ReturnType<typeof measuresOf>>[number];

/** Index: restrictions_member. */
function measuresOf(reader: Reader, memberId: number) {
  const { restrictions, statements, rules, decisions, members } = reader.t;
  return reader
    .select({
      id: statements.uid,
      kind: restrictions.kind,
      from: restrictions.from,
      until: restrictions.until,
      seconds: restrictions.seconds,
      acknowledgedAt: restrictions.acknowledgedAt,
      liftedAt: restrictions.liftedAt,
      note: statements.note,
      ruleNumber: rules.number,
      ruleTitle: rules.title,
      by: members.name,
    })
    .from(restrictions)
    .innerJoin(statements, eq(statements.restrictionId, restrictions.id))
    .innerJoin(decisions, eq(decisions.id, restrictions.decisionId))
    .leftJoin(members, eq(members.id, decisions.moderatorId))
    .leftJoin(rules, eq(rules.id, statements.ruleId))
    .where(and(eq(restrictions.memberId, memberId), isNull(restrictions.postId)))
    .orderBy(desc(restrictions.id));
}

function presentMeasure({ ruleNumber, ruleTitle, acknowledgedAt, liftedAt, ...measure }: Measured, base: string, now: Date): MeasureRow {
  const { id, from, until } = measure;
  const over = until !== null && until <= now;
  return {
    ...measure,
    kind: measure.kind as MeasureRow['kind'],
    from: from.toISOString(),
    until: until?.toISOString() ?? null,
    rule: ruleNumber === null ? null : { number: ruleNumber, title: ruleTitle! },
    state: liftedAt ? 'lifted' : over ? 'over' : acknowledgedAt ? 'read' : 'in force',
    url: `${base}/statements/${id}`,
  };
}

function notesOf(reader: Reader, memberId: number) {
  const { notes, members } = reader.t;
  return reader
    .select({ uid: notes.uid, at: notes.at, text: notes.text, byUid: members.uid, byName: members.name })
    .from(notes)
    .innerJoin(members, eq(members.id, notes.byId))
    .where(eq(notes.memberId, memberId))
    .orderBy(asc(notes.id));
}

type Beat = { spaces: number[] | null; base: string };
const titleOf = ({ title, article, key }: { title: string | null; article: string | null; key: string | null }) =>
  title ?? article ?? key ?? '';

/** Index: posts_author. */
async function postsOf(reader: Reader, memberId: number, { spaces, base }: Beat): Promise<FilePost[]> {
  const { posts, threads, articles } = reader.t;
  const rows = await reader
    .select({
      id: posts.uid,
      at: posts.createdAt,
      html: posts.html,
      state: posts.state,
      title: threads.title,
      article: articles.title,
      key: articles.key,
    })
    .from(posts)
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .where(and(eq(posts.authorId, memberId), inSpaces(reader, spaces)))
    .orderBy(desc(posts.id))
    .limit(LATEST);
  return rows.map(({ id, at, html, state, ...where }) => ({
    id,
    state,
    thread: titleOf(where),
    url: `${base}/p/${id}`,
    at: at.toISOString(),
    excerpt: shorten(textOf(html), EXCERPT),
  }));
}

/** Made by somebody, or about what somebody wrote. Indexes: reports_reporter; posts_author, reports_once. */
async function reportsOf(reader: Reader, who: { by: number } | { of: number }, { spaces, base }: Beat): Promise<FileReport[]> {
  const { reports, posts, threads } = reader.t;
  const rows = await reader
    .select({
      id: reports.uid,
      at: reports.at,
      rule: reports.rule,
      note: reports.note,
      upheld: reports.upheld,
      html: posts.html,
      post: posts.uid,
    })
    .from(reports)
    .innerJoin(posts, eq(posts.id, reports.postId))
    .innerJoin(threads, eq(threads.id, posts.threadId))
    .where(and('by' in who ? eq(reports.reporterId, who.by) : eq(posts.authorId, who.of), inSpaces(reader, spaces)))
    .orderBy(desc(reports.id))
    .limit(LATEST);
  return rows.map(({ at, html, post, ...report }) => ({
    ...report,
    at: at.toISOString(),
    excerpt: shorten(textOf(html), EXCERPT),
    url: `${base}/p/${post}`,
  }));
}
