import { isProved } from '../accounts/policy.ts';
import { suspicionOf } from '../accounts/suspicion.ts';
import { correctionOf } from '../classifier/correction-of.ts';
import { score } from '../classifier/model.ts';
import type { Deps } from '../deps.ts';
import type { Author } from '../http/who.ts';
import { paceIn } from '../lives/pace.ts';
import { returnedIn } from '../media/returned.ts';
import { latestOf } from '../posts/queries.ts';
import { rulesOf } from '../threads/policy.ts';
import type { Place } from '../threads/queries.ts';
import { model } from './model.ts';
import { overridesOf, standingOf, textsBeside, textsRemoved } from './queries.ts';
import { quotesIn } from './quotes.ts';
import type { Draft } from './screen.ts';
import { screeningFor } from './screening.ts';

/** How far back the phases about repeats, pace and record look, in posts. */
const LATEST = 20;

export type Written = {
  place: Place;
  parentId: number | null;
  source: string;
  html: string;
  /** They speak here as an invited expert. */
  invited: boolean;
  typedMs: number | null;
  /** What is being changed; null for a new post. */
  before: { source: string; state: string; approvedRevision: number | null; revision: number } | null;
};

/** Reads all that the phases look at. */
export async function gatherDraft({ db: { read }, now }: Deps, { member, session }: Author, written: Written): Promise<Draft> {
  const { place, source, html, before, typedMs } = written;
  const { settings } = place.site;
  const at = now();
  const asked = screeningFor(settings, await overridesOf(read, place));
  // A quote leads back to what it quotes, on our own pages.
  const screening = { ...asked, trustedHosts: [...asked.trustedHosts, new URL(`http://${place.site.host}`).hostname] };
  const pace = await paceIn(read, place.thread);
  const latest = await latestOf(read, member.id, Math.max(LATEST, pace));
  const threadId = place.thread?.id ?? null;
  const beside = threadId === null ? [] : await textsBeside(read, { threadId, parentId: written.parentId, authorId: member.id });
  return {
    source,
    html,
    author: {
      ...member,
      ...(written.invited && { role: 'expert' }),
      emailConfirmed: isProved(session.account),
      suspicion: await suspicionOf(read, member),
      addresses: session.account.email ? [session.account.email.toLowerCase()] : [],
      ...(await standingOf(read, member.id, at)),
    },
    latest: before ? latest.filter((post) => post.source !== before.source) : latest,
    pace,
    beside,
    removed: threadId !== null && quotesIn(source).length > 0 ? await textsRemoved(read, threadId) : [],
    returned: await returnedIn(read, place.site.id, html),
    typedMs,
    wasPublic: before?.state === 'published',
    wasApproved: before !== null && before.approvedRevision === before.revision,
    moderation: rulesOf(place, at).moderation,
    locale: settings.locale,
    screening,
    score: screening.classifier.on ? score(model(), source, await correctionOf(read, place.site.id)) : null,
    now: at,
  };
}
