/** Why something stays behind, as a report lists it: what was to be expected first, what to look into last. */
export const THREAD_REASONS = [
  'empty',
  'nothing_kept',
  'deleted',
  'duplicate',
  'unknown_host',
  'no_address',
  'too_long',
  'unreadable',
] as const;
export const POST_REASONS = [
  'spam',
  'deleted',
  'thread_deleted',
  'duplicate',
  'unknown_host',
  'no_address',
  'no_thread',
  'too_long',
  'unreadable',
] as const;
export type ThreadReason = (typeof THREAD_REASONS)[number];
export type PostReason = (typeof POST_REASONS)[number];

/** What an import did, or would do. Every thread and post that was read is in exactly one count. */
export type Report = {
  dryRun: boolean;
  site: string;
  threads: {
    seen: number;
    /** Bore at least one post of any sort. */
    withPosts: number;
    /** Articles their posts went to. */
    articles: number;
    /** Threads that share an article with another one. */
    merged: number;
    skipped: Partial<Record<ThreadReason, number>>;
  };
  posts: {
    seen: number;
    imported: number;
    /** Deleted, kept as places for their replies. */
    tombstones: number;
    alreadyThere: number;
    skipped: Partial<Record<PostReason, number>>;
  };
  authors: { imported: number; alreadyThere: number };
  /** Threads whose posts stay behind for want of an address. */
  unmatched: { link: string; why: 'no_address' | 'too_long'; posts: number }[];
  hosts: { host: string; threads: number; posts: number }[];
  notes: Note[];
};

/** Something a person may want to look at in the file. */
export type Note = {
  line: number;
  what: 'orphan' | 'cycle' | 'duplicate' | 'unreadable' | 'characters';
  id: string | null;
  field?: string;
};

export function count<R extends string>(counts: Partial<Record<R, number>>, reason: R, by = 1) {
  counts[reason] = (counts[reason] ?? 0) + by;
}
