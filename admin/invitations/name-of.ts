import type { InvitationWire } from '#server/invitations/wire.ts';
import type { Words } from '../words.tsx';

/** Whom it is for: a person, an address, or whoever has the link. */
export const nameOf = ({ person, email }: InvitationWire, t: Words['t']): string => person?.name ?? email ?? t('invitations.by_link');
