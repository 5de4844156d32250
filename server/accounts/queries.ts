import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { preparedRows, type Reader, type Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { giveHandle } from '../mentions/handle.ts';
import { skeletonOf } from '../members/skeleton.ts';
import type { Preset } from '../inbox/wire.ts';
import type { Role } from '../threads/wire.ts';
import { tellWebhooks } from '../webhooks/tell.ts';
import type { Suspicion } from './schema.ts';
import type { Account } from './sessions.ts';

export type Member = {
  id: number;
  uid: string;
  siteId: number;
  accountId: number | null;
  name: string;
  role: Role;
  preset: Preset | null;
  title: string | null;
  welcomedAt: Date | null;
  postCount: number;
  rejectedCount: number;
  charterVersion: number | null;
  ageDeclaredAt: Date | null;
  createdAt: Date;
};

export async function findMember(reader: Reader, siteId: number, accountId: number): Promise<Member | null> {
  const { members } = reader.t;
  const query = preparedRows(reader, 'member', () =>
    reader
      .select(memberColumns(reader))
      .from(members)
      .where(and(eq(members.siteId, sql.placeholder('siteId')), eq(members.accountId, sql.placeholder('accountId')))),
  );
  const [row] = await query({ siteId, accountId });
  return row ?? null;
}

export function memberColumns({ t: { members } }: Reader) {
  return {
    id: members.id,
    uid: members.uid,
    siteId: members.siteId,
    accountId: members.accountId,
    name: members.name,
    role: members.role,
    preset: members.preset,
    title: members.title,
    welcomedAt: members.welcomedAt,
    postCount: members.postCount,
    rejectedCount: members.rejectedCount,
    charterVersion: members.charterVersion,
    ageDeclaredAt: members.ageDeclaredAt,
    createdAt: members.createdAt,
  };
}

/** Makes a member of an account on a site, or returns the one there is. */
export async function joinSite(
  tx: Writer,
  row: { uid: string; siteId: number; accountId: number; name: string; role: Role; charterVersion: number | null; createdAt: Date },
): Promise<Member> {
  const { members } = tx.t;
  const made = await tx
    .insert(members)
    .values({ ...row, skeleton: skeletonOf(row.name) })
    .onConflictDoNothing({ target: [members.siteId, members.accountId] })
    .returning({ id: members.id });
  if (made[0] && row.role !== 'guest') await giveHandle(tx, { id: made[0].id, siteId: row.siteId, name: row.name });
  if (made.length > 0) await tellWebhooks(tx, { event: 'member.joined', siteId: row.siteId, subject: row.uid }, row.createdAt);
  const [member] = await tx
    .select(memberColumns(tx))
    .from(members)
    .where(and(eq(members.siteId, row.siteId), eq(members.accountId, row.accountId)));
  return member!;
}

/** What somebody may do on a site: an owner is the admin of them all, whatever they are there for its readers. */
export const roleOf = ({ owner }: Pick<Account, 'owner'>, { role }: Pick<Member, 'role'>): Role => (owner ? 'admin' : role);

/** An owner acts on every site; the first time leaves a member there, so that what they do has an author. */
export function ensureStaffMember({ db, newId, now }: Deps, siteId: number, account: Account): Promise<Member> {
  const member = {
    uid: newId(),
    siteId,
    accountId: account.id,
    name: account.name,
    role: 'admin' as const,
    charterVersion: null,
    createdAt: now(),
  };
  return db.write((tx) => joinSite(tx, member));
}

/** How an address is found again. No mail server in use tells upper from lower case. */
export const emailKey = (email: string) => email.trim().toLowerCase();

/** An account with what its own verbs need: the password's hash never leaves them. */
export type AccountRecord = Account & { password: string | null };

function accountColumns({ t: { accounts } }: Reader) {
  return {
    id: accounts.id,
    uid: accounts.uid,
    name: accounts.name,
    email: accounts.email,
    emailConfirmedAt: accounts.emailConfirmedAt,
    locale: accounts.locale,
    scheme: accounts.scheme,
    owner: accounts.owner,
    password: accounts.password,
  };
}

export async function accountByEmail(reader: Reader, email: string): Promise<AccountRecord | null> {
  const { accounts } = reader.t;
  const [row] = await reader
    .select(accountColumns(reader))
    .from(accounts)
    .where(eq(accounts.emailKey, emailKey(email)));
  return row ?? null;
}

export async function accountById(reader: Reader, id: number): Promise<AccountRecord | null> {
  const [row] = await reader.select(accountColumns(reader)).from(reader.t.accounts).where(eq(reader.t.accounts.id, id));
  return row ?? null;
}

/** What an account has to sign in with here, whatever provider it has elsewhere: an address of its own, and a password to it. */
export async function ownDoorsOf(reader: Reader, id: number): Promise<{ address: boolean; password: boolean }> {
  const { accounts } = reader.t;
  const [row] = await reader.select({ emailKey: accounts.emailKey, password: accounts.password }).from(accounts).where(eq(accounts.id, id));
  return { address: row!.emailKey !== null, password: row!.password !== null };
}

/** Whose member this is; null for who came with an import, or was erased. */
export async function accountOfMember(reader: Reader, memberId: number): Promise<AccountRecord | null> {
  const { accounts, members } = reader.t;
  const [row] = await reader
    .select(accountColumns(reader))
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(eq(members.id, memberId));
  return row ?? null;
}

export const hasSite = async (reader: Reader): Promise<boolean> => (await reader.$count(reader.t.sites)) > 0;

export async function hasOwner(reader: Reader): Promise<boolean> {
  const { accounts } = reader.t;
  return (await reader.$count(accounts, eq(accounts.owner, true))) > 0;
}

/** The new account's id, or null where its address has one. */
export async function insertAccount(
  tx: Writer,
  row: {
    uid: string;
    name: string;
    email: string;
    /** null for who comes in by mailed links. */
    password: string | null;
    locale: string;
    suspicion?: Suspicion[];
    createdAt: Date;
    owner?: boolean;
    emailConfirmedAt?: Date;
  },
): Promise<number | null> {
  const { accounts } = tx.t;
  const [made] = await tx
    .insert(accounts)
    .values({ ...row, emailKey: emailKey(row.email) })
    .onConflictDoNothing({ target: accounts.emailKey })
    .returning({ id: accounts.id });
  return made?.id ?? null;
}

export async function setPassword(tx: Writer, id: number, password: string) {
  await tx.update(tx.t.accounts).set({ password }).where(eq(tx.t.accounts.id, id));
}

/** null: as the device. */
export async function setScheme(tx: Writer, id: number, scheme: 'light' | 'dark' | null) {
  await tx.update(tx.t.accounts).set({ scheme }).where(eq(tx.t.accounts.id, id));
}

export async function setLocale(tx: Writer, id: number, locale: string) {
  await tx.update(tx.t.accounts).set({ locale }).where(eq(tx.t.accounts.id, id));
}

/** Whether this was the first proof. */
export async function setConfirmed(tx: Writer, id: number, at: Date): Promise<boolean> {
  const { accounts } = tx.t;
  const rows = await tx
    .update(accounts)
    .set({ emailConfirmedAt: at })
    .where(and(eq(accounts.id, id), isNull(accounts.emailConfirmedAt)))
    .returning({ id: accounts.id });
  return rows.length > 0;
}

/** An account's posts, on any site, that wait for no moderator; parents before their replies. */
export function heldWithoutCase(reader: Reader, accountId: number) {
  const { posts, members, cases } = reader.t;
  return reader
    .select({ id: posts.id, threadId: posts.threadId })
    .from(posts)
    .innerJoin(members, eq(members.id, posts.authorId))
    .leftJoin(cases, and(eq(cases.postId, posts.id), eq(cases.state, 'open')))
    .where(and(eq(members.accountId, accountId), eq(posts.state, 'held'), isNull(cases.id)))
    .orderBy(asc(posts.id));
}
