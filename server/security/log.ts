import type { Writer } from '../db/database.ts';
import { widerNetworkOf } from '../http/address.ts';
import { uuidv7 } from '../ids.ts';

/** What admins read and nobody edits. Past tense; each with the facts that tell it from the next. */
export const SECURITY_EVENTS = [
  'signin.succeeded',
  'signin.failed',
  'session.ended',
  'password.changed',
  'passkey.added',
  'passkey.removed',
  'passkey.refused',
  'totp.enabled',
  'totp.disabled',
  'recovery.made',
  'recovery.used',
  'second.given',
  'owner.proved',
  'factors.reset',
  'member.renamed',
  'member.seen',
  'mediation.taken_over',
  'role.given',
  'preset.given',
  'role.limited',
  'role.unlimited',
  'invitation.made',
  'invitation.revoked',
  'invitation.opened',
  'webhook.added',
  'webhook.changed',
  'screening.service_changed',
  'webhook.secret_renewed',
  'webhook.removed',
  'webhook.switched_off',
  'token.made',
  'token.ended',
  'site.made',
  'site.moved',
  'site.opened',
  'site.paused',
  'identity.linked',
  'identity.unlinked',
  'provider.added',
  'provider.changed',
  'provider.removed',
  'guest.proved',
  'guest.claimed',
  'signup.suspected',
  'export.asked',
  'export.made',
  'export.fetched',
  'leaving.asked',
  'leaving.cancelled',
  'account.erased',
  'thread.pinned',
  'thread.unpinned',
  'event.changed',
  'event.cancelled',
  'event.restored',
  'event.exported',
  'answer.made_official',
  'answer.official_ended',
  'engagement.changed',
  'opening.tried',
  'opening.ended',
  'goal.made',
  'goal.removed',
  'campaign.made',
  'campaign.removed',
  'partner.made',
  'partner.changed',
  'partner.ended',
  'partner.link_made',
  'partner.link_revoked',
  'segment.made',
  'segment.changed',
  'segment.removed',
  'segment.exported',
  'list.asked',
  'list.fetched',
  'segment.asked',
  'letter.called_off',
  'voice.made',
  'voice.changed',
  'badge.made',
  'badge.changed',
  'badge.removed',
  'badge.given',
  'badge.taken',
  'space.merged',
  'tag.merged',
  'media.lent',
  'media.captioned',
  'post.taken_up',
  'thanks.given',
  'thanks.taken',
  'idea.turned',
  'idea.made_discussion',
  'poll.added',
  'poll.mended',
  'poll.ended',
  'poll.removed',
  'live.turned',
  'live.turned_back',
  'live.paused',
  'live.resumed',
  'live.ended',
  'live.reopened',
  'live.pinned',
  'live.unpinned',
  'live.host_added',
  'live.host_removed',
  'live.event_set',
  'live.pace_set',
  'gallery.arranged',
  'testimony.call_changed',
  'testimony.readers_changed',
  'testimony.exported',
  'testimony.published',
] as const;

export type SecurityEvent = (typeof SECURITY_EVENTS)[number];

export type SecurityEntry = {
  event: SecurityEvent;
  /** null for what concerns the installation, or an account on no site in particular. */
  siteId: number | null;
  /** Outside ids: the account it happened to, and the one who did it. */
  account?: string | null;
  actor?: string | null;
  facts?: Record<string, string | number | null>;
  /** Kept as its network only. */
  ip?: string | null;
  at: Date;
};

/** In the transaction of what it tells, so that neither exists without the other. */
export async function logSecurity(tx: Writer, { event, siteId, account = null, actor = null, facts = {}, ip, at }: SecurityEntry) {
  const network = ip ? widerNetworkOf(ip) : null;
  await tx.insert(tx.t.securityLog).values({ uid: uuidv7(at.getTime()), siteId, event, account, actor, facts, network, at });
}
