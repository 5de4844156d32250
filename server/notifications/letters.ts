// What waits is sent in two steps, each in short pages. A member’s turn comes when `dueAt` says so: what is due by
// their paces becomes one letter, and is waited for no more (one transaction: no two processes make it twice). A letter is taken by
// one worker, read anew, and given up in advance before the mail server has it: whoever is killed from there on sends it to
// nobody twice, and leaves it for a person to see.
import { and, asc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { GIVEN_UP, putOff, takeDue } from '../events/outbox.ts';
import { takeTurns } from '../events/take-turns.ts';
import { countSent } from '../digests/count-sent.ts';
import { DIGEST, digestMails, spreadPage, type DigestLetter } from '../digests/spread.ts';
import type { Mail } from '../mail/mailer.ts';
import { countMails } from '../mail/count-mails.ts';
import { lettersFor, type Writing } from './compose.ts';
import { leavesAt, paceOf, pacesOf } from './pace.ts';
import type { NoticeKind } from './schema.ts';

/** Of one page: some milliseconds' work, for which a reader may have to wait. */
export const MEMBERS = 50;
const LETTERS = 25;
/** As many as there are connections (mail/mailer.ts). */
const AT_ONCE = 10;

const LETTER = 'notice.mail';
type Sending = Writing & Pick<Deps, 'mail'>;
export type Letter = { memberId: number; at: string };

/** Sends what is due; resolves with how many letters it took up. Failures are told to `onError`, and come back later. */
export async function runLetters(deps: Sending, onError: (error: unknown) => void, stopping?: AbortSignal): Promise<number> {
  const rest = takeTurns();
  while (!stopping?.aborted && (await planPage(deps))) await rest();
  while (!stopping?.aborted && (await spreadPage(deps))) await rest();
  let taken = 0;
  for (let page = await takePage(deps); page.length > 0;) {
    taken += page.length;
    const sent = await sendPage(deps, page, { rest, onError });
    // What is asked for together is on disk together.
    const forgotten = deps.db.write((tx) => forget(tx, sent, deps.now()));
    [page] = await Promise.all([stopping?.aborted ? [] : takePage(deps), forgotten]);
    await rest();
  }
  return taken;
}

/** False once nobody's turn has come. */
async function planPage({ db, now }: Sending): Promise<boolean> {
  const at = now();
  const due = await dueMembers(db.read, at);
  if (due.length === 0) return false;
  const waiting = Map.groupBy(
    await waitingKinds(
      db.read,
      due.map(({ memberId }) => memberId),
    ),
    ({ memberId }) => memberId,
  );
  const plans = due.map((member) => planOf(member, waiting.get(member.memberId) ?? [], at));
  await db.write((tx) => carryOut(tx, plans, at));
  return true;
}

type Due = Awaited<ReturnType<typeof dueMembers>>[number];

function dueMembers(reader: Reader, now: Date) {
  const { noticeSettings, members, sites } = reader.t;
  return reader
    .select({
      memberId: noticeSettings.memberId,
      siteId: noticeSettings.siteId,
      dueAt: noticeSettings.dueAt,
      paces: noticeSettings.paces,
      digestAt: noticeSettings.digestAt,
      quiet: noticeSettings.quiet,
      timeZone: noticeSettings.timeZone,
      siteZone: sites.timeZone,
      mailPace: members.mailPace,
    })
    .from(noticeSettings)
    .innerJoin(members, eq(members.id, noticeSettings.memberId))
    .innerJoin(sites, eq(sites.id, noticeSettings.siteId))
    .where(lte(noticeSettings.dueAt, now))
    .orderBy(asc(noticeSettings.dueAt), asc(noticeSettings.memberId))
    .limit(MEMBERS);
}

type Waiting = Awaited<ReturnType<typeof waitingKinds>>[number];

/** Since when something of each kind waits for a mail. */
function waitingKinds(reader: Reader, memberIds: number[]) {
  const { notifications } = reader.t;
  return reader
    .select({
      memberId: notifications.memberId,
      kind: notifications.kind,
      since: sql<Date>`min(${notifications.createdAt})`.mapWith(notifications.createdAt),
    })
    .from(notifications)
    .where(and(inArray(notifications.memberId, memberIds), isNull(notifications.mailedAt)))
    .groupBy(notifications.memberId, notifications.kind);
}

type Plan = { member: Due; leaving: NoticeKind[]; passed: NoticeKind[]; next: Date | null };

/** Of each kind the oldest decides: what came after leaves along with it. */
function planOf(member: Due, waiting: Waiting[], now: Date): Plan {
  const paces = pacesOf(member);
  const clock = { ...member, timeZone: member.timeZone ?? member.siteZone };
  const timed = waiting.map(({ kind, since }) => ({ kind, leaves: leavesAt(since, paceOf(kind, paces), clock) }));
  const later = timed.flatMap(({ leaves }) => (leaves && leaves > now ? [leaves.getTime()] : []));
  return {
    member,
    leaving: timed.flatMap(({ kind, leaves }) => (leaves && leaves <= now ? [kind] : [])),
    passed: timed.flatMap(({ kind, leaves }) => (leaves ? [] : [kind])),
    next: later.length > 0 ? new Date(Math.min(...later)) : null,
  };
}

/** Who was told of more since the page was read keeps their turn. */
async function carryOut(tx: Writer, all: Plan[], at: Date) {
  const { noticeSettings, outbox } = tx.t;
  const now = await tx
    .select({ memberId: noticeSettings.memberId, dueAt: noticeSettings.dueAt })
    .from(noticeSettings)
    .where(
      inArray(
        noticeSettings.memberId,
        all.map(({ member }) => member.memberId),
      ),
    );
  const turns = new Map(now.map(({ memberId, dueAt }) => [memberId, dueAt?.getTime()]));
  const plans = all.filter(({ member }) => turns.get(member.memberId) === member.dueAt!.getTime());
  for (const [, some] of Map.groupBy(plans, ({ next }) => next?.getTime()))
    await tx
      .update(noticeSettings)
      .set({ dueAt: some[0]!.next })
      .where(inArray(noticeSettings.memberId, idsOf(some)));
  for (const [, some] of Map.groupBy(plans, ({ leaving }) => leaving.toSorted().join()))
    await settle(tx, { memberIds: idsOf(some), kinds: some[0]!.leaving }, at);
  for (const [, some] of Map.groupBy(plans, ({ passed }) => passed.toSorted().join()))
    await settle(tx, { memberIds: idsOf(some), kinds: some[0]!.passed }, PASSED_OVER);
  const letters = plans.flatMap(({ leaving, member: { memberId, siteId } }) =>
    leaving.length === 0
      ? []
      : [
          {
            kind: LETTER,
            siteId,
            data: { memberId, at: at.toISOString() } satisfies Letter,
            runAt: at,
            key: `letter ${memberId} ${at.getTime()}`,
          },
        ],
  );
  if (letters.length > 0) await tx.insert(outbox).values(letters).onConflictDoNothing({ target: outbox.key });
}

const idsOf = (plans: Plan[]) => plans.map(({ member }) => member.memberId);

/** No letter of that moment is ever looked for. */
const PASSED_OVER = new Date(0);

async function settle(tx: Writer, { memberIds, kinds }: { memberIds: number[]; kinds: NoticeKind[] }, mailedAt: Date) {
  if (kinds.length === 0) return;
  const { notifications } = tx.t;
  await tx
    .update(notifications)
    .set({ mailedAt })
    .where(and(inArray(notifications.memberId, memberIds), inArray(notifications.kind, kinds), isNull(notifications.mailedAt)));
}

type Taken = Awaited<ReturnType<typeof takePage>>[number];

const takePage = ({ db, now }: Sending) => takeDue(db, { kinds: [LETTER, DIGEST], most: LETTERS }, now());

type Manner = { rest: () => Promise<void>; onError: (error: unknown) => void };
/** `forgotten`: nothing of it is left to do. */
type Sent = { entry: Taken; forgotten: boolean; left: boolean };

async function sendPage(deps: Sending, page: Taken[], { rest, onError }: Manner): Promise<Sent[]> {
  const mails = await mailsOf(deps, page);
  await rest();
  const letters = page.flatMap((entry, n) => (mails[n] ? { entry, mail: mails[n] } : []));
  const ours = await giveUp(
    deps,
    letters.map(({ entry }) => entry),
  );
  const sent: Sent[] = page.filter((_, n) => !mails[n]).map((entry) => ({ entry, forgotten: true, left: false }));
  const leaving = letters.filter(({ entry }) => ours.has(entry.id));
  for (let i = 0; i < leaving.length; i += AT_ONCE)
    sent.push(...(await Promise.all(leaving.slice(i, i + AT_ONCE).map((letter) => send(deps, letter, onError)))));
  return sent;
}

/** In the order of the page. */
async function mailsOf(deps: Sending, page: Taken[]): Promise<(Mail | null)[]> {
  const of = (kind: string) => page.filter((entry) => entry.kind === kind);
  const [notices, digests] = [of(LETTER), of(DIGEST)];
  const written = new Map<Taken, Mail | null>();
  (
    await lettersFor(
      deps,
      notices.map(({ data }) => data as Letter),
    )
  ).forEach((mail, n) => written.set(notices[n]!, mail));
  (
    await digestMails(
      deps,
      digests.map(({ data }) => data as DigestLetter),
    )
  ).forEach((mail, n) => written.set(digests[n]!, mail));
  return page.map((entry) => written.get(entry)!);
}

/** Those of one taking that nobody took since: nobody sends them again by itself from here on, unless we live to say that it failed. */
async function giveUp({ db, now }: Sending, entries: Taken[]): Promise<Set<number>> {
  if (entries.length === 0) return new Set();
  const failure = { at: now().toISOString(), reason: INTERRUPTED, to: null, lasting: true };
  const ids = entries.map(({ id }) => id);
  const ours = await db.write((tx) => {
    const { outbox } = tx.t;
    return tx
      .update(outbox)
      .set({ runAt: GIVEN_UP, failure })
      .where(and(inArray(outbox.id, ids), eq(outbox.runAt, entries[0]!.runAt)))
      .returning({ id: outbox.id });
  });
  return new Set(ours.map(({ id }) => id));
}

/** In the words of those that a mail server says: English. */
const INTERRUPTED = 'Stopped while it was being sent: it may have arrived.';

async function send(deps: Sending, { entry, mail }: { entry: Taken; mail: Mail }, onError: Manner['onError']): Promise<Sent> {
  try {
    await deps.mail(mail);
    return { entry, forgotten: true, left: true };
  } catch (error) {
    onError(error);
    await putOff(deps.db, entry, { error, now: deps.now() });
    return { entry, forgotten: false, left: false };
  }
}

async function forget(tx: Writer, sent: Sent[], at: Date) {
  const { outbox } = tx.t;
  const ids = sent.flatMap(({ entry, forgotten }) => (forgotten ? [entry.id] : []));
  if (ids.length > 0) await tx.delete(outbox).where(inArray(outbox.id, ids));
  const left = sent.flatMap((one) => (one.left ? [one.entry] : []));
  await countMails(tx, left, { sent: 1 }, at);
  await countSent(tx, left);
}
