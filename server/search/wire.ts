// What the API sends of a search. Types only.
import type { AuthorWire, PostState } from '../posts/wire.ts';
import type { Kind, ThreadState } from '../threads/wire.ts';

/** A part of a text, as it was written; `hit`: what was looked for. */
export type Marked = { text: string; hit?: true };

export type SearchResult = {
  /** The post's. */
  id: string;
  url: string;
  state: PostState;
  /** null for who moderates without names. */
  author: AuthorWire | null;
  at: string;
  excerpt: Marked[];
  thread: {
    id: string;
    kind: Kind;
    state: ThreadState | null;
    /** null: an article whose title nobody has confirmed. */
    title: Marked[] | null;
    space: { slug: string; name: string } | null;
  };
  /** The answer that was kept. */
  accepted: boolean;
};

/** GET /api/v1/search */
export type SearchPage = {
  /** null: more than 1,000. They are in the order of their dates then, the latest first. */
  total: number | null;
  sort: 'relevance' | 'date';
  results: SearchResult[];
  cursor: string | null;
  /** Filters whose value names nothing here; nothing is found by them. */
  unknown: ('author' | 'space' | 'tag' | 'kind' | 'article' | 'after' | 'before' | 'state')[];
};

/** GET /api/v1/threads/similar, and what stands beside a thread. */
export type NearThread = { id: string; url: string; title: string; kind: Kind; state: ThreadState | null; count: number; lastAt: string };
