// What becomes of an account whose seven days are over. Twice through: first its doors are shut and its names go, then
// its posts, thread by thread; a minute later, when nothing that was under way is any more, what came in between, and
// the account itself. Each step is a transaction, and doing it again does nothing more: whoever breaks off goes on.
import { and, asc, eq, gt, gte, inArray, isNull, like, lte, or } from 'drizzle-orm';
import { uuidv7 } from '../ids.ts';
import { withdrawCase } from '../cases/open-case.ts';
import { learnAgain } from '../classifier/learn-again.ts';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Events } from '../events/bus.ts';
import { translate } from '../i18n/translate.ts';
import { forgetLevel } from '../engagement/object.ts';
import { forgetFollows } from '../follows/forget.ts';
import { eraseMedia } from '../media/sweep.ts';
import { unname } from '../mentions/unname.ts';
import { forgetNotifier } from '../notices/forget.ts';
import { leaveLives } from '../lives/leave-lives.ts';
import { leaveInbox } from '../inbox/leave-inbox.ts';
import { leaveMediations } from '../mediations/tend-mediations.ts';
import { leavePolls } from '../polls/leave-polls.ts';
import { recordHolder } from '../posts/origin-record.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import { settle, takeDown } from '../posts/transitions.ts';
import { withdrawReactions } from '../reactions/withdraw-reactions.ts';
import { logSecurity } from '../security/log.ts';
import { forgetMarks } from '../threads/marks.ts';
import { appendChange, findThreadPlace } from '../threads/queries.ts';
import { withdrawAttendances } from '../meetings/withdraw-attendances.ts';
import { leaveTestimonies } from '../testimonies/withdraw.ts';
import { withdrawVotes } from '../votes/withdraw-votes.ts';
import { tellWebhooks } from '../webhooks/tell.ts';
import type { Texts } from './leave.ts';
import { dropPhotos } from './photo.ts';

/** Posts a transaction: the thread's other writers wait no longer than this takes. */
const BATCH = 50;
/** Longer than any request: what was let in before the doors were shut is over by then. */
const SECOND_LOOK_MS = 60_000;

/** Goes on with whoever is due; resolves with how many accounts are gone. */
export async function runDepartures(deps: Deps): Promise<number> {
  let gone = 0;
  for (const departure of await dueDepartures(deps.db.read, deps.now())) if (await goOn(deps, departure)) gone++;
  return gone;
}

type Departure = Awaited<ReturnType<typeof dueDepartures>>[number];

function dueDepartures(reader: Reader, now: Date) {
  const { departures } = reader.t;
  return reader.select().from(departures).where(lte(departures.dueAt, now)).orderBy(asc(departures.dueAt));
}

async function goOn(deps: Deps, { accountId, texts, strippedAt }: Departure): Promise<boolean> {
  const now = deps.now();
  if (!strippedAt) await strip(deps, accountId, now);
  else if (strippedAt.getTime() + SECOND_LOOK_MS > now.getTime()) return false;
  const memberIds = await membersOf(deps.db.read, accountId);
  await eraseTexts(deps, { memberIds, texts, since: strippedAt });
  await eraseMedia(deps, memberIds);
  await withdrawReactions(deps, memberIds);
  await withdrawVotes(deps, memberIds);
  await leavePolls(deps, memberIds);
  await withdrawAttendances(deps, memberIds);
  await leaveLives(deps, memberIds);
  await leaveTestimonies(deps, memberIds);
  await leaveInbox(deps, memberIds);
  await leaveMediations(deps, memberIds);
  if (strippedAt) await closeAccount(deps, accountId, memberIds);
  return strippedAt !== null;
}

async function membersOf(reader: Reader, accountId: number): Promise<number[]> {
  const { members } = reader.t;
  const rows = await reader.select({ id: members.id }).from(members).where(eq(members.accountId, accountId));
  return rows.map(({ id }) => id);
}

