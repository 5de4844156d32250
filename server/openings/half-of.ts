import { createHash } from 'node:crypto';

/** Which of two a member is shown, by their outside ids: even, always the same, and kept nowhere. */
export const halfOf = (thread: string, member: string): 'first' | 'second' =>
  createHash('sha256').update(`${thread} ${member}`).digest()[0]! % 2 === 0 ? 'first' : 'second';
