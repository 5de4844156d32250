import { runs, type Relay } from './queries.ts';
import type { RelayWire } from './wire.ts';

/** What nobody answered in time is over. */
export const presentRelay = (relay: Relay, now: Date): RelayWire => ({
  to: { id: relay.toUid, name: relay.toName },
  state: relay.state === 'declined' || (relay.state !== 'answered' && runs(relay, now)) ? relay.state : 'ended',
  at: relay.askedAt.toISOString(),
  said: relay.source,
});
