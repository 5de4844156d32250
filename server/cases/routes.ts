import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env, type Staff } from '../http/who.ts';
import { moderates } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { decideCase } from './decide.ts';
import { presentCase, presentRow } from './present.ts';
import { caseBy, CASES_PAGE, casesPage, decisionsOf, openCounts, type CaseRecord } from './queries.ts';
import type { CaseConflict, CasesPage } from './wire.ts';

const id = z.object({ id: z.uuid('field.wrong') });
const list = z.object({
  lane: z.enum(['all', 'held', 'reported', 'done']).default('all'),
  cursor: z.string().max(100).optional(),
  lang: z.string().optional(),
});
const MAX_NOTE = 2000;
const decision = z.object({
  version: z.int('field.required').min(1),
  revision: z.int('field.required').min(1),
  verdict: z.enum(['approve', 'reject'], 'field.required'),
  rule: z.int('field.wrong').min(1).optional(),
  note: z.string().max(MAX_NOTE, `field.too_long|max=${MAX_NOTE}`).optional(),
});

export const caseRoutes = new Hono<Env>()
  .get('/cases', describeRoute({ summary: 'The queue', tags: ['desk'] }), valid('query', list), async (c) => {
    const { site, spaces } = staffOf(c);
    const beat = { siteId: site.id, spaces };
    const { lane, cursor } = c.req.valid('query');
    const { db, config } = c.var.deps;
    const rows = await casesPage(db.read, beat, { lane, after: readCursor(cursor) });
    const page = rows.slice(0, CASES_PAGE);
    const decisions =
      lane === 'done'
        ? await decisionsOf(
            db.read,
            page.map(({ postId }) => postId),
          )
        : [];
    return c.json({
      cases: page.map((row) => presentRow(config, site, row, decisions)),
      next: rows.length > CASES_PAGE ? cursorOf(page.at(-1)!) : null,
      counts: await openCounts(db.read, beat),
    } satisfies CasesPage);
  })
  .get('/cases/:id', describeRoute({ summary: 'A case with its context', tags: ['desk'] }), valid('param', id), async (c) => {
    const { found } = await findCase(c, c.req.valid('param').id);
    return c.json(await presentCase(c.var.deps, found));
  })
  .post(
    '/cases/:id/decisions',
    describeRoute({ summary: 'Decide a case, naming the version and the revision seen', tags: ['desk'] }),
    valid('param', id),
    valid('json', decision),
    async (c) => {
      const { found, actor } = await findCase(c, c.req.valid('param').id);
      const place = (await findThreadPlace(c.var.deps.db.read, found.threadId))!;
      await decideCase(c.var.deps, actor, { place, found, input: c.req.valid('json') as never }).catch(async (error: unknown) => {
        throw await withCurrent(c, found, error);
      });
      return c.json({ case: await presentCase(c.var.deps, (await caseBy(c.var.deps.db.read, found.id))!) });
    },
  );

const cursorOf = (row: CaseRecord) => writeCursor({ value: (row.decidedAt ?? row.openedAt).getTime(), id: row.id });

/** Through the eyes of who asks: a case of another site, or of a space that is not theirs, is not there. */
async function findCase(c: Context<Env>, uid: string): Promise<{ found: CaseRecord; actor: Staff }> {
  const actor = staffOf(c);
  const found = await caseBy(c.var.deps.db.read, uid);
  if (!found || !moderates(actor, found)) throw new Refusal('not_found');
  return { found, actor };
}

/** A clash is answered with what the case has become. */
async function withCurrent(c: Context<Env>, found: CaseRecord, error: unknown): Promise<unknown> {
  if (!(error instanceof Refusal) || error.code !== 'case_changed') return error;
  const current = await presentCase(c.var.deps, (await caseBy(c.var.deps.db.read, found.id))!);
  return new Refusal('case_changed', { details: { current } satisfies CaseConflict });
}
