import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { valid } from '../http/validate.ts';
import { requireSite, requireStaff, type Env } from '../http/who.ts';
import { currentRules } from '../charter/queries.ts';
import { presentSite } from '../sites/present.ts';
import { siteUrl } from '../sites/url.ts';
import { canManage, canModerate, isClosed, rulesOf } from '../threads/policy.ts';
import { latestThreads, THREADS_PAGE } from './queries.ts';
import type { DeskThreads, DeskWire } from './wire.ts';

export const deskRoutes = new Hono<Env>()
  .get('/desk', describeRoute({ summary: 'Who opens the desk, and what they may do there', tags: ['desk'] }), async (c) => {
    const site = requireSite(c);
    const { member } = await requireStaff(c, site, canModerate);
    const { db, config } = c.var.deps;
    return c.json({
      site: presentSite(config, site, await currentRules(db.read, site)),
      member: { id: member.uid, name: member.name, role: member.role },
      can: ['decide', 'threads', ...(canManage(member) ? (['settings', 'charter', 'tokens'] as const) : [])],
    } satisfies DeskWire);
  })
  .get(
    '/desk/threads',
    describeRoute({ summary: 'The site’s threads, latest activity first', tags: ['desk'] }),
    valid('query', z.object({ cursor: z.string().max(100).optional(), lang: z.string().optional() })),
    async (c) => {
      const site = requireSite(c);
      await requireStaff(c, site, canModerate);
      const { db, config, now } = c.var.deps;
      const rows = await latestThreads(db.read, site.id, readCursor(c.req.valid('query').cursor));
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
