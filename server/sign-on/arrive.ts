import { and, eq, isNull, ne, or } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Locale } from '../i18n/translate.ts';
import { noteChange } from '../members/note-change.ts';
import { giveAgain, together } from './given.ts';
import { findIdentity, identitiesOf } from './queries.ts';
import { nameOf, type Introduction, type Told } from './told.ts';
import type { Given } from './wire.ts';

/**
 * Somebody comes through a provider's door: their account, made the first time. Who they are is (site, issuer, subject),
 * never their address: the account made is found by no address, and none that exists is taken over. The membership,
 * where there is one, gets what the provider gives now; whoever joins later gets it then (`givenTo`).
 */
export function arrive(deps: Deps, introduction: Introduction, locale: Locale): Promise<{ accountId: number; made: boolean }> {
  const { siteId, issuer, told, given } = introduction;
  const uid = deps.newId();
  return deps.db.write(
    async (tx) => {
      const at = deps.now();
      const known = await findIdentity(tx, { siteId, issuer, subject: told.subject });
      if (!known) {
        const accountId = await insertAccountOf(tx, { uid, introduction, locale, at });
        await insertIdentity(tx, introduction, { accountId, at });
        return { accountId, made: true };
      }
      await keepEmail(tx, known.accountId, told, at);
      await tx.update(tx.t.identities).set({ given, lastUsedAt: at }).where(eq(tx.t.identities.id, known.id));
      await syncMember(tx, known, known.given);
      return { accountId: known.accountId, made: false };
    },
    { lock: `identity:${siteId}:${issuer}:${told.subject}` },
  );
}

/** One more door to an account. The caller has seen that the identity is nobody's. */
export async function insertIdentity(
  tx: Writer,
  { siteId, issuer, told, given }: Introduction,
  { accountId, at }: { accountId: number; at: Date },
) {
  await tx.insert(tx.t.identities).values({ siteId, issuer, subject: told.subject, accountId, given, createdAt: at, lastUsedAt: at });
}

/** What an account's providers give it on a site. */
async function givenTo(tx: Writer, siteId: number, accountId: number): Promise<Given> {
  return together((await identitiesOf(tx, accountId, siteId)).map(({ given }) => given));
}

/** The member, if there is one, gets what their providers give now in place of what one of them gave `before`. */
export async function syncMember(tx: Writer, { siteId, accountId }: { siteId: number; accountId: number }, before: Given) {
  const { members } = tx.t;
  const [member] = await tx
    .select({ id: members.id, role: members.role, badges: members.badges })
    .from(members)
    .where(and(eq(members.siteId, siteId), eq(members.accountId, accountId)));
  if (!member) return;
  const { role, badges } = giveAgain(member, before, await givenTo(tx, siteId, accountId));
  if (role === member.role && String(badges) === String(member.badges ?? [])) return;
  await noteChange(tx, member.id);
  await tx.update(members).set({ role, badges }).where(eq(members.id, member.id));
}

type NewAccount = { uid: string; introduction: Introduction; locale: Locale; at: Date };

async function insertAccountOf(tx: Writer, { uid, introduction, locale, at }: NewAccount): Promise<number> {
  const { told } = introduction;
  const spoken = told.locale ?? locale;
  const [made] = await tx
    .insert(tx.t.accounts)
    .values({
      uid,
      name: nameOf(introduction, spoken),
      email: told.email,
      emailKey: null,
      emailConfirmedAt: told.email && told.emailVerified ? at : null,
      locale: spoken,
      createdAt: at,
    })
    .returning({ id: tx.t.accounts.id });
  return made!.id;
}

/** The address follows what the provider tells, unless the account has one of its own to sign in with. */
async function keepEmail(tx: Writer, accountId: number, { email, emailVerified }: Told, at: Date) {
  if (!email) return;
  const { accounts } = tx.t;
  const news = [isNull(accounts.email), ne(accounts.email, email), ...(emailVerified ? [isNull(accounts.emailConfirmedAt)] : [])];
  await tx
    .update(accounts)
    .set({ email, emailConfirmedAt: emailVerified ? at : null })
    .where(and(eq(accounts.id, accountId), isNull(accounts.emailKey), or(...news)));
}
