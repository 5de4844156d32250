import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { Refusal } from '../errors.ts';
import { valid } from '../http/validate.ts';
import { requireSite, requireStaff, type Env } from '../http/who.ts';
import { canManage } from '../threads/policy.ts';
import { endToken, makeToken, tokensOf } from './tokens.ts';
import { saveSettings } from './save-settings.ts';
import type { SettingsWire } from './wire.ts';

const text = (max: number) => z.string('field.required').trim().min(1, 'field.required').max(max, `field.too_long|max=${max}`);
const number = (max: number) => z.int('field.wrong').min(0, 'field.wrong').max(max, 'field.wrong');
const moderation = z.enum(['before', 'after'], 'field.wrong');
const audience = z.enum(['members', 'subscribers', 'nobody'], 'field.wrong');
const days = number(3650).nullable();
const origin = z
  .string('field.wrong')
  .transform((text) => (URL.canParse(text) ? new URL(text) : null))
  .refine((url) => url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`, 'field.wrong')
  .transform((url) => url!.origin);

const settings = z.object({
  name: text(100),
  forumName: text(100),
  locale: z.enum(['fr', 'en'], 'field.wrong'),
  moderation,
  audience,
  closeAfterDays: days,
  sections: z
    .array(z.object({ name: text(100), moderation: moderation.nullable(), audience: audience.nullable(), closeAfterDays: days }))
    .max(100, 'field.too_many|max=100'),
  editMinutes: number(10_080),
  newcomerPosts: number(100),
  maxLinks: number(100),
  bannedWords: z.array(text(100)).max(2000, 'field.too_many|max=2000'),
  origins: z.array(origin).max(100, 'field.too_many|max=100'),
});
const edit = z.object({ version: z.int('field.required').min(1), settings });
const id = z.object({ id: z.uuid('field.wrong') });

export const settingsRoutes = new Hono<Env>()
  .get('/settings', describeRoute({ summary: 'The site’s settings', tags: ['desk'] }), async (c) => {
    const site = requireSite(c);
    await requireStaff(c, site, canManage);
    return c.json({ version: site.version, settings: { ...site.settings, origins: site.origins } } satisfies SettingsWire);
  })
  .put('/settings', describeRoute({ summary: 'Save them, naming the version edited', tags: ['desk'] }), valid('json', edit), async (c) => {
    const site = requireSite(c);
    await requireStaff(c, site, canManage);
    return c.json(await saveSettings(c.var.deps, site, c.req.valid('json')));
  })
  .get('/tokens', describeRoute({ summary: 'Tokens of the publisher’s servers', tags: ['desk'] }), async (c) => {
    const site = requireSite(c);
    await requireStaff(c, site, canManage);
    return c.json({ tokens: await tokensOf(c.var.deps.db.read, site.id) });
  })
  .post(
    '/tokens',
    describeRoute({ summary: 'Make one; shown this once', tags: ['desk'] }),
    valid('json', z.object({ name: text(100) })),
    async (c) => {
      const site = requireSite(c);
      await requireStaff(c, site, canManage);
      return c.json(await makeToken(c.var.deps, site.id, c.req.valid('json').name), 201);
    },
  )
  .delete('/tokens/:id', describeRoute({ summary: 'End one', tags: ['desk'] }), valid('param', id), async (c) => {
    const site = requireSite(c);
    await requireStaff(c, site, canManage);
    if (!(await endToken(c.var.deps.db, site.id, c.req.valid('param').id))) throw new Refusal('not_found');
    return c.body(null, 204);
  });
