import { eq } from 'drizzle-orm';
import type { Context } from 'hono';
import type { Member } from '../accounts/queries.ts';
import type { Env } from '../http/who.ts';
import type { Site } from '../sites/queries.ts';
import { isNewsroom } from '../threads/policy.ts';
import { dateIn } from '../time/wall-time.ts';
import { campaignOf, type CameBy } from './came-by.ts';
import type { Act } from './gathering.ts';
import { isCounted } from './reader.ts';

type Who = { site: Site; member: Member };

/** Somebody wrote on the page that a campaign led them to: one more, of whom is not kept. */
export async function countPost(c: Context<Env>, who: Who) {
  const cameBy = campaignFor(c, who);
  if (!cameBy) return;
  count(c, who, { act: 'posts', cameBy });
  const { posts } = c.var.deps.db.read.t;
  if ((await c.var.deps.db.read.$count(posts, eq(posts.authorId, who.member.id))) === 1) count(c, who, { act: 'firstPosts', cameBy });
}

/** Somebody follows from there what they did not. */
export function countFollow(c: Context<Env>, who: Who) {
  const cameBy = campaignFor(c, who);
  if (cameBy) count(c, who, { act: 'follows', cameBy });
}

const campaignFor = (c: Context<Env>, { member }: Who) => (!isNewsroom(member) && isCounted(c.req.header()) ? campaignOf(c) : null);

const count = (c: Context<Env>, { site }: Who, act: { act: Act; cameBy: CameBy }) =>
  c.var.deps.audience.add({ kind: 'act', siteId: site.id, day: dateIn(c.var.deps.now(), site.timeZone), ...act });
