import { eq } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { postById } from '../posts/queries.ts';
import { propose } from '../relays/answer.ts';
import { passPostOn } from '../relays/pass-on.ts';
import { relayOf } from '../relays/queries.ts';
import type { Site } from '../sites/queries.ts';
import { takeUp } from '../taken-up/take-up.ts';
import { findArticlePlace } from '../threads/queries.ts';
import { typeset } from './typeset.ts';

/** A reader's question that went to who signed the article, and whose answer waits for her word; and one that the article took up. */
export async function addPassedOn(deps: Deps, { site, members }: { site: Site; members: Map<string, Member> }) {
  const place = await findArticlePlace(deps.db.read, site, 'place-du-marche-2026');
  const { thread } = place;
  if (!thread) return;
  const helene = members.get('helene')!;
  const staff: Staff = { via: 'cookie', member: helene, session: { account: { uid: helene.uid } } as never, site, spaces: null };
  const { posts, inboxItems } = deps.db.read.t;
  const all = await deps.db.read
    .select({ id: posts.id, source: posts.source })
    .from(posts)
    .where(eq(posts.threadId, thread.id))
    .orderBy(posts.id);
  const saying = (words: string) => all.find(({ source }) => source.includes(words))!.id;
  const shop = (await postById(deps.db.read, saying('Je tiens une boutique')))!;
  await passPostOn(deps, staff, shop, {
    to: members.get('maelle')!.uid,
    word: typeset("Qui paie les commerçants pendant les travaux ? Tu avais vu le dossier d'indemnisation."),
  });
  const [item] = await deps.db.read.select({ id: inboxItems.id }).from(inboxItems).where(eq(inboxItems.postId, shop.id));
  const source = typeset(
    "Une commission d'indemnisation est prévue, comme pour le gaz : la mairie l'annonce pour janvier, présidée par un magistrat. Je l'ajoute à l'article.",
  );
  await propose(deps, (await relayOf(deps.db.read, item!.id))!, { source, hash: null, mailed: false });
  await takeUp(deps, staff, { place: { ...place, thread }, postId: saying('très clair'), article: 'place-du-marche-2026' });
}
