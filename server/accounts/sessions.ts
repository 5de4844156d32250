// Lucia, and nothing else imports it: the exit path is this file (docs/decisions/004-lucia.md).
import { and, eq, lte, ne, sql } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import { prepared, type Database, type Reader, type Writer } from '../db/database.ts';
import { hashSecret } from '../ids.ts';

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof createLucia>;
    UserId: number;
    DatabaseSessionAttributes: SessionPlace;
  }
}

/** Both null for a session of our own pages; an embed's belongs to one site and one exact origin. */
type SessionPlace = { siteId: number | null; origin: string | null };

export type Account = {
  id: number;
  uid: string;
  name: string;
  /** null where a publisher told none. */
  email: string | null;
  emailConfirmedAt: Date | null;
  locale: string;
  owner: boolean;
};

/** `id` is what the table holds: the hash. What the browser holds is never kept. */
export type Session = SessionPlace & { id: string; account: Account; expiresAt: Date };

export type Sessions = {
  /** Resolves with the secret that goes into the cookie. */
  start(accountId: number, place: SessionPlace): Promise<{ secret: string; id: string; expiresAt: Date }>;
  /** The session of a cookie's secret, prolonged when past half its life (`renewed`); null when ended or unknown. */
  resume(secret: string): Promise<{ session: Session; renewed: boolean } | null>;
  /** By its id, not prolonged: what a short token names. */
  find(id: string): Promise<Session | null>;
  end(id: string): Promise<void>;
  deleteExpired(now: Date): Promise<void>;
};

/** Sliding, as long as somebody comes back once a month. */
const LIFE = new TimeSpan(30, 'd');

export function createSessions(db: Database): Sessions {
  const lucia = createLucia(db);
  return {
    start: async (accountId, place) => {
      const { id, expiresAt } = await lucia.createSession(accountId, place);
      return { secret: id, id: hashSecret(id), expiresAt };
    },
    resume: async (secret) => {
      const { session } = await lucia.validateSession(secret);
      const found = session && (await findSession(db.read, hashSecret(secret)));
      return found ? { session: found, renewed: session.fresh } : null;
    },
    find: async (id) => {
      const session = await findSession(db.read, id);
      return session && session.expiresAt > new Date() ? session : null;
    },
    end: (id) => db.write(async (tx) => void (await tx.delete(tx.t.sessions).where(eq(tx.t.sessions.id, id)))),
    deleteExpired: (now) => db.write(async (tx) => void (await tx.delete(tx.t.sessions).where(lte(tx.t.sessions.expiresAt, now)))),
  };
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

const createLucia = (db: Database) =>
  new Lucia(adapter(db), { sessionExpiresIn: LIFE, getSessionAttributes: ({ siteId, origin }) => ({ siteId, origin }) });

/** Lucia's storage on either database: the browser holds the session's id, the table only its hash. */
function adapter(db: Database): Adapter {
  return {
    getSessionAndUser: async (id) => {
      const found = await findSession(db.read, hashSecret(id));
      if (!found) return [null, null];
      const { account, expiresAt, siteId, origin } = found;
      return [
        { id, userId: account.id, expiresAt, attributes: { siteId, origin } },
        { id: account.id, attributes: {} },
      ];
    },
    setSession: ({ id, userId, expiresAt, attributes }) =>
      db.write(
        async (tx) => void (await tx.insert(tx.t.sessions).values({ id: hashSecret(id), accountId: userId, expiresAt, ...attributes })),
      ),
    updateSessionExpiration: (id, expiresAt) =>
      db.write(
        async (tx) =>
          void (await tx
            .update(tx.t.sessions)
            .set({ expiresAt })
            .where(eq(tx.t.sessions.id, hashSecret(id)))),
      ),
    // Ending goes by hash, in our own queries above: Lucia would hash what is hashed already.
    getUserSessions: unused,
    deleteSession: (id) => db.write(async (tx) => void (await tx.delete(tx.t.sessions).where(eq(tx.t.sessions.id, hashSecret(id))))),
    deleteUserSessions: unused,
    deleteExpiredSessions: unused,
  };
}
const unused = () => Promise.reject(new Error('not by way of Lucia'));

async function findSession(reader: Reader, id: string): Promise<Session | null> {
  const { sessions, accounts } = reader.t;
  const query = prepared(reader, 'session', () =>
    reader
      .select({
        id: sessions.id,
        siteId: sessions.siteId,
        origin: sessions.origin,
        expiresAt: sessions.expiresAt,
        account: {
          id: accounts.id,
          uid: accounts.uid,
          name: accounts.name,
          email: accounts.email,
          emailConfirmedAt: accounts.emailConfirmedAt,
          locale: accounts.locale,
          owner: accounts.owner,
        },
      })
      .from(sessions)
      .innerJoin(accounts, eq(accounts.id, sessions.accountId))
      .where(eq(sessions.id, sql.placeholder('id')))
      .prepare('session'),
  );
  const [row] = await query.execute({ id });
  return row ?? null;
}
