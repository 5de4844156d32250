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
import { whisper } from '../whispers/whisper.ts';
import { typeset } from './typeset.ts';

type Newsroom = { site: Site; members: Map<string, Member> };

/**
 * A reader's question that went to who signed the article, and whose answer waits for his word, with what the newsroom says to itself of it; and an
 * answer that its article took up.
 */
export async function addPassedOn(deps: Deps, { site, members }: Newsroom) {
  const helene = members.get('helene')!;
  const staff: Staff = { via: 'cookie', member: helene, session: { account: { uid: helene.uid } } as never, site, spaces: null };
  const shuttle = await said(deps, site, { article: 'navette-gare-releve', words: 'Question de droit' });
  await passPostOn(deps, staff, shuttle.post, {
    to: members.get('julien')!.uid,
    word: typeset("La mairie t'a répondu sur les pénalités ? On attend depuis vendredi."),
  });
  const { inboxItems } = deps.db.read.t;
  const [item] = await deps.db.read.select({ id: inboxItems.id }).from(inboxItems).where(eq(inboxItems.postId, shuttle.post.id));
  const source = typeset(
    "La mairie a répondu ce matin : le contrat prévoit 400 euros par jour au-delà de dix minutes de retard moyen. Elles n'ont jamais été demandées. Je publie la lettre demain.",
  );
  await propose(deps, (await relayOf(deps.db.read, item!.id))!, { source, hash: null, mailed: false });
  await whisper(deps, staff, shuttle.place.thread, {
    clientId: deps.newId(),
    text: typeset("La lettre de la mairie est arrivée : on attend la relecture du service juridique avant d'en citer une ligne."),
    post: shuttle.post.uid,
  });
  const answered = await said(deps, site, { article: 'place-du-marche-2026', words: 'Dossier à déposer' });
  await takeUp(deps, staff, { place: answered.place, postId: answered.post.id, article: 'place-du-marche-2026' });
}

async function said({ db }: Deps, site: Site, { article, words }: { article: string; words: string }) {
  const place = await findArticlePlace(db.read, site, article);
  const thread = place.thread!;
  const { posts } = db.read.t;
  const all = await db.read.select({ id: posts.id, source: posts.source }).from(posts).where(eq(posts.threadId, thread.id));
  const post = (await postById(db.read, all.find(({ source }) => source.includes(words))!.id))!;
  return { place: { ...place, thread }, post };
}
