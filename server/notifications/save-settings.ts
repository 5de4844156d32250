import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Actor } from '../http/who.ts';
import { REASONS, type Pace, type Paces } from './pace.ts';
import { settingsOf } from './queries.ts';
import type { Quiet } from './quiet-hours.ts';

/** `timeZone`: IANA, null for the site's; `digestAt`: HH:MM. */
export type Settings = {
  paces: Paces;
  timeZone: string | null;
  digestAt: string;
  quiet: Quiet | null;
  followsWritten: boolean;
  /** Of the newsroom: the review of each day, at 8:00. */
  review?: boolean;
  letters: boolean;
};

/** How a member wants to be told from now on; what waits is looked at anew. */
export async function saveSettings({ db, now }: Deps, { member }: Pick<Actor, 'member'>, { paces, letters, ...settings }: Settings) {
  await db.write(async (tx) => {
    const { noticeSettings } = tx.t;
    await setPace(tx, member.id, paces.answers);
    const { lettersSince } = await settingsOf(tx, member.id);
    const set = { ...settings, paces, lettersSince: letters ? (lettersSince ?? now()) : null, dueAt: now() };
    await tx
      .insert(noticeSettings)
      .values({ ...set, memberId: member.id, siteId: member.siteId })
      .onConflictDoUpdate({ target: noticeSettings.memberId, set });
  });
}

/** The same of what they follow alone. */
export async function setFollowedPace({ db, now }: Deps, { member }: Pick<Actor, 'member'>, followed: Pace) {
  await db.write(async (tx) => {
    const { noticeSettings } = tx.t;
    const { paces } = await settingsOf(tx, member.id);
    const set = { paces: { ...paces, followed }, dueAt: now() };
    await tx
      .insert(noticeSettings)
      .values({ ...set, memberId: member.id, siteId: member.siteId })
      .onConflictDoUpdate({ target: noticeSettings.memberId, set });
  });
}

/** No mail of these any more, by the outside id that a mail's link names. Whoever has left by now gets none either. */
export async function stopMails({ db }: Deps, uid: string) {
  await db.write(async (tx) => {
    const { members, noticeSettings } = tx.t;
    const [member] = await tx
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.uid, uid), isNull(members.goneAt)));
    if (!member) return;
    await setPace(tx, member.id, 'never');
    const paces = Object.fromEntries(REASONS.map((reason) => [reason, 'never'])) as Paces;
    await tx.update(noticeSettings).set({ paces, lettersSince: null }).where(eq(noticeSettings.memberId, member.id));
  });
}

/** No letter of the newsroom's any more, and nothing else; counted for the letter that somebody stopped them by. */
export async function stopLetters({ db }: Deps, { member: uid, letter }: { member: string; letter: string }) {
  await db.write(async (tx) => {
    const { members, noticeSettings, digests } = tx.t;
    const theirs = tx.select({ id: members.id }).from(members).where(eq(members.uid, uid));
    const stopped = await tx
      .update(noticeSettings)
      .set({ lettersSince: null })
      .where(and(inArray(noticeSettings.memberId, theirs), isNotNull(noticeSettings.lettersSince)))
      .returning({ memberId: noticeSettings.memberId });
    if (stopped.length === 0) return;
    await tx
      .update(digests)
      .set({ stopped: sql`${digests.stopped} + 1` })
      .where(eq(digests.uid, letter));
  });
}

/** No review of the day any more; all others stay as they are. */
export async function stopReview({ db }: Deps, uid: string) {
  await db.write(async (tx) => {
    const { members, noticeSettings } = tx.t;
    const one = tx.select({ id: members.id }).from(members).where(eq(members.uid, uid));
    await tx.update(noticeSettings).set({ review: false }).where(inArray(noticeSettings.memberId, one));
  });
}

async function setPace(tx: Writer, memberId: number, mailPace: Pace) {
  const { members } = tx.t;
  await tx
    .update(members)
    .set({ mailPace })
    .where(and(eq(members.id, memberId), isNull(members.goneAt)));
}
