import type { Member } from '../accounts/queries.ts';
import type { Suspicion } from '../accounts/schema.ts';
import type { FindingWire } from '../cases/wire.ts';
import type { Score } from '../classifier/model.ts';
import type { State } from '../posts/schema.ts';
import type { Screening, TunedPhase } from '../sites/wire.ts';
import { isNewsroom } from '../threads/policy.ts';
import { approvalRequired } from './phases/approval-required.ts';
import { beforePublication } from './phases/before-publication.ts';
import { capitals } from './phases/capitals.ts';
import { classifier } from './phases/classifier.ts';
import { emailUnconfirmed } from './phases/email-unconfirmed.ts';
import { flood } from './phases/flood.ts';
import { guest } from './phases/guest.ts';
import { language } from './phases/language.ts';
import { lateEdit } from './phases/late-edit.ts';
import { links } from './phases/links.ts';
import { media } from './phases/media.ts';
import { mediaReturned } from './phases/media-returned.ts';
import { nearRepeat } from './phases/near-repeat.ts';
import { newcomer } from './phases/newcomer.ts';
import { personalData } from './phases/personal-data.ts';
import { quotesRemoved } from './phases/quotes-removed.ts';
import { recentRecord } from './phases/recent-record.ts';
import { repeat } from './phases/repeat.ts';
import { suspiciousSignup } from './phases/suspicious-signup.ts';
import { typedTooFast } from './phases/typed-too-fast.ts';
import { watched } from './phases/watched.ts';
import { words } from './phases/words.ts';

/** What a phase is given: everything it may look at, read beforehand. */
export type Draft = {
  source: string;
  html: string;
  author: Pick<Member, 'role' | 'postCount' | 'rejectedCount' | 'createdAt'> & {
    emailConfirmed: boolean;
    suspicion: Suspicion[];
    watched: boolean;
    /** A decision asks that all they write be read first. */
    approval: boolean;
    /** Addresses that are theirs to give. */
    addresses: string[];
  };
  /** The author's latest posts on this site, newest first; never the one at hand. */
  latest: { source: string; createdAt: Date; state: State }[];
  /** Posts in ten minutes that are usual there, of one person. */
  pace: number;
  /** What others wrote lately beside it. */
  beside: string[];
  /** What was taken down in the thread; asked for only where something is quoted. */
  removed: string[];
  /** What it shows of what was taken away before, by its descriptions. */
  returned: string[];
  /** From the first touch of the field to the button; null where nobody told. */
  typedMs: number | null;
  /** A text that was public is being changed. */
  wasPublic: boolean;
  /** Somebody had read that text, and let it be. */
  wasApproved: boolean;
  moderation: 'before' | 'after';
  locale: 'fr' | 'en';
  screening: Screening;
  /** What the classifier says; null where it is off. */
  score: Score | null;
  now: Date;
};
export type Finding = Omit<FindingWire, 'number'>;
export type Phase = (draft: Draft) => Finding | Finding[] | null;

/** In this order; none ends the list, for a moderator sees all that matched. */
const phases: Phase[] = [
  words,
  personalData,
  quotesRemoved,
  mediaReturned,
  repeat,
  nearRepeat,
  flood,
  typedTooFast,
  links,
  media,
  lateEdit,
  classifier,
  recentRecord,
  approvalRequired,
  watched,
  suspiciousSignup,
  guest,
  newcomer,
  capitals,
  language,
  beforePublication,
  emailUnconfirmed,
];

/**
 * All that the phases have to say about a text, the gravest first; `asked` is what a service outside found. Any but a flag
 * keeps it from being public.
 */
export function screen(draft: Draft, asked: Finding[] = []): Finding[] {
  if (isNewsroom(draft.author)) return [];
  return [...phases.flatMap((phase) => phase(draft) ?? []), ...asked]
    .flatMap((finding) => tuned(finding, draft.screening))
    .toSorted((a, b) => b.weight - a.weight);
}

/** With the effect that the site wants, where it may choose. What the classifier only ranks stays that. */
function tuned(finding: Finding, { effects }: Pick<Screening, 'effects'>): Finding[] {
  const effect = effects[finding.phase as TunedPhase];
  if (effect === 'off') return [];
  const ranks = finding.effect === 'flag' && (finding.phase === 'toxicity' || finding.phase === 'spam');
  return [effect && !ranks ? { ...finding, effect } : finding];
}

export const isHeld = (findings: Finding[]) => findings.some(({ effect }) => effect !== 'flag');
