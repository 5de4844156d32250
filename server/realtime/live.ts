import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { lacksSecondFactor } from '../accounts/policy.ts';
import { readToken } from '../accounts/token.ts';
import { findMember, roleOf, type Member } from '../accounts/queries.ts';
import { sessionCookieOf } from '../http/who.ts';
import { blindRow, isBlind } from '../cases/blind.ts';
import { presentClaim, presentRow } from '../cases/present.ts';
import { mineCount, openCounts, type Beat } from '../cases/list.ts';
import { caseBy, decisionsOf, heldReasonsOf, statementsOf, type CaseRecord } from '../cases/queries.ts';
import type { CaseEvent, ClaimEvent, MineEvent, ReadersEvent } from '../cases/wire.ts';
import type { Reader } from '../db/database.ts';
import { lastSeq } from '../inbox/queries.ts';
import type { InboxEvent } from '../inbox/wire.ts';
import type { Deps } from '../deps.ts';
import { namesOf, spacesOf } from '../members/queries.ts';
import { countUnread } from '../notifications/queries.ts';
import type { NoticeEvent } from '../notifications/wire.ts';
import { presentOwn } from '../posts/present.ts';
import { originsOf } from '../partners/policy.ts';
import type { CalendarEvent } from '../planning/wire.ts';
import { postById, postsByIds } from '../posts/queries.ts';
import { isFor, type LiveEvent } from '../rights.ts';
import { canSee } from '../sites/opening.ts';
import { findSite, findSiteByHost, findSiteByKey } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { canFind, isOut, moderates } from '../threads/policy.ts';
import { findArticlePlace, findThreadPlace, spaceSlugs, type Place } from '../threads/queries.ts';
import type { ChangesEvent, ChangeWire, OpenedEvent } from '../threads/wire.ts';
import { readChanges } from '../threads/read-thread.ts';
import type { Session } from '../accounts/sessions.ts';
import { inBeats } from './in-beats.ts';
import { AGAIN_MS, shareReadings, type Reading, type Readings } from './readings.ts';
import { redrawMember } from './redraw-member.ts';

/** Milliseconds over which told-to-leave sockets come back, so that a restart is no stampede. */
const SPREAD_MS = 5000;
/** Milliseconds that requests under way have to finish. */
const GRACE_MS = 5000;
/** Milliseconds after which a connection that has had its answer is closed. */
const IDLE_MS = 100;

export type Live = {
  /** Tells every socket to come back in a while, and closes. */
  stop(): Promise<void>;
  io: Server;
};

type Ack = (answer: { seq: number } | { error: string }) => void;
type Asked = { site?: unknown; article?: unknown; thread?: unknown; case?: unknown };

/**
 * Live updates. A room is a place; one joins it after the server has checked the right to read. What is sent is never
 * the only way to know: a client that misses anything sees the gap in the numbers and asks.
 */
export function startLive(deps: Deps, server: HttpServer, { readingsAgainMs = AGAIN_MS } = {}): Live {
  let stopping = false;
  const io = new Server(server, {
    path: '/live/',
    serveClient: false,
    cors: { origin: true },
    maxHttpBufferSize: 16_384,
    // A connection opened before the stop, and silent until now, would begin anew what is being ended.
    allowRequest: (_, decide) => decide(null, !stopping),
  });
  io.on('connection', (socket) => {
    const who = sessionOf(deps, socket).catch(() => null);
    for (const [name, handle] of Object.entries(events)) {
      const listen = async (asked: unknown) => handle(deps, { socket, visitor: await who, readings }, Object(asked) as Asked);
      socket.on(name, (...given: unknown[]) => void answer(given.at(-1), () => listen(given[0])));
    }
  });
  const beats = inBeats(
    (...changed) => tellChanges(deps, io, ...changed),
    (error) => deps.log.error({ err: error }, 'telling the changes of a thread failed'),
  );
  tell(deps, io, beats);
  const readings = shareReadings(deps, {
    here: () => [...io.of('/').sockets.values()].flatMap(({ data }) => (data.reading as Reading | undefined) ?? []),
    tell: (...read) => tellReaders(deps, io, ...read),
    againMs: readingsAgainMs,
  });
  return {
    io,
    stop: async () => {
      stopping = true;
      beats.stop();
      readings.stop();
      io.emit('stop', { spread: SPREAD_MS });
      const idle = setInterval(() => server.closeIdleConnections(), IDLE_MS);
      const late = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await io.close();
      clearInterval(idle);
      clearTimeout(late);
    },
  };
}

