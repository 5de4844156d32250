import { and, eq, inArray } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { answerersOf } from '../invitations/answerers.ts';
import { textOf } from '../markdown/text-of.ts';
import { cut } from '../pages/cut.ts';
import { presentAuthor, presentPost } from '../posts/present.ts';
import { postsByIds } from '../posts/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { canFind, isClosed, isNewsroom, rulesOf } from '../threads/policy.ts';
import { findThreadPlace, type Change, type Place, type Thread } from '../threads/queries.ts';
import { threadPath } from '../threads/thread-path.ts';
import type { ThreadWire, ViewerWire } from '../threads/wire.ts';
import { rightsIn } from './hosting.ts';
import { hostsOf, liveIn, momentsOf, type LiveRow } from './queries.ts';
import type { LiveState, LiveWire } from './wire.ts';

type There = Place & { thread: Thread };

/** Characters of a moment in the table of contents: a line. */
const MOMENT_LENGTH = 110;

/**
 * As everybody sees it now. With `changes`, only where one of them may have changed it: twenty posts a second say nothing of
 * the night as a whole.
 */
export async function readLive(deps: Deps, place: There, changes?: Change[]): Promise<Pick<ThreadWire, 'live'>> {
  const { db, config, now } = deps;
  const { thread, site } = place;
  if (changes && !(await concerns(deps, thread, changes))) return {};
  const live = await liveIn(db.read, thread.id);
  if (!live) return {};
  const hosts = await hostsNow(deps, thread);
  const [moments, [pinned]] = [await momentsOf(db.read, thread.id), await postsByIds(db.read, live.pinnedId ? [live.pinnedId] : [])];
  return {
    live: {
      state: stateOf(place, live, now()),
      startsAt: live.startsAt?.toISOString() ?? null,
      hosts: hosts.map((host) => presentAuthor(host, { config, site })),
      pinned: pinned ? presentPost(pinned, { config, site, statements: new Map() }) : null,
      moments: moments.map(({ uid, html, createdAt, author, why }) => ({
        post: uid,
        at: createdAt.toISOString(),
        author,
        text: cut(textOf(html).replace(/\s+/g, ' '), MOMENT_LENGTH),
        why,
      })),
      event: await eventOf(deps, live),
    } satisfies LiveWire,
  };
}

export const readOwnLive = async (deps: Deps, member: Member, { thread }: There): Promise<Pick<ViewerWire, 'live'>> => {
  const rights = await rightsIn(deps.db.read, member, thread, deps.now());
  return rights.runs ? { live: rights } : {};
};

function stateOf(place: There, { startsAt }: Pick<LiveRow, 'startsAt'>, now: Date): LiveState {
  const rules = rulesOf(place, now);
  if (isClosed(rules, now)) return 'ended';
  if (!rules.hostsOnly) return 'on_air';
  return startsAt && startsAt > now ? 'announced' : 'paused';
}

/** Posts that come change nothing of it; those of its moments that are edited do. */
async function concerns({ db }: Deps, { id }: Thread, changes: Change[]): Promise<boolean> {
  if (changes.some(({ kind }) => kind !== 'post.published' && kind !== 'post.edited')) return true;
  const edited = changes.flatMap(({ kind, postId }) => (kind === 'post.edited' && postId !== null ? [postId] : []));
  if (edited.length === 0) return false;
  const { liveMoments } = db.read.t;
  return (await db.read.$count(liveMoments, and(eq(liveMoments.threadId, id), inArray(liveMoments.postId, edited)))) > 0;
}

/** The newsroom's, then the experts who have accepted. */
async function hostsNow({ db }: Deps, thread: Thread) {
  const named = (await hostsOf(db.read, thread.id))
    .filter(({ leftAt, authorRole: role }) => leftAt === null && isNewsroom({ role }))
    .map((host) => ({ ...host, expert: false }));
  const experts = (await answerersOf(db.read, { id: thread.id, authorId: null })).filter(({ expert }) => expert);
  return [...named, ...experts];
}

async function eventOf({ db, config, now }: Deps, { meetingId }: LiveRow): Promise<LiveWire['event']> {
  const place = meetingId === null ? null : await findThreadPlace(db.read, meetingId);
  if (!place || !canFind(place.thread, null, now())) return null;
  return { title: place.thread.title!, url: siteUrl(config, place.site) + threadPath(place.thread) };
}
