import type { Args, CommandKey } from '../ops/say.ts';
import type { Terminal } from '../ops/command.ts';
import { POST_REASONS, THREAD_REASONS, type PostReason, type Report, type ThreadReason } from './report.ts';

type Line = [CommandKey, Args?];

/** Lines of one list: more would push the counts off the screen. */
const LISTED = 20;

/** The report as the lines of a terminal. */
export function linesOf(
  { site, dryRun, threads, posts, authors, hosts, unmatched, notes }: Report,
  translate: Terminal['translate'],
): Line[] {
  const why = (reason: ThreadReason | PostReason) => translate(`skipped.${reason}`);
  return [
    [dryRun ? 'import.dryRun' : 'import.done', { site }],
    ['import.threads', { seen: threads.seen, withPosts: threads.withPosts }],
    ['import.articles', { articles: threads.articles, merged: threads.merged }],
    ...skippedLines(THREAD_REASONS, threads.skipped, why),
    ['import.posts', { seen: posts.seen }],
    ['import.imported', { n: posts.imported }],
    ...when(posts.tombstones > 0, ['import.tombstones', { n: posts.tombstones }]),
    ...when(posts.alreadyThere > 0, ['import.alreadyThere', { n: posts.alreadyThere }]),
    ...skippedLines(POST_REASONS, posts.skipped, why),
    ['import.authors', authors],
    ...when(posts.alreadyThere > 0 && posts.imported + posts.tombstones === 0, ['import.nothingNew']),
    ...list('import.hosts', hosts, ({ host, posts: n }) => ['import.host', { host, posts: n }]),
    ...list('import.unmatched', unmatched, (thread) => ['import.unmatchedThread', { link: thread.link, why: why(thread.why) }]),
    ...list('import.notes', notes, ({ line, what, id, field }) => {
      const facts = { id: id ?? 'none', field: field ?? '' };
      return ['import.note', { line, what: translate(`note.${what}`, facts) }];
    }),
  ];
}

const when = (shown: boolean, line: Line): Line[] => (shown ? [line] : []);

function skippedLines<R extends string>(reasons: readonly R[], skipped: Partial<Record<R, number>>, why: (reason: R) => string): Line[] {
  return reasons.flatMap((reason) =>
    when(skipped[reason] !== undefined, ['import.skipped', { why: why(reason), n: skipped[reason] ?? 0 }]),
  );
}

function list<T>(title: CommandKey, entries: T[], line: (entry: T) => Line): Line[] {
  if (entries.length === 0) return [];
  return [
    [title],
    ...entries.slice(0, LISTED).map(line),
    ...when(entries.length > LISTED, ['import.more', { n: entries.length - LISTED }]),
  ];
}
