// A letter goes to its readers by pages: each page's entries of the outbox and how far it came are one transaction. From there each
// leaves as every letter does (notifications/letters.ts).
import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import { silentAbout } from '../follows/silent.ts';
import type { Locale } from '../i18n/translate.ts';
import type { Mail } from '../mail/mailer.ts';
import type { Writing } from '../notifications/compose.ts';
import { isNotBanned } from '../notifications/may-tell.ts';
import { afterQuiet } from '../notifications/quiet-hours.ts';
import { postIn } from '../posts/queries.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { pickedThreads, type Picked } from './picks.ts';
import { isAddressed, wantsLetters } from './readers.ts';
import { writeDigest, type Written } from './write-digest.ts';

export const DIGEST = 'digest.mail';
/** Members of one transaction. */
export const PAGE = 50;

/** To one member. */
export type DigestLetter = { member: number; digest: number };

/** Of one letter's entries of the outbox. */
export const keysOf = (digest: number) => `digest ${digest} `;

type Digest = Reader['t']['digests']['$inferSelect'];

/** Writes to the next page of readers of the oldest letter that leaves. False once there is none. */
export async function spreadPage({ db, now }: Pick<Writing, 'db' | 'now'>): Promise<boolean> {
  const { digests } = db.read.t;
  const [digest] = await db.read.select().from(digests).where(isNull(digests.spreadAt)).orderBy(asc(digests.id)).limit(1);
  if (!digest) return false;
  const site = (await findSite(db.read, digest.siteId))!;
  const at = now();
  const page = digest.calledOffAt ? [] : await readersAfter(db.read, site, digest, at);
  await db.write((tx) => writePage(tx, digest, page, at));
  return true;
}

async function readersAfter(reader: Reader, site: Site, digest: Digest, now: Date) {
  const { members, noticeSettings, accounts } = reader.t;
  const rows = await reader
    .select({ id: members.id, timeZone: noticeSettings.timeZone, quiet: noticeSettings.quiet })
    .from(noticeSettings)
    .innerJoin(members, eq(members.id, noticeSettings.memberId))
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(
      and(
        eq(noticeSettings.siteId, site.id),
        gt(noticeSettings.memberId, digest.after),
        wantsLetters(reader),
        await isAddressed(reader, site, digest, now),
      ),
    )
    .orderBy(asc(noticeSettings.memberId))
    .limit(PAGE);
  return rows.map(({ id, quiet, timeZone }) => ({ id, leaves: afterQuiet(now, { quiet, timeZone: timeZone ?? site.timeZone }) }));
}

/** Unless another process was there before. */
async function writePage(tx: Writer, { id, siteId, after }: Digest, page: { id: number; leaves: Date }[], at: Date) {
  const { digests, outbox } = tx.t;
  const set = { ...(page.length > 0 && { after: page.at(-1)!.id }), ...(page.length < PAGE && { spreadAt: at }) };
  const ours = await tx
    .update(digests)
    .set(set)
    .where(and(eq(digests.id, id), eq(digests.after, after), isNull(digests.spreadAt)))
    .returning({ id: digests.id });
  if (ours.length === 0 || page.length === 0) return;
  const rows = page.map(({ id: member, leaves }) => ({
    kind: DIGEST,
    siteId,
    data: { member, digest: id } satisfies DigestLetter,
    runAt: leaves,
    key: `${keysOf(id)}${member}`,
  }));
  await tx.insert(outbox).values(rows).onConflictDoNothing({ target: outbox.key });
}

/** Each of these as it is to be read by now; null for who wants none any more, and where nothing of it is left for them. */
export async function digestMails(deps: Writing, letters: DigestLetter[]): Promise<(Mail | null)[]> {
  if (letters.length === 0) return [];
  const { read } = deps.db;
  const people = await recipients(read, letters, deps.now());
  const found = new Map<number, Leaving>();
  for (const id of new Set(letters.map(({ digest }) => digest)))
    found.set(
      id,
      await leavingOf(
        deps,
        id,
        letters.filter(({ digest }) => digest === id).map(({ member }) => member),
      ),
    );
  return letters.map(({ member, digest: id }) => {
    const person = people.get(member);
    const { letter, site, threads, silent } = found.get(id)!;
    if (!person || !letter) return null;
    const theirs = threads.filter((thread) => !silent.get(thread.id)!.has(member));
    if (theirs.length === 0 && !letter.source.trim()) return null;
    const told = { site, locale: person.locale as Locale, member: person.uid, threads: theirs };
    return { to: person.email!, ...writeDigest(deps.config, letter, told) };
  });
}

async function recipients(reader: Reader, letters: DigestLetter[], now: Date) {
  const { members, noticeSettings, accounts } = reader.t;
  const ids = letters.map(({ member }) => member);
  const rows = await reader
    .select({ id: members.id, uid: members.uid, email: accounts.email, locale: accounts.locale })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .innerJoin(noticeSettings, eq(noticeSettings.memberId, members.id))
    .where(and(inArray(members.id, ids), isNull(members.goneAt), isNotBanned(reader, members.id, now), wantsLetters(reader)));
  return new Map(rows.map((row) => [row.id, row]));
}

/** `letter` null: called off. `silent`: who wants nothing of a thread, by its id. */
type Leaving = { letter: Written | null; site: Site; threads: Picked[]; silent: Map<number, Set<number>> };

async function leavingOf({ db: { read }, now }: Writing, id: number, memberIds: number[]): Promise<Leaving> {
  const { digests } = read.t;
  const [digest] = await read.select().from(digests).where(eq(digests.id, id));
  const site = (await findSite(read, digest!.siteId))!;
  const threads = await pickedThreads(read, site.id, digest!.picks, now());
  const silent = new Map<number, Set<number>>();
  for (const thread of threads) silent.set(thread.id, await silentTo(read, thread, memberIds));
  return { letter: digest!.calledOffAt ? null : { ...digest!, digest: digest!.uid }, site, threads, silent };
}

/** Muted it, or ignore who opened it. */
async function silentTo(reader: Reader, { openingId, authorId, id }: Picked, memberIds: number[]): Promise<Set<number>> {
  const { ignores, posts } = reader.t;
  const [first] =
    openingId === null ? await reader.select({ id: posts.id }).from(posts).where(eq(posts.threadId, id)).limit(1) : [{ id: openingId }];
  const post = first && (await postIn(reader, first.id));
  const silent = post ? await silentAbout(reader, post, memberIds) : new Set<number>();
  if (authorId === null) return silent;
  const rows = await reader
    .select({ id: ignores.memberId })
    .from(ignores)
    .where(and(eq(ignores.ignoredId, authorId), inArray(ignores.memberId, memberIds)));
  return new Set([...silent, ...rows.map((row) => row.id)]);
}
