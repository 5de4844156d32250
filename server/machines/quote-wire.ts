// What the API sends of posts that are shown by themselves. Types only.
import type { AuthorWire } from '../posts/wire.ts';

/** A post and where it stands, complete: nothing else is needed to quote it. */
export type QuoteWire = {
  id: string;
  /** Its lasting address. */
  url: string;
  author: AuthorWire;
  /** Sanitised, its addresses in full. */
  html: string;
  /** ISO 8601, UTC; when the newsroom picked it, or null. */
  at: string;
  featuredAt: string | null;
  /** What its conversation is called, if anything, and where. */
  thread: { title: string | null; url: string };
};

/** GET /api/v1/featured?site=&article=&space=&cursor=&limit= : the newsroom's picks, the last first; `next` null at the end. */
export type FeaturedPage = { posts: QuoteWire[]; next: string | null };
