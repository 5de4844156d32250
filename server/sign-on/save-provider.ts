import { and, eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity } from '../security/log.ts';
import { findProvider, providersOf, type Provider } from './queries.ts';
import { sealSecret } from './secret.ts';
import type { ProviderInput } from './wire.ts';

/** A new door, the last of the buttons. Refuses `invalid`, also for an address that can't be asked. */
export async function addProvider(deps: Deps, staff: Staff, input: ProviderInput): Promise<Provider> {
  await refuseUnreachable(deps, input);
  const secret = secretOf(deps, input, null);
  const { kind, name, enabled, config } = input;
  const row = { uid: deps.newId(), siteId: staff.site.id, kind, name, enabled, config, secret, createdAt: deps.now() };
  return deps.db.write(async (tx) => {
    const position = await tx.$count(tx.t.providers, eq(tx.t.providers.siteId, staff.site.id));
    await tx.insert(tx.t.providers).values({ ...row, position });
    await log(tx, staff, { event: 'provider.added', provider: row, at: deps.now() });
    return (await findProvider(tx, row.uid))!;
  });
}

/** Closed, it is closed for whoever came in by it too. Refuses `not_found`, `invalid`. What kind it is does not change. */
export async function changeProvider(deps: Deps, staff: Staff, { uid, input }: { uid: string; input: ProviderInput }): Promise<Provider> {
  await refuseUnreachable(deps, input);
  const { provider, ended } = await deps.db.write(async (tx) => {
    const before = await ownProvider(tx, staff, uid);
    if (input.kind !== before.kind) throw new Refusal('invalid', { fields: { kind: ['field.wrong'] } });
    const { name, enabled, config } = input;
    const secret = secretOf(deps, input, before.secret);
    await tx.update(tx.t.providers).set({ name, enabled, config, secret }).where(eq(tx.t.providers.id, before.id));
    const ended = enabled ? [] : await endOpenedBy(tx, before);
    await log(tx, staff, { event: 'provider.changed', provider: { ...before, name }, sessions: ended.length, at: deps.now() });
    return { provider: (await findProvider(tx, uid))!, ended };
  });
  tellEnded(deps, ended);
  return provider;
}

/** Whoever came in by it is signed out; accounts stay, and find themselves again if it comes back. Refuses `not_found`. */
export async function removeProvider(deps: Deps, staff: Staff, uid: string): Promise<void> {
  const ended = await deps.db.write(async (tx) => {
    const { providers } = tx.t;
    const provider = await ownProvider(tx, staff, uid);
    const ended = await endOpenedBy(tx, provider);
    await tx.delete(providers).where(eq(providers.id, provider.id));
    await log(tx, staff, { event: 'provider.removed', provider, sessions: ended.length, at: deps.now() });
    return ended;
  });
  tellEnded(deps, ended);
}

function endOpenedBy(tx: Writer, { id }: Provider): Promise<{ id: string }[]> {
  const { sessions } = tx.t;
  return tx.delete(sessions).where(eq(sessions.providerId, id)).returning({ id: sessions.id });
}

function tellEnded({ bus }: Deps, ended: { id: string }[]) {
  for (const { id } of ended) bus.emit('session.ended', { sessionId: id });
}

/** Those named come in this order. */
export function orderProviders({ db }: Deps, { site }: Staff, ids: string[]): Promise<Provider[]> {
  return db.write(async (tx) => {
    const { providers } = tx.t;
    for (const [position, uid] of ids.entries())
      await tx
        .update(providers)
        .set({ position })
        .where(and(eq(providers.siteId, site.id), eq(providers.uid, uid)));
    return providersOf(tx, site.id);
  });
}

async function ownProvider(tx: Writer, { site }: Staff, uid: string): Promise<Provider> {
  const provider = await findProvider(tx, uid);
  if (provider?.siteId !== site.id) throw new Refusal('not_found');
  return provider;
}

/** Said while it is typed, rather than to the first reader who presses the button. */
async function refuseUnreachable({ fetch }: Deps, { kind, config }: ProviderInput) {
  const asked = { issuer: kind === 'oidc' ? config.issuer : null, jwksUrl: kind === 'jwt' ? config.jwksUrl : null };
  for (const [field, address] of Object.entries(asked))
    if (address)
      await fetch.check(address).catch(() => {
        throw new Refusal('invalid', { fields: { [`config.${field}`]: ['signOn.unreachable'] } });
      });
}

/** A signed token is checked by a shared secret or by public keys, never by whichever of the two its sender prefers. */
function secretOf(deps: Deps, { kind, config, secret }: ProviderInput, before: Buffer | null): Buffer | null {
  if (kind === 'jwt' && config.jwksUrl) return null;
  const kept = secret === undefined ? before : secret && sealSecret(deps, secret);
  if (!kept && kind !== 'oidc') throw new Refusal('invalid', { fields: { secret: ['field.required'] } });
  return kept || null;
}

type Change = {
  event: 'provider.added' | 'provider.changed' | 'provider.removed';
  provider: Pick<Provider, 'uid' | 'kind' | 'name'>;
  /** How many it ended. */
  sessions?: number;
  at: Date;
};

function log(tx: Writer, { site, session }: Staff, { event, provider: { uid, kind, name }, sessions = 0, at }: Change) {
  const facts = { provider: uid, kind, name, ...(sessions > 0 && { sessions }) };
  return logSecurity(tx, { event, siteId: site.id, actor: session.account.uid, facts, at });
}
