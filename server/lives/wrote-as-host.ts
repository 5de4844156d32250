import type { HostRow } from './queries.ts';

type Written = { authorId: number; expert: boolean; createdAt: Date };

/** Whether somebody held the night when they wrote: an expert's post says so itself. */
export const wroteAsHost = (hosts: Pick<HostRow, 'memberId' | 'leftAt'>[], { authorId, expert, createdAt }: Written) =>
  expert || hosts.some(({ memberId, leftAt }) => memberId === authorId && (leftAt === null || createdAt < leftAt));