/** What a socket may ask; who may, says rights.ts (`live join`). */
const events = { join, leave, forum: joinForum, me: joinOwn, desk: joinDesk, reading } satisfies Record<LiveEvent, unknown>;

/** Rooms beside the places: a member's own, a site's desk or that of some of its spaces, whoever is at it, a session (to end it). */
const forumRoom = (siteId: number) => `f:${siteId}`;
const memberRoom = (memberId: number) => `m:${memberId}`;
const deskRoom = ({ siteId, spaces, blind }: AtDesk) =>
  `d:${siteId}:${spaces?.toSorted((a, b) => a - b).join() ?? ''}:${blind ? 'blind' : ''}`;
/** `blind`: they are not told whom a case is about (cases/blind.ts). */
type AtDesk = Beat & { blind: boolean };
/** Of who may open the inbox: that something changed is all that is told there. */
const inboxRoom = (siteId: number) => `i:${siteId}`;
const staffRoom = (memberId: number) => `staff:${memberId}`;
/** Whoever has anything of a site but its desk: cut off where it shuts, for each to ask anew. */
const siteRoom = (siteId: number) => `site:${siteId}`;
const sessionRoom = (sessionId: string) => `s:${sessionId}`;

function tell(deps: Deps, io: Server, beats: ReturnType<typeof inBeats>) {
  const { bus } = deps;
  bus.on('thread.changed', beats.heard);
  bus.on('post.settled', async ({ postId, place, authorId }) => {
    const room = io.to(memberRoom(authorId));
    const row = (await postById(deps.db.read, postId))!;
    const site = (await findSite(deps.db.read, row.siteId))!;
    const now = deps.now();
    const [statements, reasons] = [await statementsOf(deps.db.read, [row.id], now), await heldReasonsOf(deps.db.read, [row.id])];
    room.emit('own', { place, post: presentOwn(row, { config: deps.config, site, statements, heldFor: reasons.get(row.id) ?? [], now }) });
  });
  bus.on('notice.added', async ({ memberId }) => {
    // Thousands may be told at once, of whom few are here.
    if (!io.sockets.adapter.rooms.has(memberRoom(memberId))) return;
    const notice: NoticeEvent = { unread: await countUnread(deps.db.read, memberId, deps.now()) };
    io.to(memberRoom(memberId)).emit('notice', notice);
  });
  for (const kind of ['case.opened', 'case.changed', 'case.decided'] as const) {
    bus.on(kind, async ({ siteId, caseId }) => {
      const row = (await caseBy(deps.db.read, caseId))!;
      const site = (await findSite(deps.db.read, siteId))!;
      const told = presentRow(deps.config, site, row, await decisionsOf(deps.db.read, [row]));
      for (const beat of beatsAtDesk(io, siteId)) {
        if (!moderates({ site, spaces: beat.spaces }, row)) continue;
        io.to(deskRoom(beat)).emit('case', {
          kind,
          case: beat.blind ? blindRow(told) : told,
          counts: await openCounts(deps.db.read, beat),
        } satisfies CaseEvent);
      }
      if (row.assigneeId !== null) await tellMine(deps, io, { siteId, memberId: row.assigneeId });
    });
  }
  bus.on('case.claimed', async ({ siteId, caseId }) => {
    const row = (await caseBy(deps.db.read, caseId))!;
    tellBeats(io, row, 'claim', { case: row.uid, claim: presentClaim(row) } satisfies ClaimEvent, siteId);
  });
  bus.on('calendar.changed', ({ siteId, item }) => {
    for (const beat of beatsAtDesk(io, siteId)) io.to(deskRoom(beat)).emit('calendar', { item } satisfies CalendarEvent);
  });
  bus.on('inbox.changed', ({ siteId }) => tellInbox(deps, io, siteId));
  bus.on('thread.changed', ({ threadId }) => tellInboxOf(deps, io, threadId));
  bus.on('case.assigned', (fact) => tellMine(deps, io, fact));
  for (const name of ['member.changed', 'rights.changed'] as const) bus.on(name, ({ memberId }) => redrawMember(deps, io, memberId));
  bus.on('rights.changed', async ({ memberId }) => {
    for (const socket of await io.in(staffRoom(memberId)).fetchSockets()) {
      for (const room of socket.rooms) if (room.startsWith('d:') || room.startsWith('i:')) socket.leave(room);
      socket.emit('rights');
    }
  });
  bus.on('session.renewed', ({ from, to }) => void io.in(sessionRoom(from)).socketsJoin(sessionRoom(to)));
  bus.on('site.shut', async ({ siteId }) => {
    for (const socket of await io.in(siteRoom(siteId)).fetchSockets()) {
      socket.emit('stop', { spread: SPREAD_MS });
      socket.disconnect();
    }
  });
  bus.on('events.missed', () => {
    io.emit('stop', { spread: SPREAD_MS });
    io.disconnectSockets();
  });
  bus.on('session.ended', ({ sessionId }) => void io.in(sessionRoom(sessionId)).disconnectSockets());
}

