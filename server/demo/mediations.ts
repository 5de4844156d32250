import { eq } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { proposeMediation } from '../mediations/propose-mediation.ts';
import { acceptMediation, proposeThere, speakThere } from '../mediations/take-part.ts';
import type { Site } from '../sites/queries.ts';
import { typeset } from './typeset.ts';

type Newsroom = { site: Site; members: Map<string, Member> };

/** One that is under way, with an apology that one of the two has proposed; and one that waits for an answer. */
export async function addMediations(deps: Deps, { site, members }: Newsroom) {
  const of = (key: string) => members.get(key)!;
  const camille: Staff = { via: 'cookie', member: of('camille'), session: undefined as never, site, spaces: null };
  const { posts, mediations } = deps.db.read.t;
  const theirs = await deps.db.read
    .select({ uid: posts.uid, state: posts.state })
    .from(posts)
    .where(eq(posts.authorId, of('philgob').id));
  const open = await proposeMediation(deps, camille, {
    clientId: deps.newId(),
    subject: typeset('Le ton sous « Les platanes du quai »'),
    first: of('solene').uid,
    second: of('philgob').uid,
    post: theirs.find(({ state }) => state === 'published')!.uid,
    case: null,
    days: 14,
  });
  const [room] = await deps.db.read.select({ id: mediations.id }).from(mediations).where(eq(mediations.uid, open));
  const here = (key: string) => ({ id: room!.id, memberId: of(key).id });
  await acceptMediation(deps, here('solene'));
  await acceptMediation(deps, here('philgob'));
  for (const [by, text] of SAID) await speakThere(deps, here(by), { clientId: deps.newId(), text: typeset(text) });
  await proposeThere(deps, here('philgob'), {
    clientId: deps.newId(),
    text: typeset('Je m’excuse là où je l’ai dit, et on se répond sur les platanes, pas sur les gens.'),
    publishes: typeset(
      "Solène, je me suis emporté l'autre soir. Vous parliez des racines, je vous ai répondu sur vous. Je vous prie de m'excuser.",
    ),
    publisher: of('philgob').uid,
  });
  await proposeMediation(deps, camille, {
    clientId: deps.newId(),
    subject: typeset('Qui a photographié la halle'),
    first: of('zoe').uid,
    second: of('karim').uid,
    post: null,
    case: null,
    days: 7,
  });
}

const SAID: [by: string, text: string][] = [
  ['camille', "Merci à vous deux d'être là. Ici, rien n'est public. Chacun dit ce qui l'a blessé, sans que l'autre réponde tout de suite."],
  ['solene', "On m'a traitée d'ignorante devant tout le quartier. J'ai planté des arbres pendant trente ans pour la commune."],
  ['philgob', "Je ne savais pas. Je suis fatigué de ce quai en chantier, et c'est tombé sur vous."],
];
