import { Hono, type Context } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { presentCharter } from '../charter/present.ts';
import { currentRules } from '../charter/queries.ts';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { text } from '../sites/input.ts';
import { versionsOf, type VersionRow } from './queries.ts';
import { savePositioning } from './save-positioning.ts';
import type { PositioningVersion, PositioningWire } from './wire.ts';

/** Two printed pages: longer is read by nobody while writing. */
const MAX_TONE = 6000;
const MAX_SAY = 1000;
const MAX_ABOUT = 120;
const MOST_POINTS = 40;

const edit = z.object({
  version: z.int('field.required').min(0, 'field.wrong'),
  tone: z.string('field.required').trim().max(MAX_TONE, `field.too_long|max=${MAX_TONE}`),
  points: z.array(z.object({ about: text(MAX_ABOUT), say: text(MAX_SAY) })).max(MOST_POINTS, `field.too_many|max=${MOST_POINTS}`),
});
const numbered = z.object({ version: z.coerce.number().int().min(1) });
const tags = ['desk'];

export const positioningRoutes = new Hono<Env>()
  .get('/positioning', describeRoute({ summary: 'How the newsroom speaks: charter, tone, talking points', tags }), async (c) =>
    c.json(await present(c)),
  )
  .put(
    '/positioning',
    describeRoute({ summary: 'A new version, naming the one edited; those before stay', tags }),
    valid('json', edit),
    async (c) => {
      await savePositioning(c.var.deps, staffOf(c), c.req.valid('json'));
      return c.json(await present(c));
    },
  )
  .get(
    '/positioning/versions/:version{[0-9]+}',
    describeRoute({ summary: 'One of its versions, as it was', tags }),
    valid('param', numbered),
    async (c) => {
      const [row] = await versionsOf(c.var.deps.db.read, staffOf(c).site.id, c.req.valid('param').version);
      if (!row) throw new Refusal('not_found');
      return c.json(presentVersion(row) satisfies PositioningVersion);
    },
  );

const presentVersion = ({ version, tone, points, by, goneAt, at }: VersionRow): PositioningVersion => ({
  version,
  tone,
  points,
  by: goneAt === null ? by : null,
  at: at.toISOString(),
});

async function present(c: Context<Env>): Promise<PositioningWire> {
  const { db, config } = c.var.deps;
  const { site } = staffOf(c);
  const all = (await versionsOf(db.read, site.id)).map(presentVersion);
  const { version, url, rules } = presentCharter(config, site, await currentRules(db.read, site));
  c.header('cache-control', 'no-store');
  return {
    ...(all[0] ?? { version: 0, tone: '', points: [], by: null, at: null }),
    charter: { version, url, rules: rules.map(({ number, title }) => ({ number, title })) },
    versions: all.map((one) => ({ version: one.version, by: one.by, at: one.at })),
  };
}
