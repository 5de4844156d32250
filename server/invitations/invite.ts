import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { emailKey } from '../accounts/queries.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { hashSecret, newSecret } from '../ids.ts';
import { skeletonOf } from '../members/skeleton.ts';
import { logSecurity } from '../security/log.ts';
import { isNewsroom } from '../threads/policy.ts';
import { ensureArticleThread } from '../threads/queries.ts';
import { describe } from './describe.ts';
import type { ExpertInvitation, LinkInvitation, MailInvitation, NewInvitation } from './input.ts';
import { queueInvitationMail } from './mails.ts';
import { rolesByLink, rolesToOffer } from './policy.ts';
import { PICKED } from './queries.ts';
import { remindAt } from './remind-at.ts';

/**
 * Invites somebody by mail, whoever comes by a link, or an expert into threads. Refuses `forbidden` for a role that is
 * not the inviter's to give, `invalid` for what is not there to be picked.
 * @returns its outside id, and the secret of a link that is passed on: told this once
 */
export async function invite(deps: Deps, staff: Staff, input: NewInvitation): Promise<{ uid: string; secret: string | null }> {
  if (input.kind === 'expert') return { uid: await inviteExpert(deps, staff, input), secret: null };
  return input.kind === 'mail' ? { uid: await inviteByMail(deps, staff, input), secret: null } : inviteByLink(deps, staff, input);
}

async function inviteByMail(deps: Deps, staff: Staff, { email, role, message, locale }: MailInvitation): Promise<string> {
  const { member } = staff;
  if (!rolesToOffer(member.role).includes(role)) throw new Refusal('forbidden');
  await deps.limit('invite', `member ${member.id}`);
  const offer = { kind: kindOf(role), role, message, locale, quota: 1, endsAt: mailedUntil(deps.now()) };
  const row = { ...rowOf(deps, staff), ...offer, email, emailKey: emailKey(email) };
  await deps.db.write(async (tx) => void (await insertInvitation(tx, staff, row)));
  return row.uid;
}

async function inviteByLink(deps: Deps, staff: Staff, { role, quota, endsAt }: LinkInvitation) {
  if (!rolesByLink(staff.member.role).includes(role)) throw new Refusal('forbidden');
  if (endsAt <= deps.now()) throw new Refusal('invalid', { fields: { endsAt: ['field.past'] } });
  const secret = newSecret();
  const locale = staff.site.settings.locale;
  const row = { ...rowOf(deps, staff), kind: kindOf(role), role, quota, endsAt, locale, hash: hashSecret(secret) };
  await deps.db.write(async (tx) => void (await insertInvitation(tx, staff, row)));
  return { uid: row.uid, secret };
}

async function inviteExpert(deps: Deps, staff: Staff, input: ExpertInvitation): Promise<string> {
  const now = deps.now();
  const { message, locale, startsAt, endsAt } = input;
  if (endsAt <= now) throw new Refusal('invalid', { fields: { endsAt: ['field.past'] } });
  await deps.limit('invite', `member ${staff.member.id}`);
  const row = { ...rowOf(deps, staff), kind: 'expert' as const, role: 'expert' as const, message, locale, startsAt, endsAt };
  const [personUid, threadUids] = [deps.newId(), input.articles.map(() => deps.newId())];
  const memberId = await deps.db.write(async (tx) => {
    const threadIds = await threadsToOpen(tx, { siteId: row.siteId, input, threadUids, now });
    const memberId = input.member
      ? await pick(tx, { ...input, siteId: row.siteId, member: input.member })
      : await makePerson(tx, { ...input, siteId: row.siteId, uid: personUid, now });
    const address = input.member ? {} : { email: input.email!, emailKey: emailKey(input.email!) };
    const id = await insertInvitation(tx, staff, { ...row, ...address, memberId, remindAt: remindAt(row, now) });
    await tx.insert(tx.t.invitationThreads).values(threadIds.map((threadId) => ({ siteId: row.siteId, invitationId: id, threadId })));
    return memberId;
  });
  if (input.member) deps.bus.emit('member.changed', { memberId });
  return row.uid;
}