/** Shuts the doors, seals what the law has kept, and takes names, address and face off all that is theirs. */
async function strip(deps: Deps, accountId: number, at: Date) {
  const ended = await deps.db.write(async (tx) => {
    const { accounts, members, sites, departures } = tx.t;
    const stripped = await tx
      .update(departures)
      .set({ strippedAt: at })
      .where(and(eq(departures.accountId, accountId), isNull(departures.strippedAt), lte(departures.dueAt, at)))
      .returning({ accountId: departures.accountId });
    if (stripped.length === 0) return []; // they changed their mind just now
    const [account] = await tx.select().from(accounts).where(eq(accounts.id, accountId));
    const theirs = await tx
      .select({ member: members, settings: sites.settings })
      .from(members)
      .innerJoin(sites, eq(sites.id, members.siteId))
      .where(eq(members.accountId, accountId));
    for (const { member, settings } of theirs) {
      await sealHolder(tx, deps, { account: account!, member, at });
      await stripMember(tx, member.id, { name: translate(settings.locale, 'leaving.nameless'), at });
      await learnAgain(tx, member.siteId, at, `without ${member.id}`);
    }
    const memberIds = theirs.map(({ member }) => member.id);
    if (memberIds.length > 0) await tx.delete(tx.t.experts).where(inArray(tx.t.experts.memberId, memberIds));
    await dropMails(tx, { accountId, memberIds, email: account!.email });
    await dropInvitations(tx, account!.emailKey);
    await forgetNotifier(tx, { memberIds, emailKey: account!.emailKey });
    await tx
      .update(accounts)
      .set({ name: '', email: null, emailKey: null, emailConfirmedAt: null, password: null, suspicion: null, owner: false })
      .where(eq(accounts.id, accountId));
    return shutDoors(tx, accountId);
  });
  for (const sessionId of ended) deps.bus.emit('session.ended', { sessionId });
}

type AccountRow = Reader['t']['accounts']['$inferSelect'];
type MemberRow = Reader['t']['members']['$inferSelect'];

/** Only of who contributed; of others the law asks nothing. */
async function sealHolder(tx: Writer, { seal }: Deps, { account, member, at }: { account: AccountRow; member: MemberRow; at: Date }) {
  const { posts } = tx.t;
  if ((await tx.$count(posts, eq(posts.authorId, member.id))) === 0) return;
  const fact = { siteId: member.siteId, memberId: member.id, at };
  const names = [...new Set([account.name, member.name])];
  const sealed = seal({ id: account.uid, names, createdAt: account.createdAt, at });
  await recordHolder(tx, { ...fact, class: 'account', sealed });
  if (account.email) await recordHolder(tx, { ...fact, class: 'identity', sealed: seal({ email: account.email, name: account.name, at }) });
}

/** An anonymous place: what hangs on it stays true, and leads to nobody, not even by its outside id. */
async function stripMember(tx: Writer, memberId: number, { name, at }: { name: string; at: Date }) {
  const {
    members,
    drafts,
    bookmarks,
    badgesGiven,
    badgesHidden,
    ignores,
    notifications,
    moderatorSpaces,
    guests,
    invitations,
    reports,
    formerNames,
    notes,
    memberLabels,
    listExports,
  } = tx.t;
  await tx.delete(ignores).where(or(eq(ignores.memberId, memberId), eq(ignores.ignoredId, memberId)));
  await tx.delete(notifications).where(eq(notifications.memberId, memberId));
  await forgetFollows(tx, memberId);
  await tx.delete(drafts).where(eq(drafts.memberId, memberId));
  await tx.delete(bookmarks).where(eq(bookmarks.memberId, memberId));
  await tx.delete(badgesGiven).where(eq(badgesGiven.memberId, memberId));
  await tx.delete(badgesHidden).where(eq(badgesHidden.memberId, memberId));
  await tx.delete(moderatorSpaces).where(eq(moderatorSpaces.memberId, memberId));
  await tx.delete(guests).where(eq(guests.memberId, memberId));
  await tx.delete(formerNames).where(eq(formerNames.memberId, memberId));
  await tx.delete(notes).where(eq(notes.memberId, memberId));
  await tx.delete(memberLabels).where(eq(memberLabels.memberId, memberId));
  await tx.delete(listExports).where(eq(listExports.byId, memberId));
  await forgetLevel(tx, memberId);
  await unname(tx, memberId);
  await dropPhotos(tx, memberId);
  await dropReporter(tx, memberId);
  await tx.update(reports).set({ note: '' }).where(eq(reports.reporterId, memberId));
  await tx
    .update(invitations)
    .set({ state: 'revoked', email: null, emailKey: null, message: '', proposal: null, word: null })
    .where(eq(invitations.memberId, memberId));
  await tx.update(invitations).set({ message: '' }).where(eq(invitations.invitedById, memberId));
  await tx
    .update(members)
    .set({
      uid: uuidv7(at.getTime()),
      name,
      skeleton: null,
      handle: null,
      role: 'member',
      title: null,
      affiliation: null,
      interests: null,
      bio: null,
      links: null,
      badges: null,
      mailPace: 'never',
      ageDeclaredAt: null,
      charterVersion: null,
      importKey: null,
      goneAt: at,
    })
    .where(eq(members.id, memberId));
}

