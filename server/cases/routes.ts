import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { blindRow, isBlind } from './blind.ts';
import { decideCase } from './decide.ts';
import { decisionInput } from './decision-input.ts';
import { findCase } from './find-case.ts';
import { CASES_PAGE, casesPage, mineCount, openCounts, placeAfter, readPlace } from './list.ts';
import { presentCase, presentRow } from './present.ts';
import { caseBy, caseOfDecision, decisionsOf, type CaseRecord } from './queries.ts';
import { filterInput, readFilter } from './read-filter.ts';
import { undoDecision } from './undo.ts';
import type { CaseConflict, CasesPage } from './wire.ts';

const id = z.object({ id: z.uuid('field.wrong') });
const list = z.object({
  lane: z.enum(['all', 'reported', 'held', 'appeals', 'escalated', 'mine', 'done'], 'field.wrong').default('all'),
  ...filterInput,
  cursor: z.string().max(100).optional(),
  lang: z.string().optional(),
});

export const caseRoutes = new Hono<Env>()
  .get('/cases', describeRoute({ summary: 'The queue', tags: ['desk'] }), valid('query', list), async (c) => {
    const { site, spaces, member } = staffOf(c);
    const beat = { siteId: site.id, spaces };
    const { lane, cursor, lang: _, ...given } = c.req.valid('query');
    const { db, config, now } = c.var.deps;
    const filter = await readFilter(db.read, site.id, given, now());
    const rows = await casesPage(db.read, beat, { lane, filter, me: member.id, after: readPlace(cursor) });
    const page = rows.slice(0, CASES_PAGE);
    const blind = await isBlind(db.read, member.id);
    const decisions = lane === 'done' ? await decisionsOf(db.read, page) : [];
    return c.json({
      cases: page.map((row) => presentRow(config, site, row, decisions)).map((row) => (blind ? blindRow(row) : row)),
      next: rows.length > CASES_PAGE ? placeAfter(page.at(-1)!) : null,
      counts: { ...(await openCounts(db.read, beat)), mine: await mineCount(db.read, beat, member.id) },
    } satisfies CasesPage);
  })
  .get('/cases/:id', describeRoute({ summary: 'A case with its context', tags: ['desk'] }), valid('param', id), async (c) => {
    const { found } = await findCase(c, c.req.valid('param').id);
    return c.json(await presentCase(c.var.deps, found, staffOf(c)));
  })
  .post(
    '/cases/:id/decisions',
    describeRoute({ summary: 'Decide a case, naming the version and the revision seen', tags: ['desk'] }),
    valid('param', id),
    valid('json', decisionInput),
    async (c) => {
      const { found, actor } = await findCase(c, c.req.valid('param').id);
      const place = await placeOf(c, found);
      await decideCase(c.var.deps, actor, { site: actor.site, place, found, input: c.req.valid('json') }).catch(async (error: unknown) => {
        throw await withCurrent(c, found, error);
      });
      return c.json({ case: await current(c, found) });
    },
  )
  .post(
    '/decisions/:id/undo',
    describeRoute({ summary: 'Take back one’s own decision, before anybody was told of it', tags: ['desk'] }),
    valid('param', id),
    async (c) => {
      const { found, actor } = await findDecided(c, c.req.valid('param').id);
      await undoDecision(c.var.deps, actor, { uid: c.req.valid('param').id, place: await placeOf(c, found) }).catch(
        async (error: unknown) => {
          throw await withCurrent(c, found, error);
        },
      );
      return c.json({ case: await current(c, found) });
    },
  );

const placeOf = (c: Context<Env>, { threadId }: CaseRecord) =>
  threadId === null ? Promise.resolve(null) : findThreadPlace(c.var.deps.db.read, threadId);

const current = async (c: Context<Env>, { id: caseId }: CaseRecord) =>
  presentCase(c.var.deps, (await caseBy(c.var.deps.db.read, caseId))!, staffOf(c));

async function findDecided(c: Context<Env>, decision: string) {
  const uid = await caseOfDecision(c.var.deps.db.read, decision);
  if (uid === null) throw new Refusal('not_found');
  return findCase(c, uid);
}

/** A clash is answered with what the case has become. */
async function withCurrent(c: Context<Env>, found: CaseRecord, error: unknown): Promise<unknown> {
  if (!(error instanceof Refusal) || error.code !== 'case_changed') return error;
  return new Refusal('case_changed', { details: { current: await current(c, found) } satisfies CaseConflict });
}
