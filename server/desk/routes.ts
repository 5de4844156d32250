import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import type { Member } from '../accounts/queries.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { isBlind } from '../cases/blind.ts';
import { overdueOf } from '../cases/clocks.ts';
import { currentRules } from '../charter/queries.ts';
import { isFor, rights } from '../rights.ts';
import { presentSite } from '../sites/present.ts';
import { siteUrl } from '../sites/url.ts';
import { activeMeasures, hoursOf, presentMeasure } from '../threads/measures.ts';
import { isClosed, rulesAround } from '../threads/policy.ts';
import { surgeNow } from '../threads/surge-now.ts';
import { callsFor } from '../testimonies/policy.ts';
import { latestThreads, THREADS_PAGE } from './queries.ts';
import type { DeskThreads, DeskWire } from './wire.ts';

/** What the desk offers, each by a route that does it: its line in rights.ts says to whom. */
const ACTS = {
  decide: 'POST /api/v1/cases/:id/decisions',
  inbox: 'GET /api/v1/inbox',
  threads: 'PUT /api/v1/threads/:id/closure',
  members: 'GET /api/v1/members',
  calendar: 'POST /api/v1/calendar',
  mediations: 'POST /api/v1/mediations',
  invitations: 'POST /api/v1/invitations',
  audience: 'GET /api/v1/audience',
  review: 'GET /api/v1/reports/daily',
  month: 'GET /api/v1/reports/month',
  settings: 'PUT /api/v1/settings',
  charter: 'PUT /api/v1/charter',
  canned: 'POST /api/v1/canned-replies',
  readings: 'POST /api/v1/second-readings/:id',
  agreement: 'GET /api/v1/agreement',
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
    const staff = staffOf(c);
    const { site, member, session, spaces } = staff;
    const { db, config } = c.var.deps;
    return c.json({
      site: presentSite(config, site, await currentRules(db.read, site)),
      timeZone: site.timeZone,
      member: { id: member.uid, name: member.name, role: member.role, blind: await isBlind(db.read, member.id) },
      state: site.settings.state ?? 'live',
      overdue: isFor(ACTS.decide, member.role) ? await overdueOf(db.read, { siteId: site.id, spaces }, c.var.deps.now()) : null,
      testimonies: (await callsFor(db.read, staff)).length > 0,
      can: actsOf(member, session.account.owner).filter((act) => act !== 'review' || spaces === null),
    } satisfies DeskWire);
  })
  .put(
    '/desk/preferences',
    describeRoute({ summary: 'Whether to decide without knowing about whom', tags: ['desk'] }),
    valid('json', z.object({ blind: z.boolean('field.wrong') })),
    async (c) => {
      const { member } = staffOf(c);
      const { db, bus } = c.var.deps;
      const { members } = db.read.t;
      await db.write(async (tx) => void (await tx.update(members).set(c.req.valid('json')).where(eq(members.id, member.id))));
      bus.emit('rights.changed', { memberId: member.id });
      return c.body(null, 204);
    },
  )
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
      const surges = await Promise.all(page.map(({ thread, ...times }) => surgeNow(db.read, { ...thread, ...times }, now())));
      return c.json({
        threads: page.map(({ thread, article, partner, space, lastAt }, i) => {
          const around = rulesAround({ site, article, partner, space, thread: null, articleKey: article?.key ?? null });
          return {
            id: thread.uid,
            title: thread.title ?? article?.title ?? article?.key ?? '',
            url: `${siteUrl(config, site)}/t/${thread.uid}`,
            surface: article ? ('comments' as const) : ('forum' as const),
            event: thread.kind === 'event',
            count: thread.count,
            held: thread.heldCount,
            closed: thread.closedAt !== null,
            closedAround: isClosed(around, now()),
            pinned: thread.spaceId === null ? null : thread.pinnedAt !== null,
            moderation: thread.moderation,
            moderationAround: around.moderation,
            surge: surges[i]!,
            measures: activeMeasures(thread.measures, now()).map((measure) => presentMeasure(measure, hoursOf(site.settings))),
            lastAt: lastAt?.toISOString() ?? null,
          };
        }),
        next: rows.length > THREADS_PAGE && last ? writeCursor({ value: last.at.getTime(), id: last.thread.id }) : null,
      } satisfies DeskThreads);
    },
  );
