import { and, eq, inArray } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { figuresIn, type Figure } from '../media/figures.ts';
import { redrawIn } from '../media/redraw.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import { applyVerdict, type Change } from './apply-verdict.ts';
import { restrict, type Reasons } from './restrict.ts';

export type Drawing = Parameters<typeof redrawIn>[2];

type TakenOut = {
  post: PostIn;
  uids: string[];
  of: { decisionId: number; siteId: number; memberId: number };
  reasons: Reasons;
  drawing: Drawing;
};

/**
 * Takes pictures, sounds or films out of a post, and publishes what remains: words stand in their place as long as the
 * restriction does. Its statement names them by their descriptions. Refuses `invalid` where the post does not show one of
 * them (any more).
 */
export async function takeOut(tx: Writer, { post, uids, of, reasons, drawing }: TakenOut, at: Date): Promise<Change> {
  const { media } = tx.t;
  const figures = figuresToTake(post, uids);
  const passages = figures.map(({ alt }) => alt);
  const takenBy = await restrict(tx, { ...of, postId: post.id, kind: 'taking_out' }, { ...reasons, passages }, at);
  await tx
    .update(media)
    .set({ takenBy })
    .where(and(eq(media.postId, post.id), inArray(media.uid, uids)));
  const edited = await drawAgain(tx, post.id, drawing);
  return (await applyVerdict(tx, (await postIn(tx, post.id))!, 'take_out', at)) ?? edited;
}

/** With what stands in it now. */
export const drawAgain = async (tx: Writer, postId: number, drawing: Drawing): Promise<Change> =>
  redrawIn(tx, (await postIn(tx, postId))!, drawing);

function figuresToTake({ html, state }: PostIn, uids: string[]): Figure[] {
  const figures = figuresIn(html).filter(({ uid }) => uids.includes(uid));
  if (state === 'deleted' || figures.length < new Set(uids).size) throw new Refusal('invalid', { fields: { media: ['field.wrong'] } });
  return figures;
}
