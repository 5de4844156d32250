import type { Reader } from '../db/database.ts';
import type { Site } from '../sites/queries.ts';
import { plain } from './disqus-body.ts';
import { matchArticles, type Matched, type Unmatched } from './match-articles.ts';
import { nest, type Nested } from './nest.ts';
import { pageOf, type Hosts } from './page-address.ts';
import { importedBefore, knownArticles } from './queries.ts';
import type { Gathered, PostFact, ThreadFact } from './read-disqus.ts';
import { count, type PostReason, type Report } from './report.ts';

export type PlannedPost = Nested<PostFact>;

/** What an import is going to bring under one article, in the order in which it is written. */
export type PlannedArticle = {
  key: string;
  addresses: string[];
  claimed: { url?: string; title?: string };
  closed: boolean;
  /** Those that came with an earlier run are not among them. */
  posts: PlannedPost[];
};

export const importKeyOf = ({ fact }: PlannedPost) => `disqus:${fact.id}`;

type Ask = { site: Site; hosts: Hosts; dryRun: boolean };

/** Where everything goes, with the report of it. Reads, writes nothing. */
export async function planImport(
  reader: Reader,
  gathered: Gathered,
  { site, hosts, dryRun }: Ask,
): Promise<{ articles: PlannedArticle[]; report: Report }> {
  const report = openReport(gathered, { site: site.key, dryRun });
  const brought = sift(gathered, report);
  const known = await knownArticles(reader, site.id, {
    keys: brought.map(({ identifier }) => identifier),
    addresses: brought.flatMap(({ link }) => addressOf(link, hosts)),
  });
  const { articles, left } = matchArticles(brought, hosts, known);
  for (const { thread, why, host } of left) leave(report, { ...thread, why, host });
  const planned = articles.map((article) => planArticle(article, report));
  report.threads.articles = planned.length;
  report.threads.merged = brought.length - left.length - planned.length;

  const all = planned.flatMap(({ posts }) => posts);
  const authors = [...new Set(all.filter(({ tombstone }) => !tombstone).map(({ fact }) => fact.author.key))];
  const [posts, members] = [
    await importedBefore(reader, site.id, 'posts', all.map(importKeyOf)),
    await importedBefore(reader, site.id, 'members', authors),
  ];
  const fresh = planned.map((article) => ({ ...article, posts: article.posts.filter((post) => !posts.has(importKeyOf(post))) }));
  const coming = fresh.flatMap((article) => article.posts);
  report.posts.tombstones = coming.filter(({ tombstone }) => tombstone).length;
  report.posts.imported = coming.length - report.posts.tombstones;
  report.posts.alreadyThere = posts.size;
  report.authors = { imported: authors.length - members.size, alreadyThere: members.size };
  return { articles: fresh.filter((article) => article.posts.length > 0), report: inOrder(report) };
}

function openReport({ threads, seen, skipped, notes }: Gathered, { site, dryRun }: { site: string; dryRun: boolean }): Report {
  const withPosts = threads.filter(({ posts }) => posts.length > 0).length;
  return {
    dryRun,
    site,
    threads: { seen: seen.threads, withPosts, articles: 0, merged: 0, skipped: skipped.threads },
    posts: { seen: seen.posts, imported: 0, tombstones: 0, alreadyThere: 0, skipped: skipped.posts },
    authors: { imported: 0, alreadyThere: 0 },
    unmatched: [],
    hosts: [],
    notes,
  };
}

/** The threads that have something to bring; the others create nothing. */
function sift({ threads }: Gathered, report: Report) {
  return threads.flatMap((fact) => {
    const posts = fact.posts.filter(({ spam, deleted }) => !spam && !deleted).length;
    if (fact.posts.length === 0) count(report.threads.skipped, 'empty');
    else if (fact.deleted || posts === 0) leave(report, { fact, why: fact.deleted ? 'deleted' : 'nothing_kept', host: null });
    else return [{ id: fact.id, identifier: fact.identifier, link: fact.link, posts, fact }];
    return [];
  });
}

const addressOf = (link: string, hosts: Hosts) => {
  const page = pageOf(link, hosts);
  return page && 'address' in page ? page.address : [];
};

/** What becomes of a thread's posts when the thread stays behind. */
const WITH_THEIR_THREAD: Record<Unmatched | 'deleted' | 'nothing_kept', PostReason> = {
  unknown_host: 'unknown_host',
  no_address: 'no_address',
  too_long: 'too_long',
  deleted: 'thread_deleted',
  nothing_kept: 'deleted',
};

function leave(report: Report, { fact, why, host }: { fact: ThreadFact; why: keyof typeof WITH_THEIR_THREAD; host: string | null }) {
  count(report.threads.skipped, why);
  for (const { spam } of fact.posts) count(report.posts.skipped, spam ? 'spam' : WITH_THEIR_THREAD[why]);
  const posts = fact.posts.length;
  if (why === 'too_long' || why === 'no_address') report.unmatched.push({ link: fact.link, why, posts });
  if (host === null) return;
  const known = report.hosts.find((entry) => entry.host === host);
  if (known) Object.assign(known, { threads: known.threads + 1, posts: known.posts + posts });
  else report.hosts.push({ host, threads: 1, posts });
}

function planArticle({ key, threads, page, addresses }: Matched<ReturnType<typeof sift>[number]>, report: Report): PlannedArticle {
  const { nested, dropped, uprooted } = nest(threads.flatMap(({ fact }) => fact.posts));
  for (const { spam } of dropped) count(report.posts.skipped, spam ? 'spam' : 'deleted');
  for (const { line, id, why } of uprooted) report.notes.push({ line, id, what: why });
  const title = plain(threads[0]!.fact.title).slice(0, 500);
  return {
    key,
    addresses: [...addresses],
    claimed: { ...(page && { url: page.url.slice(0, 2000) }), ...(title && { title }) },
    closed: threads.every(({ fact }) => fact.closed),
    posts: nested,
  };
}

const inOrder = (report: Report): Report => ({
  ...report,
  unmatched: report.unmatched.toSorted((a, b) => b.posts - a.posts),
  hosts: report.hosts.toSorted((a, b) => b.posts - a.posts),
  notes: report.notes.toSorted((a, b) => a.line - b.line),
});
