import { and, asc, eq, gt, gte, inArray, isNull, lt, type SQL } from 'drizzle-orm';
import { groundWords } from '../cases/ground-words.ts';
import { alias } from '../db/alias.ts';
import type { Reader } from '../db/database.ts';
import { translate, type MessageKey } from '../i18n/translate.ts';
import { STAFF } from '../members/policy.ts';
import { membersWho } from '../segments/filter.ts';
import { segmentByUid } from '../segments/queries.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { testimoniesList } from '../testimonies/export.ts';
import { cellTimeOf, dateIn, dayStart, daysAfter } from '../time/wall-time.ts';
import { table, type List } from './table.ts';
import type { ExportInput } from './wire.ts';

/** Rows read at once. */
const PAGE = 500;

type Asked = { site: Site; byId: number; input: ExportInput; now: Date; publicUrl: URL };

/** null for a segment or a call that is gone. */
export async function listOf(reader: Reader, asked: Asked): Promise<List | null> {
  const { site, input, now } = asked;
  const { members } = reader.t;
  if (input.list === 'segment') {
    const segment = await segmentByUid(reader, site.id, input.segment);
    return segment && membersList(reader, site, await membersWho(reader, site, segment.filter, now));
  }
  if (input.list === 'testimonies') return testimoniesList(reader, site, { input, byId: asked.byId });
  if (input.list !== 'members') return (input.list === 'posts' ? postsList : decisionsList)(reader, periodOf(asked, input));
  const roles = input.role === 'staff' ? STAFF : input.role === null ? null : [input.role];
  return membersList(
    reader,
    site,
    and(eq(members.siteId, site.id), isNull(members.goneAt), roles ? inArray(members.role, roles) : undefined)!,
  );
}

/** Names and what is counted; no address. In the order in which they joined. */
function membersList(reader: Reader, { settings: { locale }, timeZone }: Site, where: SQL): List {
  const { members } = reader.t;
  const columns = {
    id: members.id,
    name: members.name,
    role: members.role,
    posts: members.postCount,
    active: members.lastActiveOn,
    since: members.createdAt,
  };
  return table({
    head: (['name', 'role', 'since', 'posts', 'active'] as const).map((column) => translate(locale, `exports.members.${column}`)),
    count: () => reader.$count(members, where),
    after: async (id) => {
      const rows = await reader
        .select(columns)
        .from(members)
        .where(and(where, gt(members.id, id)))
        .orderBy(asc(members.id))
        .limit(PAGE);
      return rows.map(({ id: at, name, role, since, posts, active }) => ({
        id: at,
        cells: [name, translate(locale, `exports.role.${role}`), dateIn(since, timeZone), String(posts), active ?? ''],
      }));
    },
  });
}

type Period = { site: Site; from: Date; before: Date; addressOf: (post: string) => string };

const periodOf = ({ site, publicUrl }: Asked, { from, until }: { from: string; until: string }): Period => ({
  site,
  from: dayStart(from, site.timeZone),
  before: dayStart(daysAfter(until, 1), site.timeZone),
  addressOf: (post) => `${siteUrl({ publicUrl }, site)}/p/${post}`,
});

/** What was decided, by whom, of whom and why; what was taken back is a decision too. Index: decisions_site. */
function decisionsList(reader: Reader, { site, from, before, addressOf }: Period): List {
  const { decisions, cases, posts, rules, members } = reader.t;
  const { locale } = site.settings;
  const t = (key: MessageKey) => translate(locale, key);
  const [about, moderator] = [alias(members, 'about'), alias(members, 'moderator')];
  const where = and(eq(decisions.siteId, site.id), gte(decisions.at, from), lt(decisions.at, before))!;
  return table({
    head: (['at', 'verdict', 'by', 'about', 'rule', 'law', 'note', 'address'] as const).map((column) => t(`exports.decisions.${column}`)),
    count: () => reader.$count(decisions, where),
    after: async (id) => {
      const rows = await reader
        .select({
          id: decisions.id,
          at: decisions.at,
          verdict: decisions.verdict,
          by: moderator.name,
          about: about.name,
          rule: rules.number,
          law: decisions.legalGround,
          note: decisions.note,
          post: posts.uid,
        })
        .from(decisions)
        .innerJoin(cases, eq(cases.id, decisions.caseId))
        .leftJoin(about, eq(about.id, cases.memberId))
        .leftJoin(moderator, eq(moderator.id, decisions.moderatorId))
        .leftJoin(rules, eq(rules.id, decisions.ruleId))
        .leftJoin(posts, eq(posts.id, decisions.postId))
        .where(and(where, gt(decisions.id, id)))
        .orderBy(asc(decisions.id))
        .limit(PAGE);
      return rows.map((row) => ({
        id: row.id,
        cells: [
          cellTimeOf(row.at, site.timeZone),
          t(`log.verdict.${row.verdict}`),
          row.by ?? t('exports.decisions.nobody'),
          row.about ?? '',
          row.rule === null ? '' : String(row.rule),
          row.law === null ? '' : groundWords(t, row.law),
          row.note,
          row.post === null ? '' : addressOf(row.post),
        ],
      }));
    },
  });
}

/** What readers see, as it was typed. Index: posts_day. */
function postsList(reader: Reader, { site, from, before, addressOf }: Period): List {
  const { posts, members, threads, articles } = reader.t;
  const where = and(eq(posts.siteId, site.id), eq(posts.state, 'published'), gte(posts.createdAt, from), lt(posts.createdAt, before))!;
  return table({
    head: (['at', 'author', 'thread', 'text', 'address'] as const).map((column) =>
      translate(site.settings.locale, `exports.posts.${column}`),
    ),
    count: () => reader.$count(posts, where),
    after: async (id) => {
      const rows = await reader
        .select({
          id: posts.id,
          at: posts.createdAt,
          author: members.name,
          thread: threads.title,
          article: articles.title,
          text: posts.source,
          uid: posts.uid,
        })
        .from(posts)
        .innerJoin(members, eq(members.id, posts.authorId))
        .innerJoin(threads, eq(threads.id, posts.threadId))
        .leftJoin(articles, eq(articles.id, threads.articleId))
        .where(and(where, gt(posts.id, id)))
        .orderBy(asc(posts.id))
        .limit(PAGE);
      return rows.map(({ id: at, author, thread, article, text, uid, ...row }) => ({
        id: at,
        cells: [cellTimeOf(row.at, site.timeZone), author, thread ?? article ?? '', text, addressOf(uid)],
      }));
    },
  });
}
