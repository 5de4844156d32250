// Threads and posts to test the widget with: only what a test is about is said.
import type { OwnPost, PostWire } from '#server/posts/wire.ts';
import type { ChangeWire, SiteWire, ThreadPage, ThreadWire, ViewerWire } from '#server/threads/wire.ts';

const site: SiteWire = {
  key: 'courrier',
  name: 'Le Courrier',
  forumName: 'La Terrasse',
  locale: 'fr',
  url: 'https://terrasse.example.org',
  guests: false,
  reactions: [{ key: 'merci', glyph: 'M8 8', fr: 'Merci', en: 'Thanks' }],
  charter: {
    url: 'https://terrasse.example.org/charter',
    version: 1,
    rules: [
      { number: 1, title: 'On discute les idées', url: 'https://terrasse.example.org/charter/rules/1' },
      { number: 2, title: 'On cite ses sources', url: 'https://terrasse.example.org/charter/rules/2' },
    ],
  },
};

const thread: ThreadWire = {
  id: 'thread',
  kind: 'article',
  opening: null,
  seq: 10,
  surface: 'comments',
  article: { id: 'platanes', title: 'Les platanes', url: 'https://courrier.example.org/platanes' },
  title: 'Les platanes',
  count: 0,
  writing: { state: 'open', audience: 'members', closesAt: null },
  moderation: 'after',
  measures: [],
  turnsAt: null,
  url: 'https://terrasse.example.org/t/thread',
};

export const ada = { id: 'ada', name: 'Ada Lovelace', badge: null, title: null };
const linus = { id: 'linus', name: 'Linus Torvalds', badge: null, title: null };

const START = Date.parse('2026-11-22T10:00:00Z');

/** `minutes` after ten o'clock; a root unless it has a parent. */
export function post(id: string, { minutes = 0, ...given }: Partial<PostWire> & { minutes?: number } = {}): PostWire {
  const parent = given.parent ?? null;
  return {
    id,
    parent,
    root: parent ?? id,
    depth: parent ? 1 : 0,
    rank: parent ? 1 : 0,
    state: 'published',
    author: linus,
    html: `<p>${id}</p>`,
    at: new Date(START + minutes * 60_000).toISOString(),
    editedAt: null,
    revision: 1,
    replies: 0,
    branch: 0,
    rule: null,
    own: null,
    ...given,
  };
}

export const own = (given: Partial<OwnPost> = {}): OwnPost => ({
  clientId: 'client-1',
  source: 'Bonjour',
  editableUntil: null,
  heldFor: [],
  statement: null,
  ...given,
});

export const gone = (from: PostWire, state: 'removed' | 'deleted' = 'removed'): PostWire => ({ ...from, state, author: null, html: '' });

export const viewer = (given: Partial<ViewerWire> = {}): ViewerWire => ({
  id: 'ada',
  name: 'Ada Lovelace',
  role: 'member',
  emailConfirmed: true,
  acceptsByPosting: false,
  canPost: true,
  refusal: null,
  posts: [],
  ...given,
});

export function page(posts: PostWire[], given: Partial<Omit<ThreadPage, 'thread'>> & { thread?: Partial<ThreadWire> } = {}): ThreadPage {
  const count = posts.filter(({ state }) => state === 'published').length;
  return { site, sort: 'newest', viewer: null, next: null, posts, ...given, thread: { ...thread, count, ...given.thread } };
}

export const change = (seq: number, kind: ChangeWire['kind'], about: PostWire | null, count = 0): ChangeWire => ({
  seq,
  kind,
  post: about,
  thread: { id: 'thread', kind: 'article', count, writing: thread.writing, moderation: 'after', measures: [], turnsAt: null },
});
