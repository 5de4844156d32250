import { eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { hashSecret, newSecret } from '../ids.ts';
import { logSecurity, type SecurityEvent } from '../security/log.ts';
import { siteUrl } from '../sites/url.ts';
import { partnerByUid, threadsOfPartners, type Partner } from './queries.ts';
import type { PartnerChange, PartnerInput } from './wire.ts';

/** One more. Refuses `invalid` for a key that another has, or had. */
export async function makePartner(deps: Deps, staff: Staff, input: PartnerInput) {
  const [uid, at] = [deps.newId(), deps.now()];
  await deps.db.write(async (tx) => {
    const made = await tx
      .insert(tx.t.partners)
      .values({ ...input, uid, siteId: staff.site.id, createdAt: at })
      .onConflictDoNothing()
      .returning({ id: tx.t.partners.id });
    if (made.length === 0) throw new Refusal('invalid', { fields: { key: ['field.partner_known'] } });
    await log(tx, staff, { event: 'partner.made', name: input.name, at });
  });
}

/** Refuses `not_found`, `taken`, and `invalid` for another name or label than its conversations bear. */
export const changePartner = (deps: Deps, staff: Staff, { id, version, ...input }: PartnerChange & { id: string }) =>
  act(deps, staff, id, async (tx, partner) => {
    if (partner.version !== version) throw new Refusal('taken');
    if (partner.endedAt) throw new Refusal('invalid', { fields: { name: ['field.partner_ended'] } });
    const borne = (await threadsOfPartners(tx, [partner.id])).has(partner.id);
    for (const field of ['name', 'label'] as const)
      if (borne && partner[field] !== input[field]) throw new Refusal('invalid', { fields: { [field]: ['field.partner_named'] } });
    await set(tx, partner, input);
    return 'partner.changed';
  });

/** From now on its pages show nothing of it, and nobody writes in what they showed. Twice is once. Refuses `not_found`. */
export const endPartner = (deps: Deps, staff: Staff, id: string) =>
  act(deps, staff, id, async (tx, partner) => {
    if (partner.endedAt) return null;
    await set(tx, partner, { endedAt: deps.now() });
    return 'partner.ended';
  });

/** Where its figures are read; the address before it, if there was one, leads nowhere any more. Refuses `not_found`. */
export async function linkPartner(deps: Deps, staff: Staff, id: string): Promise<string> {
  const secret = newSecret();
  await act(deps, staff, id, async (tx, partner) => {
    await set(tx, partner, { linkHash: hashSecret(secret) });
    return 'partner.link_made';
  });
  return `${siteUrl(deps.config, staff.site)}/partners/${secret}`;
}

/** Twice is once. Refuses `not_found`. */
export const unlinkPartner = (deps: Deps, staff: Staff, id: string) =>
  act(deps, staff, id, async (tx, partner) => {
    if (partner.linkHash === null) return null;
    await set(tx, partner, { linkHash: null });
    return 'partner.link_revoked';
  });

/** One at a time; `how` says what happened, if anything did. */
const act = ({ db, now }: Deps, staff: Staff, uid: string, how: (tx: Writer, partner: Partner) => Promise<SecurityEvent | null>) =>
  db.write(
    async (tx) => {
      const partner = await partnerByUid(tx, staff.site.id, uid);
      if (!partner) throw new Refusal('not_found');
      const event = await how(tx, partner);
      if (event) await log(tx, staff, { event, name: partner.name, at: now() });
    },
    { lock: `partner:${uid}` },
  );

const set = (tx: Writer, { id, version }: Partner, to: Partial<Partner>) =>
  tx
    .update(tx.t.partners)
    .set({ ...to, version: version + 1 })
    .where(eq(tx.t.partners.id, id));

const log = (tx: Writer, { site, session }: Staff, { event, name, at }: { event: SecurityEvent; name: string; at: Date }) =>
  logSecurity(tx, { event, siteId: site.id, actor: session.account.uid, facts: { name }, at });
