// One mail more to a journalist who was asked and said nothing (docs/decisions/084).
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { addToOutbox } from '../events/outbox.ts';
import { dueAt } from '../inbox/lanes.ts';
import { noteAct, touchItems } from '../inbox/write-item.ts';
import { hourOf } from '../time/wall-time.ts';
import { WRITING } from './link.ts';
import type { RelayMail } from './mails.ts';
import { isAwaited, runs } from './queries.ts';

/** Hours on the site's clocks between which people are reminded of work. */
const [FROM, UNTIL] = [8, 20];

/** Of what was asked and is past its promise: once, by day. Any number of processes may look: one reminds. */
export async function remindJournalists(deps: Deps): Promise<void> {
  const { db, bus, now } = deps;
  const { relays, inboxItems, sites } = db.read.t;
  const at = now();
  const asked = await db.read
    .select({ relay: relays, lane: inboxItems.lane, settings: sites.settings, timeZone: sites.timeZone })
    .from(relays)
    .innerJoin(inboxItems, eq(inboxItems.id, relays.itemId))
    .innerJoin(sites, eq(sites.id, relays.siteId))
    .where(and(inArray(relays.state, ['asked', 'waiting']), isNull(relays.remindedAt)))
    .orderBy(relays.id);
  for (const { relay, lane, settings, timeZone } of asked) {
    const due = dueAt(settings, lane, relay.askedAt);
    const hour = hourOf(at, timeZone);
    if (!due || due > at || !runs(relay, at) || hour < FROM || hour >= UNTIL) continue;
    const reminded = await db.write(async (tx) => {
      const [once] = await tx
        .update(tx.t.relays)
        .set({ remindedAt: at })
        .where(and(isAwaited(tx, relay), isNull(tx.t.relays.remindedAt)))
        .returning({ state: tx.t.relays.state, version: tx.t.relays.version });
      if (!once) return false;
      const { siteId, itemId, memberId } = relay;
      await noteAct(tx, { id: itemId, siteId }, { act: 'reminded', byId: null, facts: { toId: memberId } }, at);
      await touchItems(tx, siteId, [itemId]);
      const data: RelayMail = { relayId: relay.id, what: 'remind', version: once.state === 'waiting' ? once.version : WRITING };
      await addToOutbox(tx, { kind: 'relay.mail', siteId, data }, at);
      return true;
    });
    if (reminded) bus.emit('inbox.changed', { siteId: relay.siteId });
  }
}
