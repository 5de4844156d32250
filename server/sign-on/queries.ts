import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { preparedRows, type Reader } from '../db/database.ts';
import type { Role } from '../threads/wire.ts';
import type { Standing } from './policy.ts';
import type { Given, ProviderConfig, ProviderKind } from './wire.ts';

export type Provider = {
  id: number;
  uid: string;
  siteId: number;
  kind: ProviderKind;
  name: string;
  config: ProviderConfig;
  /** Sealed; see secret.ts. */
  secret: Buffer | null;
  position: number;
  enabled: boolean;
};

const providerColumns = ({ providers }: Reader['t']) => ({
  id: providers.id,
  uid: providers.uid,
  siteId: providers.siteId,
  kind: providers.kind,
  name: providers.name,
  config: providers.config,
  secret: providers.secret,
  position: providers.position,
  enabled: providers.enabled,
});

/** In the order of their buttons. */
export async function providersOf(reader: Reader, siteId: number): Promise<Provider[]> {
  const { providers } = reader.t;
  const query = preparedRows(reader, 'providers', () =>
    reader
      .select(providerColumns(reader.t))
      .from(providers)
      .where(eq(providers.siteId, sql.placeholder('siteId')))
      .orderBy(asc(providers.position), asc(providers.id)),
  );
  return query({ siteId });
}

export async function findProvider(reader: Reader, uid: string): Promise<Provider | null> {
  const { providers } = reader.t;
  const [row] = await reader.select(providerColumns(reader.t)).from(providers).where(eq(providers.uid, uid));
  return row ?? null;
}

export type Identity = { id: number; siteId: number; issuer: string; subject: string; accountId: number; given: Given; lastUsedAt: Date };

export async function findIdentity(
  reader: Reader,
  { siteId, issuer, subject }: Pick<Identity, 'siteId' | 'issuer' | 'subject'>,
): Promise<Identity | null> {
  const { identities } = reader.t;
  const [row] = await reader
    .select()
    .from(identities)
    .where(and(eq(identities.siteId, siteId), eq(identities.issuer, issuer), eq(identities.subject, subject)));
  return row ?? null;
}

/** All of an account's, or those on one site. */
export function identitiesOf(reader: Reader, accountId: number, siteId?: number): Promise<Identity[]> {
  const { identities } = reader.t;
  return reader
    .select()
    .from(identities)
    .where(and(eq(identities.accountId, accountId), siteId === undefined ? undefined : eq(identities.siteId, siteId)))
    .orderBy(asc(identities.id));
}

const STAFF: Role[] = ['journalist', 'moderator', 'manager', 'admin'];

export async function standingOf(reader: Reader, accountId: number): Promise<Standing> {
  const { accounts, members } = reader.t;
  const [account] = await reader.select({ owner: accounts.owner }).from(accounts).where(eq(accounts.id, accountId));
  const staff = await reader
    .select({ siteId: members.siteId, role: members.role })
    .from(members)
    .where(and(eq(members.accountId, accountId), inArray(members.role, STAFF)));
  return { owner: account!.owner, staff };
}
