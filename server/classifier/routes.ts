import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { staffOf, type Env } from '../http/who.ts';
import { correctionOf } from './correction-of.ts';
import { FEWEST_DECISIONS } from './learn.ts';
import type { ClassifierWire } from './wire.ts';

export const classifierRoutes = new Hono<Env>().get(
  '/classifier',
  describeRoute({ summary: 'What the classifier learnt of this site, and how right it would have been', tags: ['desk'] }),
  async (c) => {
    const { site } = staffOf(c);
    const { read } = c.var.deps.db;
    const { corrections } = read.t;
    const [row] = await read
      .select({ lessons: corrections.lessons, precision: corrections.precision, fittedAt: corrections.fittedAt })
      .from(corrections)
      .where(eq(corrections.siteId, site.id));
    return c.json({
      decisions: row?.lessons ?? 0,
      learnt: (await correctionOf(read, site.id)) !== null,
      needed: FEWEST_DECISIONS,
      fittedAt: row?.fittedAt.toISOString() ?? null,
      precision: row?.precision ?? [],
    } satisfies ClassifierWire);
  },
);
