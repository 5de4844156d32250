import { eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { labelled } from '../partners/label.ts';
import { refuseEnded } from '../partners/policy.ts';
import { partnerIn } from '../partners/queries.ts';
import { findSite } from '../sites/queries.ts';
import { kinds } from './kinds.ts';
import { spaceIn, threadColumns, type Space, type Thread } from './queries.ts';
import type { OpeningDetails } from './kind-details.ts';
import { setTags, type Tag } from './tags.ts';
import type { Kind, TimerAct } from './wire.ts';

export type NewThread = {
  uid: string;
  siteId: number;
  spaceId: number;
  kind: Kind;
  title: string;
  authorId: number;
  tags: Tag[];
  /** Whether tags that the site has not yet are made. */
  mayMakeTags?: boolean;
} & Partial<PlannedThread>;

/** What the newsroom says of it beforehand. */
export type PlannedThread = {
  answersFrom: Date | null;
  answersUntil: Date | null;
  opensAt: Date | null;
  timers: { uid: string; act: TimerAct; at: Date }[];
  /** With whom it is held, by its inside id. */
  partnerId: number | null;
  /** To read with it, by its inside id. */
  articleId: number | null;
  /** What its kind has of its own. */
  details: OpeningDetails | null;
};

/** A thread of the forum, before what it opens with; its space as it is by now. Refuses as openThread. */
export async function insertThread(
  tx: Writer,
  { tags, mayMakeTags, timers = [], articleId = null, title, ...row }: NewThread,
  createdAt: Date,
): Promise<Thread> {
  const { threadTimers, threadArticles } = tx.t;
  const space = await spaceIn(tx, row.spaceId);
  refuseGone(space);
  const [thread] = await tx
    .insert(tx.t.threads)
    .values({ ...row, title: await titleOf(tx, { ...row, title }), spaceId: space.id, state: kinds[row.kind].states[0] ?? null, createdAt })
    .returning(threadColumns(tx.t));
  await setTags(tx, thread!, tags, mayMakeTags);
  const { id: threadId } = thread!;
  const { siteId, authorId: byId } = row;
  if (timers.length > 0) await tx.insert(threadTimers).values(timers.map((timer) => ({ ...timer, siteId, threadId, byId })));
  if (articleId !== null) await tx.insert(threadArticles).values({ siteId, threadId, articleId });
  return thread!;
}

/** With a partner it says so first. Refuses one that has ended meanwhile. */
async function titleOf(tx: Writer, { siteId, partnerId = null, title }: Pick<NewThread, 'siteId' | 'partnerId' | 'title'>) {
  if (partnerId === null) return title;
  const partner = await partnerIn(tx, partnerId);
  refuseEnded(partner);
  return labelled((await findSite(tx, siteId))!.settings.locale, partner, title);
}

/** Taken out or archived while somebody wrote. */
export function refuseGone(space: Space | null): asserts space is Space {
  if (!space) throw new Refusal('invalid', { fields: { space: ['field.space_gone'] } });
  if (space.archivedAt) throw new Refusal('invalid', { fields: { space: ['field.space_archived'] } });
}

/** What stands above all others in it: screened, held, edited and reported like any post. */
export async function openWith(tx: Writer, threadId: number, openingId: number) {
  const { threads } = tx.t;
  await tx.update(threads).set({ openingId }).where(eq(threads.id, threadId));
}