/** Days that a mailed place stays open: who was away finds it, who left a mailbox behind leaves no door. */
const MAILED_DAYS = 30;
export const mailedUntil = (now: Date) => new Date(now.getTime() + MAILED_DAYS * 86_400_000);

const kindOf = (role: MailInvitation['role']) => (isNewsroom({ role }) ? ('staff' as const) : ('member' as const));

/** The link's secret is made when its mail leaves: until then the hash is that of a secret which nobody has. */
const rowOf = ({ newId, now }: Deps, { site, member }: Staff) => ({
  uid: newId(),
  siteId: site.id,
  invitedById: member.id,
  state: 'sent' as const,
  hash: hashSecret(newSecret()),
  createdAt: now(),
});

type Row = Writer['t']['invitations']['$inferInsert'];

async function insertInvitation(tx: Writer, { session }: Staff, row: Row): Promise<number> {
  const [made] = await tx.insert(tx.t.invitations).values(row).returning({ id: tx.t.invitations.id });
  const byLink = row.kind !== 'expert' && !row.email;
  await logSecurity(tx, {
    event: 'invitation.made',
    siteId: row.siteId,
    actor: session.account.uid,
    facts: { invitation: row.uid, role: row.role, quota: byLink ? (row.quota ?? null) : null },
    at: row.createdAt,
  });
  if (!byLink) await queueInvitationMail(tx, { invitation: made!.id, purpose: 'invited', siteId: row.siteId }, row.createdAt);
  return made!.id;
}

/** Of this site only; an article that its site has confirmed, its conversation open from now on. */
async function threadsToOpen(
  tx: Writer,
  { siteId, input, threadUids, now }: { siteId: number; input: ExpertInvitation; threadUids: string[]; now: Date },
): Promise<number[]> {
  const { threads, articles } = tx.t;
  const there = await tx
    .select({ id: threads.id })
    .from(threads)
    .where(and(eq(threads.siteId, siteId), inArray(threads.uid, input.threads)));
  if (there.length < new Set(input.threads).size) throw new Refusal('invalid', { fields: { threads: ['field.wrong'] } });
  const known = await tx
    .select({ key: articles.key, confirmedAt: articles.confirmedAt })
    .from(articles)
    .where(and(eq(articles.siteId, siteId), inArray(articles.key, input.articles)));
  const ids = there.map(({ id }) => id);
  for (const [i, key] of input.articles.entries()) {
    if (!known.some((article) => article.key === key && article.confirmedAt))
      throw new Refusal('invalid', { fields: { articles: ['field.unknown_article', { article: key }] } });
    ids.push((await ensureArticleThread(tx, { siteId, key, uid: threadUids[i]!, claimed: null, now })).id);
  }
  return [...new Set(ids)];
}

type Described = Pick<ExpertInvitation, 'title' | 'affiliation' | 'interests'> & { siteId: number };

/** Somebody who has an account here and can be written to; nobody of the newsroom, who speak as it. */
async function pick(tx: Writer, { siteId, member, title, affiliation, interests }: Described & { member: string }): Promise<number> {
  const { members, accounts } = tx.t;
  const [person] = await tx
    .select({ id: members.id })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(and(eq(members.siteId, siteId), eq(members.uid, member), inArray(members.role, PICKED), isNotNull(accounts.email)));
  if (!person) throw new Refusal('invalid', { fields: { member: ['field.wrong'] } });
  await describe(tx, person.id, { title, affiliation, interests });
  return person.id;
}

/** No account yet: it is made, or theirs is found, when the link is used by whoever reads that mailbox (open-door.ts). */
async function makePerson(
  tx: Writer,
  { siteId, uid, name, title, affiliation, interests, now }: Described & { uid: string; name?: string | undefined; now: Date },
): Promise<number> {
  const [made] = await tx
    .insert(tx.t.members)
    .values({ uid, siteId, name: name!, skeleton: skeletonOf(name!), role: 'expert', title, affiliation, interests, createdAt: now })
    .returning({ id: tx.t.members.id });
  return made!.id;
}
