// Lucia, and nothing else imports it: the exit path is this file (docs/decisions/004-lucia.md).
import { and, desc, eq, gt, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import { preparedRows, type Database, type Reader, type Writer } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { hashSecret, newSecret } from '../ids.ts';
import { logSecurity, type SecurityEntry } from '../security/log.ts';

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof createLucia>;
    UserId: number;
    DatabaseSessionAttributes: { opening?: Opening; found?: Session };
  }
}

/**
 * Both null for a session of our own pages; an embed's belongs to one site and one exact origin; one that an embed opened
 * for its owner's data, to a site (own-data-pages.tsx).
 */
type SessionPlace = { siteId: number | null; origin: string | null };

export type Opening = SessionPlace & {
  /** What the browser says it is; see device.ts. */
  device?: string | null;
  /** When a second factor was given; null where none was. */
  strongAt?: Date | null;
  /** When its owner last proved to be who they are. */
  provedAt?: Date | null;
  /** Which door, and what its provider calls this session. */
  providerId?: number | null;
  providerSession?: string | null;
  /** Where it ends sooner than others. */
  lifeMs?: number;
  /** Told in the same transaction. */
  log?: SecurityEntry;
};

export type Account = {
  id: number;
  uid: string;
  name: string;
  /** null where a publisher told none. */
  email: string | null;
  emailConfirmedAt: Date | null;
  locale: string;
  /** Light or dark on our pages; null as their device. */
  scheme: 'light' | 'dark' | null;
  owner: boolean;
};

type Times = { expiresAt: Date } & Record<'createdAt' | 'lastUsedAt' | 'strongAt' | 'provedAt', Date | null>;

/** `id` is what the table holds: the hash. What the browser holds is never kept. */
export type Session = SessionPlace & Times & { id: string; account: Account; device: string | null };

export type Sessions = {
  /** Resolves with the secret that goes into the cookie. */
  start(accountId: number, opening: Opening): Promise<{ secret: string; id: string; expiresAt: Date }>;
  /** The session of a cookie's secret; `renewed` where its use was noted, and its end put off; null when ended or unknown. */
  resume(secret: string): Promise<{ session: Session; renewed: boolean } | null>;
  /** By its id, not prolonged: what a short token names. */
  find(id: string): Promise<Session | null>;
  end(id: string): Promise<void>;
  deleteExpired(now: Date): Promise<void>;
};

/** It ends where nobody comes back within this … */
const IDLE = new TimeSpan(30, 'd');
/** … and then in any case: a cookie that was stolen is not good for ever. */
const ABSOLUTE_MS = new TimeSpan(90, 'd').milliseconds();
/** Last use is told to its owner by the hour: each note of it is a write. */
const NOTED_MS = 3_600_000;

export function createSessions(db: Database): Sessions {
  const lucia = createLucia(db);
  return {
    start: async (accountId, opening) => {
      const { id, expiresAt } = await lucia.createSession(accountId, { opening });
      return { secret: id, id: hashSecret(id), expiresAt };
    },
    resume: async (secret) => {
      const { session } = await lucia.validateSession(secret);
      return session?.found ? noteUse(db, session.found, new Date()) : null;
    },
    find: async (id) => {
      const session = await findSession(db.read, id);
      return session && session.expiresAt > new Date() ? session : null;
    },
    end: (id) => db.write(async (tx) => void (await tx.delete(tx.t.sessions).where(eq(tx.t.sessions.id, id)))),
    deleteExpired: (now) => db.write(async (tx) => void (await tx.delete(tx.t.sessions).where(lte(tx.t.sessions.expiresAt, now)))),
  };
}

/**
 * By a secret that is known before, in the transaction of what it is given for (sign-on/exchange-token.ts). Refuses
 * `session_ended` where the door it came by was closed meanwhile.
 */
export async function insertSession(tx: Writer, secret: string, { log, lifeMs, ...row }: Opening & { accountId: number }) {
  const at = new Date();
  const expiresAt = new Date(at.getTime() + (lifeMs ?? IDLE.milliseconds()));
  if (row.providerId && !(await isOpen(tx, row.providerId))) throw new Refusal('session_ended');
  await tx.insert(tx.t.sessions).values({ ...row, id: hashSecret(secret), expiresAt, createdAt: at, lastUsedAt: at });
  if (log) await logSecurity(tx, log);
}

async function isOpen(tx: Writer, providerId: number): Promise<boolean> {
  const { providers } = tx.t;
  const [door] = await tx.select({ enabled: providers.enabled }).from(providers).where(eq(providers.id, providerId));
  return door?.enabled ?? false;
}

/** Signs an account out everywhere, but for one session where named. Resolves with the ids of what ended, for the bus. */
export async function endSessions(tx: Writer, accountId: number, butFor = ''): Promise<string[]> {
  const { sessions } = tx.t;
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.accountId, accountId), ne(sessions.id, butFor)))
    .returning({ id: sessions.id });
  return ended.map(({ id }) => id);
}

/**
 * The same session under another secret, once it may do more than before: whoever knew the old one, or planted it, is
 * left outside. `strongAt` where what its owner gave was a second factor. Its absolute end stays. Resolves with the
 * secret; null where it has just ended.
 */
