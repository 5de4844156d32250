import { and, eq, isNotNull } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { prepareDigest, refuseEmpty } from '../digests/prepare.ts';
import { startDigest } from '../digests/start-digest.ts';
import { Refusal } from '../errors.ts';
import { addToOutbox } from '../events/outbox.ts';
import { translate, type MessageKey } from '../i18n/translate.ts';
import { createPost, type Within } from '../posts/create-post.ts';
import { queueReports } from '../reporting/tell-reports.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { MAX_PINNED } from '../threads/marks.ts';
import { openThread } from '../threads/open-thread.ts';
import { setItem } from './change-item.ts';
import { wrote } from './policy.ts';
import { plannedNow } from './present.ts';
import { dueItems, type ItemRecord } from './queries.ts';
import { articlePlace, openingOf, requireAuthor, sayingOf } from './ready.ts';
import { NOT_OPENED, type NotOpened } from './tell-author.ts';
import type { Planned, Problem } from './wire.ts';

/** Of one run: the others are due at the next. */
const BATCH = 20;
/** A machine that was off for the morning still opens it; nobody wants the morning's question at midnight. */
const LATE_MS = 6 * 3_600_000;
/** Nobody asks: the clock does. */
const NOWHERE = { ip: 'calendar', port: null };

/** Opens what is due, each once; what cannot be goes back to approved, and says why. */
export async function publishDue(deps: Deps) {
  for (const record of await dueItems(deps.db.read, deps.now(), BATCH)) {
    // One that fails in an unexpected way is tried again until it is late; the others do not wait for it.
    await publishItem(deps, record).catch((err: unknown) =>
      deps.log.error({ err, item: record.item.uid }, 'a planned item was not opened'),
    );
  }
}

async function publishItem(deps: Deps, record: ItemRecord) {
  const site = (await findSite(deps.db.read, record.item.siteId))!;
  try {
    if (deps.now().getTime() - record.item.at!.getTime() > LATE_MS) await putBack(deps, record, { code: 'late' });
    else await open(deps, site, record);
  } catch (error) {
    if (error instanceof Overtaken) return;
    if (!(error instanceof Refusal)) throw error;
    await putBack(deps, record, sayWhy(site, error));
  }
  deps.bus.emit('calendar.changed', { siteId: site.id, item: record.item.uid });
}

/** It is no longer as it was when it was found due: another process, or a colleague, was there before. */
class Overtaken extends Error {}

async function open(deps: Deps, site: Site, record: ItemRecord) {
  const { item } = record;
  const { db } = deps;
  const known = await plannedNow(db.read, record);
  const actor = await requireAuthor(db.read, site, item.authorId);
  const who = { actor, address: NOWHERE };
  const alreadyRead = item.approvedById !== null && !wrote(item, item.approvedById);
  const within: Within = async (tx, { id: postId, threadId }) => {
    await markPublished(tx, item, { postId, threadId, at: deps.now() });
    if (item.kind === 'article')
      await queueReports(tx, { siteId: site.id, threadId, memberId: item.authorId, timeZone: site.timeZone }, deps.now());
    if (item.pinned && item.kind !== 'article') await pin(tx, threadId, deps.now());
  };
  if (item.kind === 'digest') return sendDigest(deps, site, record, known);
  if (item.kind !== 'article') return openThread(deps, who, { ...openingOf(known, deps.newId()), site, within, alreadyRead });
  const place = await articlePlace(db.read, site, known);
  return createPost(deps, who, { ...sayingOf(known, deps.newId()), parent: null, place, within, alreadyRead });
}

async function sendDigest(deps: Deps, site: Site, { item }: ItemRecord, known: Planned) {
  const prepared = await prepareDigest(deps, site, known, { leaving: true });
  refuseEmpty(prepared);
  const uid = deps.newId();
  await deps.db.write(async (tx) => {
    const at = deps.now();
    await markPublished(tx, item, { postId: null, threadId: null, at });
    await startDigest(tx, item, prepared, { uid, at });
  });
}

type Became = { postId: number | null; threadId: number | null; at: Date };

async function markPublished(tx: Writer, item: ItemRecord['item'], { postId, threadId, at }: Became) {
  const set = { state: 'published', problem: null, publishedAt: at, postId, threadId } as const;
  if (!(await setItem(tx, { ...item, byId: null }, { set, before: { state: 'scheduled' } }, at))) throw new Overtaken();
}

/** Where enough stand first already, it stands among the others. */
async function pin(tx: Writer, threadId: number, at: Date) {
  const { threads } = tx.t;
  const [thread] = await tx.select({ spaceId: threads.spaceId }).from(threads).where(eq(threads.id, threadId));
  const there = await tx.$count(threads, and(eq(threads.spaceId, thread!.spaceId!), isNotNull(threads.pinnedAt)));
  if (there < MAX_PINNED) await tx.update(threads).set({ pinnedAt: at }).where(eq(threads.id, threadId));
}

async function putBack({ db, now }: Deps, { item }: ItemRecord, why: Omit<Problem, 'at'>) {
  const at = now();
  const set = { state: 'approved', problem: { ...why, at: at.toISOString() } } as const;
  await db.write(async (tx) => {
    if (!(await setItem(tx, { ...item, byId: null }, { set, before: { state: 'scheduled' } }, at))) return;
    await addToOutbox(tx, { kind: NOT_OPENED, siteId: item.siteId, data: { item: item.id } satisfies NotOpened }, at);
  });
}

/** In the newsroom's language: nobody in particular asks. */
function sayWhy({ settings: { locale } }: Site, { code, facts }: Refusal): Omit<Problem, 'at'> {
  const fields = Object.entries(facts.fields ?? {}).map(
    ([name, [key, args]]) => [name, translate(locale, key as MessageKey, args)] as const,
  );
  return { code, ...(fields.length > 0 && { fields: Object.fromEntries(fields) }) };
}
