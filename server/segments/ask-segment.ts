import { and, asc, eq, gt, gte, ne, notExists, sql } from 'drizzle-orm';
import { alias } from '../db/alias.ts';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { takeTurns } from '../events/take-turns.ts';
import { silentAbout } from '../follows/silent.ts';
import type { Staff } from '../http/who.ts';
import { insertNotice } from '../notifications/insert-notice.ts';
import { hears } from '../notifications/may-tell.ts';
import { postIn, type PostIn } from '../posts/queries.ts';
import { logSecurity } from '../security/log.ts';
import { findSite } from '../sites/queries.ts';
import { isClosed, isOut, rulesOf } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { membersWho } from './filter.ts';
import { segmentByUid } from './queries.ts';

/** Members of one transaction. */
const PAGE = 200;
/** Days between two of the newsroom's askings of one member. */
const REST_DAYS = 14;

/** `after`: the last member who was looked at. */
type Telling = { asking: number; after: number };
const keyOf = (asking: number) => `asking ${asking}`;

/** Asks who is in a segment to a conversation, soon. Refuses `not_found` without the segment, `invalid` for a conversation that is not there, or takes no answers. */
export async function askSegment(deps: Deps, { site, member, session }: Staff, { id, thread: uid }: { id: string; thread: string }) {
  const { db, now } = deps;
  const segment = await segmentByUid(db.read, site.id, id);
  if (!segment) throw new Refusal('not_found');
  const postId = await openingOf(db.read, uid, { siteId: site.id, now: now() });
  if (postId === null) throw new Refusal('invalid', { fields: { thread: ['field.segment_thread'] } });
  await db.write(async (tx) => {
    const at = now();
    const { name, filter } = segment;
    const [made] = await tx
      .insert(tx.t.askings)
      .values({ siteId: site.id, postId, name, filter, byId: member.id, at })
      .returning({ id: tx.t.askings.id });
    const data: Telling = { asking: made!.id, after: 0 };
    await addToOutbox(tx, { kind: 'segment.asked', siteId: site.id, data, key: keyOf(made!.id) }, at);
    await logSecurity(tx, { event: 'segment.asked', siteId: site.id, actor: session.account.uid, facts: { name }, at });
  });
}

/** What opened it; null where it is not there for everybody, or takes no answers. */
async function openingOf(reader: Reader, thread: string | number, { siteId, now }: { siteId: number; now: Date }): Promise<number | null> {
  const place = await findThreadPlace(reader, thread);
  if (!place || place.site.id !== siteId || !isOut(place.thread, now) || isClosed(rulesOf(place, now), now)) return null;
  return place.thread.openingId;
}

export const askingOutbox = (deps: Deps): OutboxHandlers => ({ 'segment.asked': (telling: Telling) => tellAsked(deps, telling) });

async function tellAsked({ db, bus, now }: Deps, { asking: id, after }: Telling) {
  const { askings } = db.read.t;
  const [asking] = await db.read.select().from(askings).where(eq(askings.id, id));
  const post = asking && (await postIn(db.read, asking.postId));
  if (!asking || !post) return;
  const rest = takeTurns();
  for (let last: number | null = after; last !== null; await rest()) {
    const open = (await openingOf(db.read, post.threadId, { siteId: asking.siteId, now: now() })) === post.id;
    if (!open || post.state !== 'published') return;
    const page = await db.write((tx) => tellPage(tx, { asking, post, after: last! }, now()));
    for (const memberId of page.told) bus.emit('notice.added', { memberId });
    last = page.upTo;
  }
}

type Asking = Reader['t']['askings']['$inferSelect'];

async function tellPage(tx: Writer, { asking, post, after }: { asking: Asking; post: PostIn; after: number }, at: Date) {
  const { members, posts, outbox, askings } = tx.t;
  const site = (await findSite(tx, asking.siteId))!;
  const rows = await tx
    .select({ id: members.id })
    .from(members)
    .innerJoin(posts, eq(posts.id, post.id))
    .where(
      and(
        await membersWho(tx, site, asking.filter, at),
        gt(members.id, after),
        ne(members.id, posts.authorId),
        hears(tx, members.id, { authorId: posts.authorId, now: at }),
        isRested(tx, at),
      ),
    )
    .orderBy(asc(members.id))
    .limit(PAGE);
  const ids = rows.map(({ id }) => id);
  const silent = await silentAbout(tx, post, ids);
  const told = ids.filter((id) => !silent.has(id));
  for (const memberId of told)
    await insertNotice(tx, { siteId: asking.siteId, memberId, kind: 'asked', postId: post.id, event: post.id }, at);
  const upTo = ids.length < PAGE ? null : ids.at(-1)!;
  await tx
    .update(askings)
    .set({ told: sql`${askings.told} + ${told.length}`, ...(upTo === null && { doneAt: at }) })
    .where(eq(askings.id, asking.id));
  const place: Telling = { asking: asking.id, after: upTo ?? ids.at(-1) ?? after };
  await tx
    .update(outbox)
    .set({ data: place })
    .where(eq(outbox.key, keyOf(asking.id)));
  return { told, upTo };
}

/** Not asked to anything lately. Index: notifications_member. */
function isRested(reader: Reader, now: Date) {
  const { notifications, members } = reader.t;
  const asked = alias(notifications, 'asked');
  return notExists(
    reader
      .select({ one: sql`1` })
      .from(asked)
      .where(
        and(
          eq(asked.memberId, members.id),
          eq(asked.kind, 'asked'),
          gte(asked.createdAt, new Date(now.getTime() - REST_DAYS * 86_400_000)),
        ),
      ),
  );
}
