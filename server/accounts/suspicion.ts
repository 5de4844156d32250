import { eq, sql } from 'drizzle-orm';
import { preparedRows, type Reader } from '../db/database.ts';
import type { Member } from './queries.ts';
import type { Suspicion } from './schema.ts';

/** Published posts, each read by somebody, after which a suspicious sign-up is forgotten. */
const WATCHED_POSTS = 3;

export const isWatched = ({ postCount }: Pick<Member, 'postCount'>) => postCount < WATCHED_POSTS;

/** What made the sign-up of a new member suspicious. Not asked of those who are here for a while. */
export async function suspicionOf(reader: Reader, member: Pick<Member, 'accountId' | 'postCount'>): Promise<Suspicion[]> {
  if (member.accountId === null || !isWatched(member)) return [];
  const { accounts } = reader.t;
  const query = preparedRows(reader, 'suspicion', () =>
    reader
      .select({ suspicion: accounts.suspicion })
      .from(accounts)
      .where(eq(accounts.id, sql.placeholder('accountId'))),
  );
  const [row] = await query({ accountId: member.accountId });
  return row?.suspicion ?? [];
}
