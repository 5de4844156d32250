import type { Bodies, BodyRef } from './bodies.ts';
import { bodyOf, plain } from './disqus-body.ts';
import type { DisqusPost, DisqusRecord, DisqusThread, Problem } from './disqus.ts';
import type { Fact } from './nest.ts';
import { count, type Note, type Report } from './report.ts';

export type PostFact = Fact & { author: Author; body: BodyRef | null };
export type ThreadFact = DisqusThread & { posts: PostFact[] };
/** One person of the export: by user name, or by the name somebody anonymous signed with. */
export type Author = { key: string; name: string; /** Their first post here, in ms. */ since: number };

export type Gathered = {
  threads: ThreadFact[];
  /** What was read, and what of it is left out already. */
  seen: { threads: number; posts: number };
  skipped: { threads: Report['threads']['skipped']; posts: Report['posts']['skipped'] };
  notes: Note[];
};

/** Characters of a name, as at our own door. */
const MAX_NAME = 60;

/**
 * The whole export, so that nothing is written of one that breaks off. Texts go to `bodies` as they come; those of
 * spam and of deleted posts go nowhere. `bodies` is null where nothing is going to be written.
 */
export async function gather(records: AsyncIterable<DisqusRecord>, bodies: Bodies | null): Promise<Gathered> {
  const threads = new Map<string, ThreadFact>();
  const ids = new Set<string>();
  const byThread = new Map<string, PostFact[]>();
  const authors = new Map<string, Author>();
  const out: Gathered = { threads: [], seen: { threads: 0, posts: 0 }, skipped: { threads: {}, posts: {} }, notes: [] };

  for await (const record of records) {
    if (record.kind === 'problem') addProblem(out, record);
    else if (record.kind === 'thread') addThread(record);
    else addPost(record);
  }
  for (const [id, list] of byThread) {
    const thread = threads.get(id);
    if (thread) thread.posts = list;
    else for (const { spam } of list) count(out.skipped.posts, spam ? 'spam' : 'no_thread');
  }
  out.threads = [...threads.values()];
  return out;

  function addThread(thread: DisqusThread) {
    out.seen.threads++;
    if (threads.has(thread.id)) {
      count(out.skipped.threads, 'duplicate');
      out.notes.push({ line: thread.line, what: 'duplicate', id: thread.id });
    } else threads.set(thread.id, { ...thread, posts: [] });
  }

  function addPost(post: DisqusPost) {
    const { id, line, at, parent, spam, deleted, thread } = post;
    out.seen.posts++;
    if (ids.has(id)) {
      count(out.skipped.posts, 'duplicate');
      out.notes.push({ line, what: 'duplicate', id });
      return;
    }
    ids.add(id);
    const body = bodies && !spam && !deleted ? bodies.add(bodyOf(post.message)) : null;
    const list = byThread.get(thread) ?? [];
    list.push({ id, line, at, parent, spam, deleted, author: authorOf(post.author, at), body });
    byThread.set(thread, list);
  }

  function authorOf({ name, username }: DisqusPost['author'], at: number): Author {
    const shown = nameOf(name) || (username ?? '');
    const key = username === null ? `disqus:a:${shown}` : `disqus:u:${username}`;
    const author = authors.get(key) ?? { key, name: shown, since: at };
    author.since = Math.min(author.since, at);
    authors.set(key, author);
    return author;
  }
}

function addProblem(out: Gathered, { of, line, id, field }: Problem) {
  if (of === 'characters') return void out.notes.push({ line, what: 'characters', id: null });
  out.notes.push({ line, what: 'unreadable', id, field });
  out.seen[`${of}s`]++;
  count(out.skipped[`${of}s`], 'unreadable');
}

/** As a name would be taken at our own door: on one line, nothing invisible. */
const nameOf = (name: string) => {
  const line = plain(name)
    .normalize('NFC')
    .replaceAll(/\p{C}|\s/gu, ' ')
    .replaceAll(/ +/g, ' ');
  return Array.from(line.trim()).slice(0, MAX_NAME).join('');
};
