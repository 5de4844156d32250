import { and, asc, eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { hashSecret, newSecret } from '../ids.ts';
import { logSecurity } from '../security/log.ts';
import type { NewTokenWire, Scope, TokenWire } from './wire.ts';

/** A CMS, a sales system, an archive: more is a program that makes tokens. */
const MAX_TOKENS = 50;

/** Ended ones stay in the list until somebody takes them out: a program that stopped asks why. */
export async function tokensOf(reader: Reader, siteId: number): Promise<TokenWire[]> {
  const { siteTokens, accounts } = reader.t;
  const rows = await reader
    .select({ token: siteTokens, by: accounts.name })
    .from(siteTokens)
    .leftJoin(accounts, eq(accounts.uid, siteTokens.madeBy))
    .where(eq(siteTokens.siteId, siteId))
    .orderBy(asc(siteTokens.id));
  return rows.map(({ token, by }) => present(token, by));
}

type NewToken = { name: string; scopes?: Scope[]; expiresAt?: Date | null; by?: Staff };

/** `token` is told this once; the database keeps its hash. Without an end it is good until it is ended. */
export async function makeToken(
  { db, newId, now }: Pick<Deps, 'db' | 'newId' | 'now'>,
  siteId: number,
  { name, scopes = ['articles'], expiresAt = null, by }: NewToken,
): Promise<NewTokenWire> {
  const token = `tst_${newSecret()}`;
  const account = by?.session.account;
  const row = { uid: newId(), siteId, name, scopes, madeBy: account?.uid ?? null, hash: hashSecret(token), expiresAt, createdAt: now() };
  await db.write(
    async (tx) => {
      const { siteTokens } = tx.t;
      if ((await tx.$count(siteTokens, eq(siteTokens.siteId, siteId))) >= MAX_TOKENS)
        throw new Refusal('invalid', { fields: { name: ['field.too_many', { max: MAX_TOKENS }] } });
      await tx.insert(siteTokens).values(row);
      const facts = { token: row.uid, name, scopes: scopes.join(' '), until: expiresAt?.toISOString() ?? null };
      await logSecurity(tx, { event: 'token.made', siteId, actor: row.madeBy, facts, at: row.createdAt });
    },
    { lock: `tokens:${siteId}` },
  );
  return { ...present({ ...row, lastUsedAt: null }, account?.name ?? null), token };
}

/** Refuses `not_found`. */
export async function endToken({ db, now }: Deps, { site, session }: Staff, uid: string) {
  const at = now();
  await db.write(async (tx) => {
    const { siteTokens } = tx.t;
    const [ended] = await tx
      .delete(siteTokens)
      .where(and(eq(siteTokens.siteId, site.id), eq(siteTokens.uid, uid)))
      .returning({ name: siteTokens.name });
    if (!ended) throw new Refusal('not_found');
    await logSecurity(tx, {
      event: 'token.ended',
      siteId: site.id,
      actor: session.account.uid,
      facts: { token: uid, name: ended.name },
      at,
    });
  });
}

type Row = { uid: string; name: string; scopes: string[]; createdAt: Date; expiresAt: Date | null; lastUsedAt: Date | null };

const present = ({ uid, name, scopes, createdAt, expiresAt, lastUsedAt }: Row, by: string | null): TokenWire => ({
  id: uid,
  name,
  scopes: scopes as Scope[],
  by,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt?.toISOString() ?? null,
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
});