/** To whoever has the thread open: all that changed in one frame. */
async function tellChanges(deps: Deps, io: Server, threadId: number, after: number, upTo: number) {
  const found = (await findThreadPlace(deps.db.read, threadId))!;
  const { rooms } = io.of('/').adapter;
  if (!rooms.has(found.name) && !rooms.has(forumRoom(found.site.id))) return;
  const { changes } = await readChanges(deps, null, found, after, upTo);
  if (changes.length > 0) io.to(found.name).emit('changes', { place: found.name, changes } satisfies ChangesEvent);
  if (changes.some(({ kind }) => kind === 'post.published')) await tellForum(deps, io, found, changes);
}

/** A conversation that readers find from now on, to whoever has a list open. */
async function tellForum({ db, now }: Deps, io: Server, { site, space, thread }: Place, changes: ChangeWire[]) {
  if (!thread?.openingId || !space || !isOut(thread, now()) || !io.of('/').adapter.rooms.has(forumRoom(site.id))) return;
  const [opening] = await postsByIds(db.read, [thread.openingId]);
  if (!changes.some(({ post }) => post?.id === opening?.uid)) return;
  const spaces = await spaceSlugs(db.read, space.id);
  io.to(forumRoom(site.id)).emit('opened', { thread: thread.uid, spaces } satisfies OpenedEvent);
}

/** How many are theirs is told to them alone. */
async function tellMine({ db }: Deps, io: Server, { siteId, memberId }: { siteId: number; memberId: number }) {
  const mine = await mineCount(db.read, { siteId, spaces: null }, memberId);
  io.to(staffRoom(memberId)).emit('mine', { mine } satisfies MineEvent);
}

/** Up to which number: whoever has it open asks for what they may see of it. */
async function tellInbox({ db }: Deps, io: Server, siteId: number) {
  if (!io.of('/').adapter.rooms.has(inboxRoom(siteId))) return;
  io.to(inboxRoom(siteId)).emit('inbox', { seq: await lastSeq(db.read, siteId) } satisfies InboxEvent);
}

/** What happens in a thread may bring or answer something. */
async function tellInboxOf(deps: Deps, io: Server, threadId: number) {
  if (![...io.of('/').adapter.rooms.keys()].some((name) => name.startsWith('i:'))) return;
  const { site } = (await findThreadPlace(deps.db.read, threadId))!;
  await tellInbox(deps, io, site.id);
}

/** To all at the desk who may see this case. */
function tellBeats(io: Server, row: CaseRecord, name: string, event: unknown, siteId: number) {
  for (const beat of beatsAtDesk(io, siteId))
    if (moderates({ site: { id: siteId }, spaces: beat.spaces }, row)) io.to(deskRoom(beat)).emit(name, event);
}

