import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { z } from 'zod';
import { valid } from '../http/validate.ts';
import { staffOf, type Env } from '../http/who.ts';
import { SEARCH_ENGINES } from '../machines/search-engines.ts';
import { MOST_MEGABYTES, MOST_MINUTES } from '../media/policy.ts';
import { reactionSet } from '../reactions/input.ts';
import { reactionsOf } from '../reactions/set.ts';
import { origin, text } from './input.ts';
import type { Site } from './queries.ts';
import { saveSettings } from './save-settings.ts';
import type { SettingsWire } from './wire.ts';

const number = (max: number) => z.int('field.wrong').min(0, 'field.wrong').max(max, 'field.wrong');
const moderation = z.enum(['before', 'after'], 'field.wrong');
const audience = z.enum(['members', 'subscribers', 'nobody'], 'field.wrong');
const days = number(3650).nullable();

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
  guests: z.boolean('field.wrong').default(false),
  minAge: z.int('field.wrong').min(13, 'field.wrong').max(18, 'field.wrong').nullable().default(null),
  openingHours: z
    .object({ from: number(23), to: number(24) })
    .refine(({ from, to }) => from !== to, 'field.wrong')
    .exactOptional(),
  secondReadings: number(100).exactOptional(),
  showSubscribers: z.boolean('field.wrong').default(false),
  secondFactorForStaff: z.boolean('field.wrong').default(false),
  calendarReview: z.boolean('field.wrong').default(false),
  linkPreviews: z.boolean('field.wrong').default(true),
  listArticles: z.boolean('field.wrong').default(false),
  tagsBy: z.enum(['members', 'staff'], 'field.wrong').default('members'),
  searchEngines: z.enum(SEARCH_ENGINES, 'field.wrong').exactOptional(),
  pictures: z.enum(['newsroom', 'known', 'members'], 'field.wrong').default('known'),
  films: z.enum(['newsroom', 'known', 'members'], 'field.wrong').exactOptional(),
  filmMegabytes: number(MOST_MEGABYTES).min(1, 'field.wrong').exactOptional(),
  filmMinutes: number(MOST_MINUTES).min(1, 'field.wrong').exactOptional(),
  reactions: reactionSet.exactOptional(),
  origins: z.array(origin).max(100, 'field.too_many|max=100'),
});
const edit = z.object({ version: z.int('field.required').min(1), settings });

export const settingsRoutes = new Hono<Env>()
  .get('/settings', describeRoute({ summary: 'The site’s settings', tags: ['desk'] }), async (c) => {
    const { site } = staffOf(c);
    return c.json({ version: site.version, settings: presentSettings(site) } satisfies SettingsWire);
  })
  .put('/settings', describeRoute({ summary: 'Save them, naming the version edited', tags: ['desk'] }), valid('json', edit), async (c) => {
    const { site } = staffOf(c);
    return c.json(await saveSettings(c.var.deps, site, c.req.valid('json')));
  });

/** Screening has its own address. */
function presentSettings({ settings, origins }: Site): SettingsWire['settings'] {
  const { screening: _, sections, ...rest } = settings;
  return { ...rest, reactions: reactionsOf(settings), sections: sections.map(({ screening: __, ...section }) => section), origins };
}
