import type { Member } from '../accounts/queries.ts';
import type { Suspicion } from '../accounts/schema.ts';
import type { FindingWire } from '../cases/wire.ts';
import type { Settings } from '../sites/wire.ts';
import { isNewsroom } from '../threads/policy.ts';
import { bannedWords } from './phases/banned-words.ts';
import { beforePublication } from './phases/before-publication.ts';
import { emailUnconfirmed } from './phases/email-unconfirmed.ts';
import { flood } from './phases/flood.ts';
import { guest } from './phases/guest.ts';
import { lateEdit } from './phases/late-edit.ts';
import { links } from './phases/links.ts';
import { newcomer } from './phases/newcomer.ts';
import { repeat } from './phases/repeat.ts';
import { suspiciousSignup } from './phases/suspicious-signup.ts';

/** What a phase is given: everything it may look at, read beforehand. */
export type Draft = {
  source: string;
  html: string;
  author: Pick<Member, 'role' | 'postCount' | 'rejectedCount'> & { emailConfirmed: boolean; suspicion: Suspicion[] };
  /** The author's latest posts on this site, newest first; never the one at hand. */
  latest: { source: string; createdAt: Date }[];
  /** A text that was public is being changed. */
  wasPublic: boolean;
  moderation: 'before' | 'after';
  settings: Pick<Settings, 'bannedWords' | 'maxLinks' | 'newcomerPosts'>;
  now: Date;
};
export type Finding = Omit<FindingWire, 'number'>;
export type Phase = (draft: Draft) => Finding | null;

/** In this order; none ends the list, for a moderator sees all that matched. */
const phases: Phase[] = [
  bannedWords,
  repeat,
  flood,
  links,
  lateEdit,
  suspiciousSignup,
  guest,
  newcomer,
  beforePublication,
  emailUnconfirmed,
];

/** All that the phases have to say about a text, the gravest first. Any `hold` among them keeps it from being public. */
export function screen(draft: Draft): Finding[] {
  if (isNewsroom(draft.author)) return [];
  return phases.flatMap((phase) => phase(draft) ?? []).toSorted((a, b) => b.weight - a.weight);
}

export const isHeld = (findings: Finding[]) => findings.some(({ effect }) => effect === 'hold');
