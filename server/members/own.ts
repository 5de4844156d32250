import { eq, sql } from 'drizzle-orm';
import type { Context, MiddlewareHandler } from 'hono';
import { pathTo } from '../accounts/next.ts';
import { preparedRows, type Reader } from '../db/database.ts';
import { actorOf, requireSite, type Actor, type Env } from '../http/who.ts';
import { isExpected } from '../invitations/invited.ts';
import { countUnread } from '../notifications/queries.ts';
import { isNewsroom } from '../threads/policy.ts';

/** What every page of ours tells whoever is signed in. */
export type Own = {
  /** null where they are no member of this site: it has nothing to tell them. */
  unread: number | null;
  /** They are of this site's newsroom. */
  newsroom: boolean;
  /** Somewhere on this site they are asked to speak as an expert. */
  invited: boolean;
  /** When their account goes, where they asked for it. */
  leavesAt: Date | null;
};

/** Read before a page is made: what makes pages asks nothing. */
export const readOwn: MiddlewareHandler<Env> = async function readOwn(c, next) {
  const { who, site, deps } = c.var;
  if (who.via === 'cookie' && c.req.method === 'GET') {
    const actor = site && (await actorOf(c, site));
    const unread = actor ? await countUnread(deps.db.read, actor.member.id, deps.now()) : null;
    const invited = actor ? await isExpected(deps.db.read, actor.member.id, deps.now()) : false;
    c.set('own', {
      unread,
      invited,
      newsroom: actor !== null && isNewsroom(actor.member),
      leavesAt: await departureOf(deps.db.read, who.session.account.id),
    });
  }
  await next();
};

export async function departureOf(reader: Reader, accountId: number): Promise<Date | null> {
  const { departures } = reader.t;
  const query = preparedRows(reader, 'departure', () =>
    reader
      .select({ dueAt: departures.dueAt })
      .from(departures)
      .where(eq(departures.accountId, sql.placeholder('accountId'))),
  );
  const [row] = await query({ accountId });
  return row?.dueAt ?? null;
}

/** A page of somebody's own on this host's site; whoever has not joined it yet is asked to, and comes back. */
export async function asMember(c: Context<Env>, work: (actor: Actor) => Response | Promise<Response>): Promise<Response> {
  const actor = await actorOf(c, requireSite(c));
  return actor ? work(actor) : c.redirect(pathTo(c, '/join', c.req.path), 303);
}