/** What somebody listens to now at the desk of a site, once each. */
const beatsAtDesk = (io: Server, siteId: number): AtDesk[] =>
  [...io.of('/').adapter.rooms.keys()]
    .filter((name) => name.startsWith(`d:${siteId}:`))
    .map((name) => name.split(':'))
    .map(([, , list, blind]) => ({ siteId, spaces: list ? list.split(',').map(Number) : null, blind: blind === 'blind' }));

async function join(deps: Deps, { socket, visitor }: Caller, asked: Asked) {
  const first = await mayEnter(deps, { socket, visitor }, asked);
  if ('error' in first) return first;
  const { place, member } = first;
  await socket.join([place.name, siteRoom(place.site.id)]);
  if (visitor && member) await socket.join([memberRoom(member.id), sessionRoom(visitor.id)]);
  // What was told, or taken from them, while they were on their way in, is found at a second look.
  const second = await mayEnter(deps, { socket, visitor }, asked);
  if (!('error' in second)) return { seq: second.place.thread?.seq ?? 0 };
  await socket.leave(place.name);
  return second;
}

async function mayEnter(
  deps: Deps,
  { socket, visitor }: Pick<Caller, 'socket' | 'visitor'>,
  asked: Asked,
): Promise<{ place: Place; member: Member | null } | { error: string }> {
  const place = await placeOf(deps, asked);
  if (!place || !mayReadFrom(deps, socket, place)) return { error: place ? 'wrong_origin' : 'not_found' };
  const member =
    visitor && (visitor.siteId ?? place.site.id) === place.site.id
      ? await findMember(deps.db.read, place.site.id, visitor.account.id)
      : null;
  if (!canSee(place.site, member)) return { error: 'not_open' };
  if (place.thread && !canFind(place.thread, member, deps.now())) return { error: 'not_found' };
  return { place, member };
}

async function leave(deps: Deps, { socket }: Caller, asked: Asked) {
  const place = await placeOf(deps, asked);
  if (place) await socket.leave(place.name);
  return { seq: 0 };
}

/** The lists of our own pages. */
async function joinForum({ db }: Deps, { socket, visitor }: Caller) {
  const site = await hostSiteOf(db.read, socket);
  if (!site) return { error: 'not_found' };
  const member = visitor && !visitor.siteId ? await findMember(db.read, site.id, visitor.account.id) : null;
  if (!canSee(site, member)) return { error: 'not_open' };
  await socket.join([forumRoom(site.id), siteRoom(site.id)]);
  return { seq: 0 };
}

/** The bell of our own pages: what is told to somebody alone, on the site whose host this is. */
async function joinOwn({ db }: Deps, { socket, visitor }: Caller) {
  const site = await hostSiteOf(db.read, socket);
  const member = visitor && !visitor.siteId && site ? await findMember(db.read, site.id, visitor.account.id) : null;
  if (!visitor || !member) return { error: 'not_found' };
  await socket.join([memberRoom(member.id), sessionRoom(visitor.id)]);
  return { seq: 0 };
}

const hostSiteOf = (reader: Reader, socket: Socket) => findSiteByHost(reader, (socket.handshake.headers.host ?? '').toLowerCase());

/** Staff, on their own host, by their own cookie: an embed's token opens no desk. */
async function joinDesk(deps: Deps, { socket, visitor, readings }: Caller) {
  const desk = () => deskOf(deps, socket, visitor);
  const rooms = await desk();
  if (!rooms) return { error: 'not_found' };
  await socket.join(rooms);
  // Looked at again once inside: a right taken in between was told to an empty room.
  if (String(await desk()) === String(rooms)) return welcome(deps, { socket, readings }, visitor!);
  for (const room of rooms) await socket.leave(room);
  return { error: 'not_found' };
}

/** Who reads what already is told to whoever comes. */
async function welcome(
  { db }: Deps,
  { socket, readings }: Pick<Caller, 'socket' | 'readings'>,
  { account }: Session,
): Promise<{ seq: number }> {
  const site = (await hostSiteOf(db.read, socket))!;
  const spaces = await spacesOf(db.read, (await findMember(db.read, site.id, account.id))!);
  for (const { caseId, memberIds } of readings.on(site.id)) {
    const row = await caseBy(db.read, caseId);
    if (row && moderates({ site, spaces }, row)) socket.emit('readers', await presentReaders(db.read, row, memberIds));
  }
  return { seq: 0 };
}

