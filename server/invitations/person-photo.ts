import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { setPhoto } from '../members/photo.ts';
import { findInvitation, type Invitation } from './queries.ts';

/** An expert's face is the manager's to give. Whoever was a member before has a place of their own to choose it in. */
export const mayGivePhoto = ({ kind, person }: Pick<Invitation, 'kind' | 'person'>) => kind === 'expert' && person?.role === 'expert';

/** Null takes it off. Refuses `not_found`; `invalid` for a member's, and for what is no picture. */
export async function givePhoto(deps: Deps, { site }: Staff, { id, bytes }: { id: string; bytes: Uint8Array | null }): Promise<void> {
  const invitation = await findInvitation(deps.db.read, site.id, id);
  if (invitation?.kind !== 'expert') throw new Refusal('not_found');
  if (!mayGivePhoto(invitation)) throw new Refusal('invalid', { fields: { photo: ['photo.theirs'] } });
  await setPhoto(deps, { id: invitation.memberId!, siteId: site.id }, bytes);
}
