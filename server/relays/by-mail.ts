import { and, eq, isNull } from 'drizzle-orm';
import { emailKey } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox } from '../events/outbox.ts';
import type { Arrived } from '../inbound/arrived.ts';
import { saidIn } from '../inbound/said.ts';
import type { InboundOutcome } from '../inbound/wire.ts';
import { source } from '../posts/input.ts';
import { propose } from './answer.ts';
import type { RelayMail, RelayWord } from './mails.ts';
import { journalistOf, relayBy, runs, type Relay } from './queries.ts';

/**
 * A mail that came to the address of a question that was passed on, signed by us. What its journalist wrote waits for them; of anything else they are
 * told at their own address, once, and never whoever wrote.
 */
export async function proposeByMail(deps: Deps, relayId: number, mail: Arrived): Promise<InboundOutcome> {
  const relay = await relayBy(deps.db.read, relayId);
  const journalist = relay && (await journalistOf(deps.db.read, relay));
  if (!relay || !journalist) return 'not_ours';
  if (emailKey(mail.from) !== emailKey(journalist.account.email) || mail.authentic === false) return tellOnce(deps, relay, 'other_sender');
  if (!runs(relay, deps.now())) return tellOnce(deps, relay, 'used');
  const said = await saidIn(mail);
  if (said === '') return tellOnce(deps, relay, 'empty');
  if (!source.safeParse(said).success) return tellOnce(deps, relay, 'too_long');
  await propose(deps, relay, { source: said, hash: mail.hash, mailed: true });
  return 'waiting';
}

/** Two machines that answer each other stop here. */
async function tellOnce({ db, now }: Deps, { id, siteId }: Relay, what: RelayWord): Promise<RelayWord> {
  const at = now();
  await db.write(async (tx) => {
    const { relays } = tx.t;
    const first = await tx
      .update(relays)
      .set({ toldAt: at })
      .where(and(eq(relays.id, id), isNull(relays.toldAt)))
      .returning({ id: relays.id });
    const data: RelayMail = { relayId: id, what, version: 0 };
    if (first.length > 0) await addToOutbox(tx, { kind: 'relay.mail', siteId, data }, at);
  });
  return what;
}