async function deskOf({ db }: Deps, socket: Socket, visitor: Session | null): Promise<string[] | null> {
  const site = await hostSiteOf(db.read, socket);
  if (!visitor || visitor.siteId || !site || lacksSecondFactor(site, visitor)) return null;
  const member = await findMember(db.read, site.id, visitor.account.id);
  if (!member || !isFor('live desk', roleOf(visitor.account, member))) return null;
  const beat = { siteId: site.id, spaces: await spacesOf(db.read, member), blind: await isBlind(db.read, member.id) };
  return [deskRoom(beat), inboxRoom(site.id), staffRoom(member.id), sessionRoom(visitor.id)];
}

/**
 * Which case somebody has before their eyes, told to all at the desk who may see it: two people do not read the same
 * one by chance. It is forgotten with the connection.
 */
async function reading(deps: Deps, { socket, visitor, readings }: Caller, { case: uid }: Asked) {
  const rooms = await deskOf(deps, socket, visitor);
  const site = await hostSiteOf(deps.db.read, socket);
  if (!rooms || !visitor || !site) return { error: 'not_found' };
  const member = (await findMember(deps.db.read, site.id, visitor.account.id))!;
  const found = typeof uid === 'string' ? await caseBy(deps.db.read, uid) : null;
  const theirs = found && moderates({ site, spaces: await spacesOf(deps.db.read, member) }, found);
  changeReading(readings, socket, theirs ? { siteId: site.id, caseId: found.id, memberId: member.id } : null);
  return { seq: 0 };
}

function changeReading(readings: Readings, socket: Socket, next: Reading | null) {
  const before = socket.data.reading as Reading | null | undefined;
  socket.data.reading = next;
  if (before === undefined) socket.once('disconnect', () => changeReading(readings, socket, null));
  for (const one of [before, next]) if (one) readings.say(one);
}

async function tellReaders({ db }: Deps, io: Server, caseId: number, memberIds: number[]) {
  const row = await caseBy(db.read, caseId);
  if (row) tellBeats(io, row, 'readers', await presentReaders(db.read, row, memberIds), row.siteId);
}

const presentReaders = async (reader: Reader, { uid }: CaseRecord, memberIds: number[]): Promise<ReadersEvent> => ({
  case: uid,
  readers: await namesOf(reader, memberIds),
});

async function placeOf({ db }: Deps, { site, article, thread }: Asked): Promise<Place | null> {
  if (typeof thread === 'string') return findThreadPlace(db.read, thread);
  if (typeof site !== 'string' || typeof article !== 'string') return null;
  const found = await findSiteByKey(db.read, site);
  return found && findArticlePlace(db.read, found, article);
}

function mayReadFrom({ config }: Deps, socket: Socket, place: Place): boolean {
  const { origin } = socket.handshake.headers;
  return !origin || originsOf(place).includes(origin) || origin === siteUrl(config, place.site);
}

type Caller = { socket: Socket; visitor: Session | null; readings: Readings };

async function sessionOf(deps: Deps, socket: Socket): Promise<Session | null> {
  const { auth, headers } = socket.handshake;
  if (typeof auth.token === 'string') {
    const id = readToken(deps.config.secret!, auth.token, deps.now());
    const session = id ? await deps.sessions.find(id) : null;
    return session?.origin === headers.origin ? session : null;
  }
  const secret = new RegExp(`(?:^|; )${sessionCookieOf(deps.config)}=([^;]+)`).exec(headers.cookie ?? '')?.[1];
  const own = `${deps.config.publicUrl.protocol}//${headers.host}`;
  if (!secret || (headers.origin && headers.origin !== own)) return null;
  const resumed = await deps.sessions.resume(secret);
  return resumed && !resumed.session.siteId ? resumed.session : null;
}

/** A client may leave out the acknowledgement, or send anything in its place. */
async function answer(ack: unknown, work: () => Promise<Parameters<Ack>[0]>) {
  const result = await work().catch(() => ({ error: 'internal' }));
  if (typeof ack === 'function') (ack as Ack)(result);
}
