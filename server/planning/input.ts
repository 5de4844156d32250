import { z } from 'zod';
import { clientId } from '../posts/input.ts';
import { text } from '../sites/input.ts';
import { OPENED } from '../threads/kinds.ts';
import { tag, title } from '../threads/input.ts';
import { MAX_TAGS, sayTag } from '../threads/tags.ts';

/** As of a post: longer belongs in an article. */
const MAX_SOURCE = 10_000;
/** A day: what takes longer is more than one thing. */
const MAX_MINUTES = 1440;
/** Points of a list that somebody goes through before publishing. */
const MOST_CHECKS = 30;
const MAX_CHECK = 200;
/** Of a template: a few words on a button. */
const MAX_NAME = 60;
/** Days of one look: a month with the weeks around it. */
const MAX_DAYS = 62;
const MAX_NOTE = 2000;

const moment = z.iso.datetime({ offset: true, error: 'field.wrong' }).nullable();
const version = z.int('field.required').min(1, 'field.wrong');

const point = z.string('field.wrong').trim().min(1, 'field.required').max(MAX_CHECK, `field.too_long|max=${MAX_CHECK}`);

const plannedInput = z.object({
  kind: z.enum([...OPENED, 'article', 'digest'], 'field.required'),
  title,
  source: z.string('field.wrong').max(MAX_SOURCE, `field.too_long|max=${MAX_SOURCE}`).default(''),
  at: moment.default(null),
  minutes: z.int('field.wrong').min(5, 'field.wrong').max(MAX_MINUTES, 'field.wrong').default(60),
  space: z.string('field.wrong').max(100, 'field.wrong').nullable().default(null),
  article: z.string('field.wrong').trim().max(200, 'field.too_long|max=200').nullable().default(null),
  voice: z.uuid('field.wrong').nullable().default(null),
  partner: z.uuid('field.wrong').nullable().default(null),
  pinned: z.boolean('field.wrong').default(false),
  tags: z.array(tag.transform(sayTag)).max(MAX_TAGS, `field.too_many|max=${MAX_TAGS}`).default([]),
  dates: z
    .object({ answersFrom: moment, answersUntil: moment, closesAt: moment, remindsAt: moment })
    .default({ answersFrom: null, answersUntil: null, closesAt: null, remindsAt: null }),
  details: z.record(z.string(), z.unknown()).default({}),
  checklist: z
    .array(z.object({ text: point, done: z.boolean('field.wrong') }))
    .max(MOST_CHECKS, `field.too_many|max=${MOST_CHECKS}`)
    .default([]),
});

/** As in an address. */
export const templateKey = z.object({ key: z.string().regex(/^[a-z0-9-]{1,40}$/, 'field.wrong') });
export const templateInput = plannedInput.pick({ kind: true, source: true, minutes: true, pinned: true }).extend({
  version: z.int('field.required').min(0, 'field.wrong'),
  name: text(MAX_NAME),
  checklist: z.array(point).max(MOST_CHECKS, `field.too_many|max=${MOST_CHECKS}`).default([]),
  retired: z.boolean('field.wrong').default(false),
});

export const newItem = plannedInput.extend({ clientId });
export const changedItem = plannedInput.extend({ version });
export const movedItem = z.object({ version, at: moment });
export const itemState = z.object({
  version,
  state: z.enum(['draft', 'review', 'approved', 'scheduled', 'reviewed'], 'field.wrong'),
});
export const itemVersion = z.object({ version });
export const seenVersion = z.object({ version: z.coerce.number('field.wrong').int('field.wrong').min(1, 'field.wrong') });
export const linkedText = plannedInput.pick({ source: true });
/** What a letter says, before it is planned. */
export const letterText = plannedInput.pick({ title: true, source: true, details: true });
/** Weeks between two. */
export const repeated = z.object({ version, weeks: z.literal([1, 2, 4], 'field.wrong') });
export const itemId = z.object({ id: z.uuid('field.wrong') });
export const noteInput = z.object({
  text: z.string('field.required').trim().min(1, 'field.required').max(MAX_NOTE, `field.too_long|max=${MAX_NOTE}`),
});

const asked = z.iso.datetime({ offset: true, error: 'field.wrong' }).transform((iso) => new Date(iso));
export const span = z
  .object({ from: asked, until: asked })
  .refine(({ from, until }) => until > from && until.getTime() - from.getTime() <= MAX_DAYS * 86_400_000, {
    path: ['until'],
    error: 'field.wrong',
  });