/** Who reported stands in the cases' logs by their outside id: the payload goes, the chain over its commitment stays. */
async function dropReporter(tx: Writer, memberId: number) {
  const { members, reports, caseLogPayloads } = tx.t;
  const [member] = await tx.select({ uid: members.uid }).from(members).where(eq(members.id, memberId));
  const cases = tx.select({ id: reports.caseId }).from(reports).where(eq(reports.reporterId, memberId));
  await tx
    .delete(caseLogPayloads)
    .where(and(inArray(caseLogPayloads.caseId, cases), like(caseLogPayloads.payload, `%"reporter":"${member!.uid}"%`)));
}

async function shutDoors(tx: Writer, accountId: number): Promise<string[]> {
  const { sessions, oneTimeKeys, passkeys, totp, recoveryCodes, identities, exchangedTokens, takeouts } = tx.t;
  const ended = await tx.delete(sessions).where(eq(sessions.accountId, accountId)).returning({ id: sessions.id });
  const ids = ended.map(({ id }) => id);
  if (ids.length > 0) await tx.delete(exchangedTokens).where(inArray(exchangedTokens.sessionId, ids));
  for (const door of [oneTimeKeys, passkeys, totp, recoveryCodes, identities, takeouts])
    await tx.delete(door).where(eq(door.accountId, accountId));
  return ids;
}

/** Mails to them that did not leave yet, or could not, with what was said of their address: there is nobody to write to. */
async function dropMails(tx: Writer, { accountId, memberIds, email }: { accountId: number; memberIds: number[]; email: string | null }) {
  const { outbox } = tx.t;
  const waiting = await tx.select({ id: outbox.id, data: outbox.data, failure: outbox.failure }).from(outbox);
  for (const { id, data, failure } of waiting) {
    const about = data as { accountId?: number; memberId?: number };
    const named = email !== null && JSON.stringify([data, failure]).toLowerCase().includes(email.toLowerCase());
    if (named || about.accountId === accountId || memberIds.includes(about.memberId ?? 0)) await tx.delete(outbox).where(eq(outbox.id, id));
  }
}

/** What was sent to the address before there was anybody here: no link of it opens anything any more. */
async function dropInvitations(tx: Writer, emailKey: string | null) {
  if (emailKey === null) return;
  const { invitations } = tx.t;
  await tx.update(invitations).set({ state: 'revoked', email: null, emailKey: null }).where(eq(invitations.emailKey, emailKey));
}

type Erasing = { memberIds: number[]; texts: Texts; since: Date | null };

