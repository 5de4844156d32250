import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { stream } from 'hono/streaming';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { findSite } from '../sites/queries.ts';
import type { ScreeningWire } from '../sites/wire.ts';
import { screeningInput, tryInput } from './input.ts';
import { languageOf } from './language.ts';
import { matchWords } from './match-words.ts';
import { readScreening, saveScreening } from './save-screening.ts';
import { trialInWorker } from './trial-in-worker.ts';
import type { TryWire } from './wire.ts';

export const screeningRoutes = new Hono<Env>()
  .get('/screening', describeRoute({ summary: 'What holds posts, and where', tags: ['desk'] }), async (c) => {
    const { site } = staffOf(c);
    return c.json((await readScreening(c.var.deps, site)) satisfies ScreeningWire);
  })
  .put(
    '/screening',
    describeRoute({ summary: 'Save it, naming the settings’ version', tags: ['desk'] }),
    valid('json', screeningInput),
    async (c) => {
      const { deps } = c.var;
      const staff = staffOf(c);
      await saveScreening(deps, staff, c.req.valid('json'));
      return c.json((await readScreening(deps, (await findSite(deps.db.read, staff.site.id))!)) satisfies ScreeningWire);
    },
  )
  .post('/screening/tries', describeRoute({ summary: 'A sentence against words', tags: ['desk'] }), valid('json', tryInput), async (c) => {
    const { words, source } = c.req.valid('json');
    const language = languageOf(source);
    const matches = matchWords(source, words, language).map(({ rule, passage }) => ({ id: rule.id, effect: rule.effect, passage }));
    return c.json({ matches, language } satisfies TryWire);
  })
  .post(
    '/screening/trials',
    describeRoute({ summary: 'What would have changed over the last 30 days, line by line', tags: ['desk'] }),
    valid('json', screeningInput.omit({ version: true })),
    async (c) => {
      const { deps } = c.var;
      const { site } = staffOf(c);
      await deps.limit('trial', `site ${site.id}`);
      const job = { database: deps.config.database, siteId: site.id, input: c.req.valid('json'), now: deps.now() };
      c.header('content-type', 'application/x-ndjson');
      const stop = new AbortController();
      return stream(c, async (out) => {
        out.onAbort(() => stop.abort());
        await trialInWorker(job, (line) => out.write(`${JSON.stringify(line)}\n`), stop.signal);
      });
    },
  );
