import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { answerersOf } from '../invitations/answerers.ts';
import { presentAuthor } from '../posts/present.ts';
import type { Place, Thread } from './queries.ts';
import type { AsksWire, ThreadWire } from './wire.ts';

/** Where questions are asked to somebody: how far it is, when, by whom. Indexes: posts_roots_votes, posts_answered. */
export async function readAsks({ db, config }: Deps, { site, thread }: Place & { thread: Thread }): Promise<Pick<ThreadWire, 'asks'>> {
  const { posts } = db.read.t;
  const { id, openingId, state, answersFrom, answersUntil } = thread;
  const questions = and(eq(posts.threadId, id), isNull(posts.parentId), eq(posts.listed, true), eq(posts.state, 'published'));
  const [asked, answered, people] = [
    await db.read.$count(posts, and(questions, ne(posts.id, openingId ?? 0))),
    await db.read.$count(posts, and(questions, isNotNull(posts.answerRank))),
    await answerersOf(db.read, thread),
  ];
  return {
    asks: {
      state: state as AsksWire['state'],
      from: answersFrom?.toISOString() ?? null,
      until: answersUntil?.toISOString() ?? null,
      by: people.map((person) => presentAuthor(person, { config, site })),
      questions: asked,
      answered,
    },
  };
}