/** Thread by thread, in turn with the threads' other writers; readers see each post change as it does. */
async function eraseTexts(deps: Deps, { memberIds, texts, since }: Erasing) {
  if (memberIds.length === 0) return;
  const { posts } = deps.db.read.t;
  for (let last = 0; ;) {
    const rows = await deps.db.read
      .select({ id: posts.id, threadId: posts.threadId })
      .from(posts)
      .where(and(inArray(posts.authorId, memberIds), gt(posts.id, last), since ? gte(posts.createdAt, since) : undefined))
      .orderBy(asc(posts.id))
      .limit(BATCH);
    if (rows.length === 0) return;
    for (const [threadId, those] of Map.groupBy(rows, (row) => row.threadId))
      await eraseIn(
        deps,
        threadId,
        those.map(({ id }) => id),
        texts,
      );
    last = rows.at(-1)!.id;
  }
}

async function eraseIn({ db, bus, now }: Deps, threadId: number, ids: number[], texts: Texts) {
  const { name: place } = (await findThreadPlace(db.read, threadId))!;
  const at = now();
  const told = await db.write(
    async (tx) => {
      const changes: Omit<Events['thread.changed'], 'threadId' | 'place'>[] = [];
      const cases: Events['case.decided'][] = [];
      for (const id of ids) {
        const post = (await postIn(tx, id))!;
        const keeps = texts === 'keep' && post.state === 'published';
        const caseId = keeps ? null : await withdrawCase(tx, id, at);
        if (caseId !== null) cases.push({ siteId: post.siteId, caseId });
        changes.push(...(keeps ? await rename(tx, post, at) : await erase(tx, post, at)));
        await eraseBeside(tx, id, keeps);
      }
      return { changes, cases };
    },
    { lock: place },
  );
  for (const change of told.changes) bus.emit('thread.changed', { threadId, place, ...change });
  for (const decided of told.cases) bus.emit('case.decided', decided);
}

/** The words stay; whose they were is told anew to whoever has them on screen. */
async function rename(tx: Writer, post: PostIn, at: Date) {
  await tx.update(tx.t.posts).set({ thanks: null }).where(eq(tx.t.posts.id, post.id)); // it may name them
  await forgetMarks(tx, post);
  await tellWebhooks(tx, { event: 'post.edited', siteId: post.siteId, subject: post.uid }, at);
  const seq = await appendChange(tx, { threadId: post.threadId, kind: 'post.edited', postId: post.id, count: 0, at });
  return [{ seq, kind: 'post.edited' as const }];
}

/** Its import key stays: the next import of the same export must not bring the words back. */
async function erase(tx: Writer, post: PostIn, at: Date) {
  const { posts } = tx.t;
  const seq = post.state === 'published' ? await takeDown(tx, post, 'deleted', at) : null;
  if (post.state === 'held') await settle(tx, post, 'deleted', at);
  await tx.update(posts).set({ source: '', html: '', previews: null, thanks: null, unindexed: true }).where(eq(posts.id, post.id));
  return seq === null ? [] : [{ seq, kind: 'post.deleted' as const }];
}

/** What quotes it goes with it: what it said before, what the phases matched, the passages and words of decisions and reports. */
async function eraseBeside(tx: Writer, postId: number, keeps: boolean) {
  const { revisions, findings, decisions, statements, reports } = tx.t;
  await tx.delete(revisions).where(eq(revisions.postId, postId));
  await tx.update(findings).set({ evidence: [], facts: {} }).where(eq(findings.postId, postId));
  if (keeps) return;
  await tx.update(decisions).set({ note: '' }).where(eq(decisions.postId, postId));
  await tx.update(statements).set({ passages: [], note: '' }).where(eq(statements.postId, postId));
  await tx.update(reports).set({ note: '' }).where(eq(reports.postId, postId));
}

/** The last row: what still pointed to the account goes with it, or points to nobody. */
async function closeAccount({ db, now }: Deps, accountId: number, memberIds: number[]) {
  await db.write(async (tx) => {
    const { accounts, members } = tx.t;
    const [account] = await tx.select({ uid: accounts.uid }).from(accounts).where(eq(accounts.id, accountId));
    if (memberIds.length > 0) await tx.update(members).set({ accountId: null }).where(inArray(members.id, memberIds));
    await tx.delete(accounts).where(eq(accounts.id, accountId));
    await logSecurity(tx, { event: 'account.erased', siteId: null, account: account!.uid, at: now() });
  });
}
