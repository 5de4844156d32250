import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { readToken } from '../accounts/token.ts';
import { findMember } from '../accounts/queries.ts';
import { SESSION_COOKIE } from '../http/who.ts';
import { presentRow } from '../cases/present.ts';
import { caseBy, decisionsOf, heldReasonsOf, openCounts, statementsOf } from '../cases/queries.ts';
import type { CaseEvent } from '../cases/wire.ts';
import type { Deps } from '../deps.ts';
import { presentOwn } from '../posts/present.ts';
import { postById } from '../posts/queries.ts';
import { findSite, findSiteByHost, findSiteByKey, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { canModerate } from '../threads/policy.ts';
import { findArticlePlace, findThreadPlace, type Place } from '../threads/queries.ts';
import { readChanges } from '../threads/read-thread.ts';
import type { Session } from '../accounts/sessions.ts';

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
type Asked = { site?: unknown; article?: unknown; thread?: unknown };

/**
 * Live updates. A room is a place; one joins it after the server has checked the right to read. What is sent is never
 * the only way to know: a client that misses anything sees the gap in the numbers and asks.
 */
export function startLive(deps: Deps, server: HttpServer): Live {
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
    const who = identify(deps, socket);
    socket.on('join', (asked: Asked, ack: unknown) => void answer(ack, () => join(deps, socket, who, asked)));
    socket.on('leave', (asked: Asked, ack: unknown) => void answer(ack, () => leave(deps, socket, asked)));
    socket.on('desk', (ack: unknown) => void answer(ack, () => joinDesk(deps, socket, who)));
  });
  tell(deps, io);
  return {
    io,
    stop: async () => {
      stopping = true;
      io.emit('stop', { spread: SPREAD_MS });
      const idle = setInterval(() => server.closeIdleConnections(), IDLE_MS);
      const late = setTimeout(() => server.closeAllConnections(), GRACE_MS);
      await io.close();
      clearInterval(idle);
      clearTimeout(late);
    },
  };
}

/** Rooms beside the places: a member's own, a site's desk, a session (to end it). */
const memberRoom = (memberId: number) => `m:${memberId}`;
const deskRoom = (siteId: number) => `d:${siteId}`;
const sessionRoom = (sessionId: string) => `s:${sessionId}`;

function tell(deps: Deps, io: Server) {
  const { bus } = deps;
  bus.on('thread.changed', async ({ threadId, place, seq }) => {
    const found = await findThreadPlace(deps.db.read, threadId);
    const { changes } = await readChanges(deps, null, found!, seq - 1, seq);
    for (const change of changes) io.to(place).emit('change', { place, ...change });
  });
  bus.on('post.settled', async ({ postId, place, authorId }) => {
    const room = io.to(memberRoom(authorId));
    const row = (await postById(deps.db.read, postId))!;
    const site = (await findSite(deps.db.read, row.siteId))!;
    const [statements, reasons] = [await statementsOf(deps.db.read, [row.id]), await heldReasonsOf(deps.db.read, [row.id])];
    room.emit('own', { place, post: presentOwn(row, { config: deps.config, site, statements, heldFor: reasons.get(row.id) ?? [] }) });
  });
  for (const kind of ['case.opened', 'case.changed', 'case.decided'] as const) {
    bus.on(kind, async ({ siteId, caseId }) => {
      const row = (await caseBy(deps.db.read, caseId))!;
      const site = (await findSite(deps.db.read, siteId))!;
      const event: CaseEvent = {
        kind,
        case: presentRow(deps.config, site, row, await decisionsOf(deps.db.read, [row.postId])),
        counts: await openCounts(deps.db.read, siteId),
      };
      io.to(deskRoom(siteId)).emit('case', event);
    });
  }
  bus.on('session.ended', ({ sessionId }) => void io.in(sessionRoom(sessionId)).disconnectSockets());
}

async function join(deps: Deps, socket: Socket, who: Promise<Visitor | null>, asked: Asked) {
  const place = await placeOf(deps, asked);
  if (!place || !mayReadFrom(deps, socket, place.site)) return { error: place ? 'wrong_origin' : 'not_found' };
  await socket.join(place.name);
  const visitor = await who;
  const member =
    visitor && (visitor.siteId ?? place.site.id) === place.site.id
      ? await findMember(deps.db.read, place.site.id, visitor.accountId)
      : null;
  if (visitor && member) await socket.join([memberRoom(member.id), sessionRoom(visitor.sessionId)]);
  return { seq: place.thread?.seq ?? 0 };
}

async function leave(deps: Deps, socket: Socket, asked: Asked) {
  const place = await placeOf(deps, asked);
  if (place) await socket.leave(place.name);
  return { seq: 0 };
}

/** Staff, on their own host, by their own cookie: an embed's token opens no desk. */
async function joinDesk(deps: Deps, socket: Socket, who: Promise<Visitor | null>) {
  const visitor = await who;
  const site = await findSiteByHost(deps.db.read, (socket.handshake.headers.host ?? '').toLowerCase());
  if (!visitor || visitor.siteId || !site) return { error: 'not_found' };
  const member = await findMember(deps.db.read, site.id, visitor.accountId);
  if (!member || !canModerate(member)) return { error: 'not_found' };
  await socket.join([deskRoom(site.id), sessionRoom(visitor.sessionId)]);
  return { seq: 0 };
}

async function placeOf({ db }: Deps, { site, article, thread }: Asked): Promise<Place | null> {
  if (typeof thread === 'string') return findThreadPlace(db.read, thread);
  if (typeof site !== 'string' || typeof article !== 'string') return null;
  const found = await findSiteByKey(db.read, site);
  return found && findArticlePlace(db.read, found, article);
}

function mayReadFrom({ config }: Deps, socket: Socket, site: Site): boolean {
  const { origin } = socket.handshake.headers;
  return !origin || site.origins.includes(origin) || origin === siteUrl(config, site);
}

type Visitor = { accountId: number; sessionId: string; siteId: number | null };

async function identify(deps: Deps, socket: Socket): Promise<Visitor | null> {
  const session = await sessionOf(deps, socket).catch(() => null);
  return session && { accountId: session.account.id, sessionId: session.id, siteId: session.siteId };
}

async function sessionOf(deps: Deps, socket: Socket): Promise<Session | null> {
  const { auth, headers } = socket.handshake;
  if (typeof auth.token === 'string') {
    const id = readToken(deps.config.secret!, auth.token, deps.now());
    const session = id ? await deps.sessions.find(id) : null;
    return session?.origin === headers.origin ? session : null;
  }
  const secret = new RegExp(`(?:^|; )${SESSION_COOKIE}=([^;]+)`).exec(headers.cookie ?? '')?.[1];
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
