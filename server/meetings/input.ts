import { z } from 'zod';
import { oneLine } from '../markdown/one-line.ts';
import { timeZone } from '../sites/input.ts';

/** Characters: a name and an address. */
const MAX_PLACE = 200;
const MAX_URL = 500;
/** More than any hall here has; what has more has no limit. */
const MAX_CAPACITY = 100_000;
/** Days: what lasts longer is a season. */
const MAX_DAYS = 31;
const MAX_REASON = 300;
const MAX_NAME = 80;

const DAY_MS = 86_400_000;

/** Lines and what steers them are nothing that a calendar, a list or a page should find in a name. */
const line = (max: number) =>
  z
    .string('field.wrong')
    .transform(oneLine)
    .refine((typed) => typed.length <= max, `field.too_long|max=${max}`);

const address = z
  .string('field.wrong')
  .trim()
  .max(MAX_URL, `field.too_long|max=${MAX_URL}`)
  .refine((typed) => URL.canParse(typed) && /^https?:$/.test(new URL(typed).protocol) && !/\s/.test(typed), 'field.url')
  .transform((typed) => new URL(typed).href);

const moment = z.iso.datetime({ offset: true, error: 'field.wrong' }).transform((iso) => new Date(iso));

/** When, where, for how many. A place, an address to come to online, or both. */
export const meetingInput = z
  .object({
    startsAt: moment,
    endsAt: moment,
    timeZone,
    place: line(MAX_PLACE).default(''),
    mapUrl: address.nullable().default(null),
    onlineUrl: address.nullable().default(null),
    capacity: z.int('field.wrong').min(1, 'field.wrong').max(MAX_CAPACITY, 'field.wrong').nullable().default(null),
  })
  .refine(({ place, onlineUrl }) => place !== '' || onlineUrl !== null, { path: ['place'], error: 'field.somewhere' })
  .refine(({ startsAt, endsAt }) => startsAt < endsAt, { path: ['endsAt'], error: 'field.dates_order' })
  .refine(({ startsAt, endsAt }) => endsAt.getTime() - startsAt.getTime() <= MAX_DAYS * DAY_MS, {
    path: ['endsAt'],
    error: `field.dates|max=${MAX_DAYS}`,
  });
export type MeetingInput = z.infer<typeof meetingInput>;

export const answerInput = z.object({
  answer: z.enum(['yes', 'maybe', 'no', 'waiting'], 'field.required'),
  named: z.boolean('field.wrong').optional(),
});

/** The same, from a form: what is not ticked is not sent. */
export const answerTyped = answerInput.extend({
  named: z
    .string()
    .optional()
    .transform((ticked) => ticked !== undefined),
});

export const cancellation = z.object({ reason: line(MAX_REASON).refine((typed) => typed !== '', 'field.required') });

export const walkInInput = z.object({ name: line(MAX_NAME).refine((typed) => typed !== '', 'field.required') });
