import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { siteFor } from '../sites/opening.ts';
import { requireMember, type Env } from '../http/who.ts';
import { CAPTIONS_BYTES, readCaptions } from './captions.ts';
import { gather, sentIn } from './receive.ts';
import { saveCaptions } from './save-captions.ts';
import { upload } from './upload.ts';

/** Of what they are in: ISO 639. */
const language = z.string('field.required').regex(/^[a-z]{2,3}$/, 'field.wrong');
const tags = ['media'];

export const mediaRoutes = new Hono<Env>()
  .post(
    '/media',
    describeRoute({ summary: 'Send a picture, a sound or a film, the file itself as the body, to be shown in a post', tags }),
    valid('query', z.object({ site: z.string('field.required').max(100) })),
    async (c) => {
      const site = await siteFor(c, c.req.valid('query').site);
      const actor = await requireMember(c, site);
      return c.json(await upload(c.var.deps, { site, actor }, sentIn(c.req.raw)), 201);
    },
  )
  .put(
    '/media/:id/captions',
    describeRoute({ summary: 'Put captions (WebVTT, as the body) to a sound or film of one’s own, before a post shows it', tags }),
    valid('param', z.object({ id: z.uuid('field.wrong') })),
    valid('query', z.object({ site: z.string('field.required').max(100), language })),
    async (c) => {
      const { site: key, language: spoken } = c.req.valid('query');
      const site = await siteFor(c, key);
      const { member } = await requireMember(c, site);
      const sent = await gather(sentIn(c.req.raw), CAPTIONS_BYTES);
      const whose = { uid: c.req.valid('param').id, memberId: member.id };
      await saveCaptions(c.var.deps, whose, () => ({ captions: { ...readCaptions(sent), language: spoken } }));
      return c.body(null, 204);
    },
  );
