// How an invitation stands, in a word and a mark. Pure.
import type { InvitationWire } from '#server/invitations/wire.ts';
import type { WordKey } from '../words.tsx';

/** `come`: they opened it, and have not answered yet. */
export type Stand = 'sent' | 'come' | 'proposed' | 'accepted' | 'declined' | 'revoked' | 'over' | 'full' | 'open';

export function standOf({ kind, state, over, cameAt, quota, uses }: InvitationWire): Stand {
  if (state === 'revoked') return 'revoked';
  if (kind === 'link') return !over ? 'open' : quota !== null && uses >= quota ? 'full' : 'over';
  if (kind === 'mail' && state === 'accepted') return 'accepted';
  if (over) return 'over';
  return state === 'sent' && cameAt ? 'come' : state;
}

export const wordOf = (stand: Stand): WordKey => `invitations.state.${stand}`;

/** The mark of the desk: done, to look at, past; the word comes first. */
export const MARK: Record<Stand, 'good' | 'bad' | 'dash' | undefined> = {
  sent: undefined,
  come: undefined,
  proposed: 'bad',
  accepted: 'good',
  declined: 'dash',
  revoked: 'dash',
  over: 'dash',
  full: 'dash',
  open: 'good',
};
