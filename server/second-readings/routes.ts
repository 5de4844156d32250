import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { asJudged } from '../media/as-judged.ts';
import { cohensKappa, LEAST_READ } from './kappa.ts';
import { countWaiting, differingReadings, nextReading, readVerdicts } from './queries.ts';
import { readAgain } from './read-again.ts';
import type { AgreementWire, SecondReadings } from './wire.ts';

const id = z.object({ id: z.uuid('field.wrong') });
const reading = z.object({
  verdict: z.enum(['approve', 'reject'], 'field.wrong'),
  rule: z.int('field.wrong').min(1, 'field.wrong').exactOptional(),
});
const tags = ['desk'];

export const readingRoutes = new Hono<Env>()
  .get('/second-readings', describeRoute({ summary: 'Decided texts to be read again, without their verdicts', tags }), async (c) =>
    c.json(await waiting(c)),
  )
  .post(
    '/second-readings/:id',
    describeRoute({ summary: 'The second word on one', tags }),
    valid('param', id),
    valid('json', reading),
    async (c) => {
      await readAgain(c.var.deps, staffOf(c), { uid: c.req.valid('param').id, ...c.req.valid('json') });
      return c.json(await waiting(c));
    },
  )
  .get('/agreement', describeRoute({ summary: 'How often two readers say the same', tags }), async (c) => {
    const { read } = c.var.deps.db;
    const { site } = staffOf(c);
    const both = tableOf(await readVerdicts(read, site.id));
    const differing = (await differingReadings(read, site.id)).map(presentDiffering);
    const { kappa, ...agreement } = cohensKappa(both);
    const said = agreement.n < LEAST_READ ? null : kappa;
    return c.json({ ...agreement, least: LEAST_READ, both, kappa: said, differing } satisfies AgreementWire);
  });

async function waiting(c: Context<Env>): Promise<SecondReadings> {
  const { site, spaces, member } = staffOf(c);
  const { db, now } = c.var.deps;
  const [beat, who] = [
    { siteId: site.id, spaces },
    { me: member.id, now: now() },
  ];
  const next = await nextReading(db.read, beat, who);
  return {
    waiting: await countWaiting(db.read, beat, who),
    next: next && {
      id: next.uid,
      html: await asJudged(c.var.deps, site, next),
      parent: next.parentState === 'published' ? next.parent : null,
      thread: next.threadTitle ?? next.articleTitle ?? next.articleKey ?? '',
    },
  };
}

function tableOf(rows: { first: string; second: string | null; n: number }[]): AgreementWire['both'] {
  const both: AgreementWire['both'] = [
    [0, 0],
    [0, 0],
  ];
  for (const { first, second, n } of rows) both[first === 'approve' ? 0 : 1][second === 'approve' ? 0 : 1] += n;
  return both;
}

const wordOf = (verdict: string | null) => (verdict === 'approve' ? ('approve' as const) : ('reject' as const));

const presentDiffering = ({ first, second, at, ...of }: Awaited<ReturnType<typeof differingReadings>>[number]) => ({
  ...of,
  first: wordOf(first),
  second: wordOf(second),
  at: at!.toISOString(),
});
