// What only some threads need, or some readers: parts of the drawing, each with the words and the styles of all that is rare.
import type { PostWire } from '#server/posts/wire.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import type { Conversation } from './conversation.ts';
import { loadRareWords } from './more-words.ts';
import { once } from './once.ts';
import type { ThreadState } from './store.ts';
import type { Parts } from './thread/scene.ts';

type Seen = Pick<ThreadPage, 'thread' | 'viewer'> & { posts: PostWire[] };

/** By what each part is needed. */
const kinds = [
  {
    /** What plays has its style there. */
    isFor: ({ posts }: Seen) => posts.some(({ html }) => html.includes('class="plays"')),
    fetch: async () => ({}),
  },
  {
    /** Something is asked here, or stands beside the posts, or one does not write here. */
    isFor: ({ thread, viewer, posts }: Seen) =>
      thread.writing.state !== 'open' ||
      viewer?.canPost === false ||
      thread.asks ||
      thread.takes ||
      thread.taken?.length ||
      thread.polls?.length ||
      thread.measures.length ||
      posts.some((post) => post.votes !== undefined || post.official || post.previews?.length || post.thanks !== undefined),
    fetch: async () => (await import('./thread/aside-parts.tsx')).asideParts,
  },
  {
    /** There is more to say to who reads, or for them to do, than to most. */
    isFor: ({ thread, viewer, posts }: Seen) =>
      viewer &&
      (viewer.welcome ||
        viewer.restricted?.length ||
        viewer.ignored?.length ||
        viewer.keeps ||
        viewer.marks ||
        viewer.thanks ||
        viewer.voices ||
        (viewer.live?.runs && thread.live) ||
        [...posts, ...viewer.posts].some(({ state, own }) => state === 'held' || own?.statement)),
    fetch: async () => (await import('./thread/standing-parts.tsx')).standingParts,
  },
];

/** Fetches what is rare. */
export async function rarely<T>({ frame: { root, dressed }, lang }: Conversation, fetch: () => Promise<T>): Promise<T> {
  const [part, { rareSheet }] = await Promise.all([fetch(), import('./rare-sheet.ts'), loadRareWords(lang), dressed.catch(() => {})]);
  const { adoptedStyleSheets: worn } = root;
  if (worn.length > 0 && !worn.includes(rareSheet)) worn.push(rareSheet);
  return part;
}

/** Tells which parts a thread is to be drawn with, for who reads it. */
export function openRare(talk: Conversation) {
  const fetchers = kinds.map(({ isFor, fetch }) => ({ isFor, get: once(() => rarely<Partial<Parts>>(talk, fetch)) }));

  return async (seen: Seen): Promise<Partial<Parts>> => {
    const parts = await Promise.all(fetchers.flatMap(({ isFor, get }) => (isFor(seen) ? get() : [])));
    return Object.assign({}, ...parts) as Partial<Parts>;
  };
}

export const seenIn = ({ thread, viewer, posts }: ThreadState): Seen => ({ thread, viewer, posts: Object.values(posts) });
