import { createHmac } from 'node:crypto';
import { and, desc, eq, inArray, lte } from 'drizzle-orm';
import { joinSite, type Member } from '../accounts/queries.ts';
import { declareByClaim } from '../members/age.ts';
import { endSession, insertSession, type Session } from '../accounts/sessions.ts';
import type { Database, Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { hashSecret } from '../ids.ts';
import { formerNamesOf, setName } from '../members/rename.ts';
import { logSecurity } from '../security/log.ts';
import type { Site } from '../sites/queries.ts';
import { arrive, syncMember } from './arrive.ts';
import { followAvatar } from './avatar.ts';
import { NOTHING } from './given.ts';
import { candidatesFor, signedPart, TokenRefused, verifyToken, type Signed } from './jwt.ts';
import { mayEnterBy } from './policy.ts';
import { providersOf, standingOf, type Provider } from './queries.ts';
import type { TokenProblem } from './wire.ts';

/** Two elements of a page, a reload, a page come back to. */
const AGAIN_MS = 5 * 60_000;
/** Of one reader by one provider: more browsers than anyone has. Where a browser keeps no cookie, each page begins another. */
const SESSIONS = 10;

export type Asked = {
  site: Site;
  /** Of the page. */
  origin: string;
  ip: string;
  device: string | null;
  /** What this browser held on that very origin before. */
  held: { session: Session; secret: string } | null;
};
/** `secret` is for the cookie; null where it is not known here: the browser that has it keeps it. */
export type Exchanged = { sessionId: string; secret: string | null };

/**
 * A publisher's token becomes an embed's session. The same again, within five minutes and from the same origin, gives the
 * same session, even at once; later or elsewhere it is worth nothing. Whoever held a session as the same reader goes on
 * with it. Refuses `session_ended` where the next token will do, `wrong_credentials` where none made in this way will.
 */
export async function exchangeToken(deps: Deps, asked: Asked, token: string): Promise<Exchanged> {
  try {
    return await exchange(deps, asked, token);
  } catch (error) {
    if (error instanceof TokenRefused) return refuse(deps, asked, error);
    throw error;
  }
}

/** They may go once no token of theirs could be believed any more. */
export const deleteExchanged = (db: Database, now: Date) =>
  db.write(async (tx) => void (await tx.delete(tx.t.exchangedTokens).where(lte(tx.t.exchangedTokens.expiresAt, now))));

async function exchange(deps: Deps, asked: Asked, token: string): Promise<Exchanged> {
  const { id: siteId, settings } = asked.site;
  const { provider, signed } = await verify(deps, siteId, token);
  const hash = hashSecret(`${siteId} ${signedPart(token)}`);
  const before = await exchangedBefore(deps, deps.db.read, { ...asked, hash });
  if (before) return before;
  const { told, given } = signed;
  const { accountId } = await arrive(deps, { siteId, issuer: provider.config.issuer, told, given }, settings.locale);
  if (!mayEnterBy(provider, await standingOf(deps.db.read, accountId))) throw new TokenRefused('staff');
  return begin(deps, { ...asked, hash }, { provider, signed, accountId });
}

/** Whichever of the providers of that name believes it. */
async function verify(deps: Deps, siteId: number, token: string): Promise<{ provider: Provider; signed: Signed }> {
  let refused = new TokenRefused('issuer');
  for (const provider of candidatesFor(await providersOf(deps.db.read, siteId), token)) {
    try {
      return { provider, signed: await verifyToken(deps, provider, token) };
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error;
      refused = error;
    }
  }
  throw refused;
}

async function exchangedBefore(
  { config, now }: Deps,
  reader: Reader,
  { hash, origin, held }: Pick<Asked, 'origin' | 'held'> & { hash: string },
): Promise<Exchanged | null> {
  const { exchangedTokens } = reader.t;
  const [row] = await reader.select().from(exchangedTokens).where(eq(exchangedTokens.hash, hash));
  if (!row) return null;
  if (row.origin !== origin) throw new TokenRefused('elsewhere');
  if (row.exchangedAt.getTime() <= now().getTime() - AGAIN_MS) throw new TokenRefused('spent');
  const known = [secretFor(config.secret!, hash), held?.secret].find((secret) => secret && hashSecret(secret) === row.sessionId);
  return { sessionId: row.sessionId, secret: known ?? null };
}

/** The same token always begins the same session: of two at once both set the same cookie. Nobody without our secret can tell it. */
const secretFor = (secret: string, hash: string) => createHmac('sha256', `${secret} exchanged token`).update(hash).digest('base64url');

async function begin(
  deps: Deps,
  asked: Asked & { hash: string },
  { provider, signed, accountId }: { provider: Provider; signed: Signed; accountId: number },
): Promise<Exchanged> {
  const { site, origin, ip, device, hash } = asked;
  const held = asked.held?.session.siteId === site.id ? asked.held : null;
  const same = held?.session.account.id === accountId ? held : null;
  const secret = same?.secret ?? secretFor(deps.config.secret!, hash);
  const exchanged = { sessionId: hashSecret(secret), secret };
  const memberUid = deps.newId();
  const { result, ended } = await deps.db.write(
    async (tx) => {
      const at = deps.now();
      const row = { hash, siteId: site.id, origin, sessionId: exchanged.sessionId, exchangedAt: at, expiresAt: signed.expiresAt };
      const claimed = await tx
        .insert(tx.t.exchangedTokens)
        .values(row)
        .onConflictDoNothing()
        .returning({ hash: tx.t.exchangedTokens.hash });
      if (claimed.length === 0) return { result: (await exchangedBefore(deps, tx, asked))!, ended: [] };
      const account = await keepMember(tx, { uid: memberUid, siteId: site.id, issuer: provider.config.issuer, accountId, signed, at });
      if (same) return { result: exchanged, ended: [] };
      await insertSession(tx, secret, {
        accountId,
        siteId: site.id,
        origin,
        device,
        providerId: provider.id,
        log: { event: 'signin.succeeded', siteId: site.id, account, facts: { by: 'token', provider: provider.uid }, ip, at },
      });
      const replaced = held && (await endSession(tx, held.session.account.id, held.session.id)) ? [held.session.id] : [];
      return { result: exchanged, ended: [...replaced, ...(await endOldest(tx, accountId, provider.id))] };
    },
    { lock: `token:${hash}` },
  );
  for (const sessionId of ended) deps.bus.emit('session.ended', { sessionId });
  return result;
}

type Kept = { uid: string; siteId: number; issuer: string; accountId: number; signed: Signed; at: Date };

/**
 * The reader on the site, with the name and the face that the token says unless the account has doors of its own here. They accept the charter by
 * their first post (docs/decisions/027-publisher-accounts.md). Resolves with the account's outside id.
 */
async function keepMember(tx: Writer, { uid, siteId, issuer, accountId, signed, at }: Kept): Promise<string> {
  const { accounts } = tx.t;
  const { told, avatar, overFifteen } = signed;
  const [account] = await tx.select().from(accounts).where(eq(accounts.id, accountId));
  const follows = account!.emailKey === null;
  const name = (follows && told.name) || account!.name;
  if (name !== account!.name) await tx.update(accounts).set({ name }).where(eq(accounts.id, accountId));
  const member = await joinSite(tx, { uid, siteId, accountId, name, role: 'member', charterVersion: null, createdAt: at });
  const { id: memberId } = member;
  if (follows && name !== member.name) await tellName(tx, { member, name, at });
  if (follows && avatar !== undefined) await followAvatar(tx, { siteId, issuer, subject: told.subject }, { memberId, avatar, at });
  if (overFifteen) await declareByClaim(tx, { memberId, siteId }, at);
  await syncMember(tx, { siteId, accountId }, NOTHING);
  return account!.uid;
}

/** What staff took off comes back with no token: the publisher's server does not know of it. */
async function tellName(tx: Writer, { member, name, at }: { member: Member; name: string; at: Date }) {
  const [last] = await formerNamesOf(tx, member.id);
  if (last?.name === name && last.reason) return;
  await tx.insert(tx.t.formerNames).values({ siteId: member.siteId, memberId: member.id, name: member.name, at });
  await setName(tx, member.id, name);
}

async function endOldest(tx: Writer, accountId: number, providerId: number): Promise<string[]> {
  const { sessions } = tx.t;
  const all = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.accountId, accountId), eq(sessions.providerId, providerId)))
    .orderBy(desc(sessions.createdAt), desc(sessions.id));
  const ended = all.slice(SESSIONS).map(({ id }) => id);
  if (ended.length > 0) await tx.delete(sessions).where(inArray(sessions.id, ended));
  return ended;
}

/** What is not ours to say is not said; whoever makes the tokens learns what to mend. */
async function refuse(deps: Deps, { site, origin, ip }: Asked, { problem, cause }: TokenRefused): Promise<never> {
  deps.log.info({ site: site.key, problem, err: cause }, 'a token was refused');
  await deps.limit('exchange', ip);
  const entry = { event: 'signin.failed' as const, siteId: site.id, facts: { by: 'token', problem, origin }, ip, at: deps.now() };
  await deps.db.write((tx) => logSecurity(tx, entry));
  throw new Refusal(PASSING.includes(problem) ? 'session_ended' : 'wrong_credentials', { details: { problem } });
}

/** The next token may be good. */
const PASSING: TokenProblem[] = ['expired', 'spent', 'elsewhere'];