export async function renewSession(tx: Writer, id: string, proof: { provedAt: Date; strongAt?: Date }): Promise<string | null> {
  const { sessions } = tx.t;
  const secret = newSecret();
  const renewed = await tx
    .update(sessions)
    .set({ id: hashSecret(secret), ...proof })
    .where(eq(sessions.id, id))
    .returning({ id: sessions.id });
  return renewed.length > 0 ? secret : null;
}

/** Ends one of an account's own. False where it has none of this id. */
export async function endSession(tx: Writer, accountId: number, id: string): Promise<boolean> {
  const { sessions } = tx.t;
  const ended = await tx
    .delete(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.accountId, accountId)))
    .returning({ id: sessions.id });
  return ended.length > 0;
}

/** Which provider's door a session was opened by, and what it is called there. */
export async function doorOf(reader: Reader, id: string): Promise<Pick<Opening, 'providerId' | 'providerSession'>> {
  const { sessions } = reader.t;
  const [row] = await reader
    .select({ providerId: sessions.providerId, providerSession: sessions.providerSession })
    .from(sessions)
    .where(eq(sessions.id, id));
  return row ?? {};
}

/** Where an account is signed in, the latest use first. */
export function sessionsOf(reader: Reader, accountId: number, now: Date) {
  const { sessions } = reader.t;
  return reader
    .select({
      id: sessions.id,
      origin: sessions.origin,
      device: sessions.device,
      createdAt: sessions.createdAt,
      lastUsedAt: sessions.lastUsedAt,
    })
    .from(sessions)
    .where(and(eq(sessions.accountId, accountId), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.lastUsedAt), desc(sessions.id));
}

const createLucia = (db: Database) => new Lucia(adapter(db), { sessionExpiresIn: IDLE, getSessionAttributes: ({ found }) => ({ found }) });

/** Lucia's storage on either database: the browser holds the session's id, the table only its hash. */
function adapter(db: Database): Adapter {
  return {
    getSessionAndUser: async (id) => {
      const found = await findSession(db.read, hashSecret(id));
      if (!found) return [null, null];
      const { account, expiresAt } = found;
      return [
        { id, userId: account.id, expiresAt, attributes: { found } },
        { id: account.id, attributes: {} },
      ];
    },
    setSession: ({ id, userId: accountId, attributes: { opening } }) => db.write((tx) => insertSession(tx, id, { ...opening!, accountId })),
    // It knows of no absolute end: `noteUse` puts off the idle one.
    updateSessionExpiration: () => Promise.resolve(),
    // Ending goes by hash, in our own queries above: Lucia would hash what is hashed already.
    getUserSessions: unused,
    deleteSession: (id) => db.write(async (tx) => void (await tx.delete(tx.t.sessions).where(eq(tx.t.sessions.id, hashSecret(id))))),
    deleteUserSessions: unused,
    deleteExpiredSessions: unused,
  };
}
const unused = () => Promise.reject(new Error('not by way of Lucia'));

/** Of many requests at once, one writes. */
async function noteUse(db: Database, session: Session, at: Date): Promise<{ session: Session; renewed: boolean }> {
  if (session.lastUsedAt && at.getTime() - session.lastUsedAt.getTime() < NOTED_MS) return { session, renewed: false };
  const createdAt = session.createdAt ?? at;
  const expiresAt = new Date(Math.min(at.getTime() + IDLE.milliseconds(), createdAt.getTime() + ABSOLUTE_MS));
  await db.write(async (tx) => {
    const { sessions } = tx.t;
    const unnoted = or(isNull(sessions.lastUsedAt), lte(sessions.lastUsedAt, new Date(at.getTime() - NOTED_MS)));
    await tx
      .update(sessions)
      .set({ lastUsedAt: at, createdAt, expiresAt })
      .where(and(eq(sessions.id, session.id), unnoted));
  });
  return { session: { ...session, lastUsedAt: at, createdAt, expiresAt }, renewed: true };
}

async function findSession(reader: Reader, id: string): Promise<Session | null> {
  const { sessions, accounts } = reader.t;
  const query = preparedRows(reader, 'session', () =>
    reader
      .select({
        id: sessions.id,
        siteId: sessions.siteId,
        origin: sessions.origin,
        expiresAt: sessions.expiresAt,
        createdAt: sessions.createdAt,
        lastUsedAt: sessions.lastUsedAt,
        strongAt: sessions.strongAt,
        provedAt: sessions.provedAt,
        device: sessions.device,
        account: {
          id: accounts.id,
          uid: accounts.uid,
          name: accounts.name,
          email: accounts.email,
          emailConfirmedAt: accounts.emailConfirmedAt,
          locale: accounts.locale,
          scheme: accounts.scheme,
          owner: accounts.owner,
        },
      })
      .from(sessions)
      .innerJoin(accounts, eq(accounts.id, sessions.accountId))
      .where(eq(sessions.id, sql.placeholder('id'))),
  );
  const [row] = await query({ id });
  return row ?? null;
}
