import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { Locale } from '../i18n/translate.ts';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { asSeen } from '../mail/samples.ts';
import { itemId, letterText } from '../planning/input.ts';
import { readItem } from '../planning/present.ts';
import { callOff } from './call-off.ts';
import { pickedThreads } from './picks.ts';
import { prepareDigest } from './prepare.ts';
import { lettersOn } from './queries.ts';
import { sendTest } from './send-test.ts';
import { campaignOf } from './start-digest.ts';
import { writeDigest } from './write-digest.ts';
import type { DigestPreview, DigestsWire } from './wire.ts';

const tags = ['desk'];

/** The frame of a preview opens nothing. */
const NOBODY = '00000000-0000-7000-8000-000000000000';

export const digestRoutes = new Hono<Env>()
  .get('/letters', describeRoute({ summary: 'Letters that left, and what became of them', tags }), async (c) =>
    c.json({ letters: await lettersOn(c.var.deps, staffOf(c).site) } satisfies DigestsWire),
  )
  .post('/letters/previews', describeRoute({ summary: 'A letter as it would be read now', tags }), valid('json', letterText), async (c) => {
    const { deps } = c.var;
    const { site } = staffOf(c);
    const { to, letter, picks, wanted, among } = await prepareDigest(deps, site, c.req.valid('json'));
    const threads = await pickedThreads(deps.db.read, site.id, picks, deps.now());
    const written = { ...letter, audience: to.audience, campaign: campaignOf(letter.title, NOBODY), digest: NOBODY };
    const config = { ...deps.config, secret: 'of no use' };
    const seen = (locale: Locale) => asSeen(writeDigest(config, written, { site, locale, member: NOBODY, threads }));
    return c.json({ fr: seen('fr'), en: seen('en'), wanted, among } satisfies DigestPreview);
  })
  .post('/calendar/:id/letter/tests', describeRoute({ summary: 'Send it to oneself', tags }), valid('param', itemId), async (c) => {
    await sendTest(c.var.deps, staffOf(c), c.req.valid('param').id);
    return c.body(null, 202);
  })
  .delete(
    '/calendar/:id/letter',
    describeRoute({ summary: 'Who has not got it does not get it', tags }),
    valid('param', itemId),
    async (c) => {
      const { id } = c.req.valid('param');
      await callOff(c.var.deps, staffOf(c), id);
      return c.json(await readItem(c.var.deps, staffOf(c), id));
    },
  );
