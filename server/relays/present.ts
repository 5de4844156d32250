import { runs, type Relay } from './queries.ts';
import type { RelayWire } from './wire.ts';

/** What nobody answered in time is over. */
export const presentRelay = (relay: Relay, { now, due }: { now: Date; due: Date | null }): RelayWire => ({
  to: { id: relay.toUid, name: relay.toName },
  state: relay.state === 'declined' || (relay.state !== 'answered' && runs(relay, now)) ? relay.state : 'ended',
  at: relay.askedAt.toISOString(),
  said: relay.source,
  dueAt: due?.toISOString() ?? null,
  remindedAt: relay.remindedAt?.toISOString() ?? null,
});
