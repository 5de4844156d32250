import { eq } from 'drizzle-orm';
import { keyAt } from '../articles/queries.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox } from '../events/outbox.ts';
import { Refusal } from '../errors.ts';
import type { Address } from '../http/address.ts';
import type { Staff } from '../http/who.ts';
import { noteTurn } from '../inbox/feed.ts';
import { refuseUnlessModerator } from '../members/queries.ts';
import { createPost } from '../posts/create-post.ts';
import { findByClientId } from '../posts/queries.ts';
import { logSecurity } from '../security/log.ts';
import { addLinks } from '../threads/linked-articles.ts';
import { findArticlePlace, threadIn, type Place, type Thread } from '../threads/queries.ts';
import type { Turn } from './input.ts';
import { turnsOf } from './states.ts';

type There = Place & { thread: Thread };

/**
 * The newsroom takes an idea further, with a word that is a post of the thread and its official answer, all in one
 * transaction. Sent twice (`clientId`), it is done once. `article`, of `done`, is what it became: each leads to the other.
 * Refuses `not_found` where it is not theirs to moderate, `idea_turned` where it is elsewhere by now or nothing leads
 * there, `invalid` for an article that its site has not confirmed, and as createPost.
 * @returns the inside id of the post
 */
export async function turnIdea(
  deps: Deps,
  who: { actor: Staff; address: Address },
  { place, turn: { state, word, article, clientId } }: { place: There; turn: Turn },
): Promise<number> {
  if (!turnsOf(place.thread).includes(state) && !(await isRepeat(deps, who.actor, clientId))) throw new Refusal('idea_turned');
  const articleId = article && state === 'done' ? await articleNamed(deps, place, article) : null;
  const { member, session } = who.actor;
  const { id } = await createPost(deps, who, {
    place,
    parent: null,
    clientId,
    source: word,
    within: async (tx, post) => {
      const thread = await threadIn(tx, place.thread.id);
      await refuseUnlessModerator(tx, member.id, thread.spaceId);
      if (!turnsOf(thread).includes(state)) throw new Refusal('idea_turned');
      const { threads, ideas } = tx.t;
      await tx.update(threads).set({ state, officialId: post.id }).where(eq(threads.id, thread.id));
      await noteTurn(tx, thread, { open: state === 'open', byId: member.id }, deps.now());
      await tx.update(ideas).set({ articleId }).where(eq(ideas.threadId, thread.id));
      if (articleId !== null) await addLinks(tx, { siteId: thread.siteId, articleId }, [thread.id]);
      const facts = { thread: thread.uid, state };
      const at = deps.now();
      await logSecurity(tx, { event: 'idea.turned', siteId: thread.siteId, actor: session.account.uid, facts, at });
      await tellSupporters(tx, { siteId: thread.siteId, post: post.id }, at);
    },
  });
  return id;
}

const isRepeat = async ({ db }: Deps, { member }: Staff, clientId: string) => (await findByClientId(db.read, member.id, clientId)) !== null;

/** By its address, as readers see it, or by the publisher's id. */
async function articleNamed({ db }: Deps, { site }: There, named: string): Promise<number> {
  const { article } = await findArticlePlace(db.read, site, (await keyAt(db.read, site.id, named)) ?? named);
  if (!article?.confirmedAt) throw new Refusal('invalid', { fields: { article: ['field.article'] } });
  return article.id;
}

/** After the commit: a crowd is told by the outbox, in no request. */
const tellSupporters = (tx: Writer, { siteId, post }: { siteId: number; post: number }, at: Date) =>
  addToOutbox(tx, { kind: 'idea.turned', siteId, data: { post } }, at);
