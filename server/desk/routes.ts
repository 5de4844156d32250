import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import type { Member } from '../accounts/queries.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { currentRules } from '../charter/queries.ts';
import { isFor, rights } from '../rights.ts';
import { presentSite } from '../sites/present.ts';
import { siteUrl } from '../sites/url.ts';
import { isClosed, rulesOf } from '../threads/policy.ts';
import { latestThreads, THREADS_PAGE } from './queries.ts';
import type { DeskThreads, DeskWire } from './wire.ts';

/** What the desk offers, each by a route that does it: its line in rights.ts says to whom. */
const ACTS = {
  decide: 'POST /api/v1/cases/:id/decisions',
  threads: 'PUT /api/v1/threads/:id/closure',
  members: 'GET /api/v1/members',
  invitations: 'POST /api/v1/invitations',
  settings: 'PUT /api/v1/settings',
  charter: 'PUT /api/v1/charter',
  tokens: 'POST /api/v1/tokens',
  webhooks: 'POST /api/v1/webhooks',
  sites: 'POST /api/v1/sites',
  mails: 'GET /api/v1/mails',
  security: 'GET /api/v1/security-log',
} as const satisfies Record<DeskWire['can'][number], keyof typeof rights>;

const actsOf = ({ role }: Member, owner: boolean) =>
  (Object.keys(ACTS) as (keyof typeof ACTS)[]).filter((act) => isFor(ACTS[act], role) || (owner && rights[ACTS[act]].to === 'owner'));

export const deskRoutes = new Hono<Env>()
  .get('/desk', describeRoute({ summary: 'Who opens the desk, and what they may do there', tags: ['desk'] }), async (c) => {
    const { site, member, session } = staffOf(c);
    const { db, config } = c.var.deps;
    return c.json({
      site: presentSite(config, site, await currentRules(db.read, site)),
      member: { id: member.uid, name: member.name, role: member.role },
      can: actsOf(member, session.account.owner),
    } satisfies DeskWire);
  })
  .get(
    '/desk/threads',
    describeRoute({ summary: 'The site’s threads, latest activity first', tags: ['desk'] }),
    valid('query', z.object({ cursor: z.string().max(100).optional(), lang: z.string().optional() })),
    async (c) => {
      const { site, spaces } = staffOf(c);
      const { db, config, now } = c.var.deps;
      const rows = await latestThreads(db.read, { siteId: site.id, spaces }, readCursor(c.req.valid('query').cursor));
      const page = rows.slice(0, THREADS_PAGE);
      const last = page.at(-1);
      return c.json({
        threads: page.map(({ thread, article, lastAt }) => {
          const around = rulesOf({ site, article, thread: null, articleKey: article?.key ?? null });
          return {
            id: thread.uid,
            title: thread.title ?? (article?.confirmedAt ? article.title : article?.key) ?? '',
            url: `${siteUrl(config, site)}/t/${thread.uid}`,
            surface: article ? ('comments' as const) : ('forum' as const),
            count: thread.count,
            held: thread.heldCount,
            closed: thread.closedAt !== null,
            closedAround: isClosed(around, now()),
            moderation: thread.moderation,
            moderationAround: around.moderation,
            lastAt: lastAt?.toISOString() ?? null,
          };
        }),
        next: rows.length > THREADS_PAGE && last ? writeCursor({ value: last.at.getTime(), id: last.thread.id }) : null,
      } satisfies DeskThreads);
    },
  );
