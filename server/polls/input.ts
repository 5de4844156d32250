import { z } from 'zod';
import { oneLine } from '../markdown/one-line.ts';
import type { PollShows } from './wire.ts';

/** Fewer is no choice, more is a form. */
const LEAST_OPTIONS = 2;
export const MOST_OPTIONS = 12;
/** Characters. */
const [MAX_QUESTION, MAX_OPTION] = [200, 120];
export const SHOWS = ['always', 'voted', 'ended'] as const satisfies PollShows[];

const line = (max: number) =>
  z
    .string('field.required')
    .transform(oneLine)
    .refine((typed) => typed !== '', 'field.required')
    .refine((typed) => typed.length <= max, `field.too_long|max=${max}`);

/** What a poll asks; its question may be its thread's title. */
export const pollDetails = z
  .object({
    options: z
      .array(line(MAX_OPTION), 'field.required')
      .min(LEAST_OPTIONS, 'field.poll_options')
      .max(MOST_OPTIONS, `field.too_many|max=${MOST_OPTIONS}`)
      .refine((options) => new Set(options.map((option) => option.toLowerCase())).size === options.length, 'field.poll_twice'),
    choices: z.coerce.number('field.wrong').int('field.wrong').min(1, 'field.wrong').max(MOST_OPTIONS, 'field.wrong').default(1),
    secret: z.boolean('field.wrong').default(true),
    shows: z.enum(SHOWS, 'field.wrong').default('voted'),
    audience: z.enum(['members', 'subscribers'], 'field.wrong').default('members'),
    closesAt: z.iso
      .datetime('field.wrong')
      .transform((iso) => new Date(iso))
      .nullable()
      .default(null),
  })
  .refine(({ choices, options }) => choices <= options.length, { path: ['choices'], error: 'field.poll_choices' });
export type PollDetails = z.infer<typeof pollDetails>;

/** Inside a thread; there it may be for a segment, by its id. */
export const newPoll = pollDetails.and(z.object({ question: line(MAX_QUESTION), segment: z.uuid('field.wrong').nullable().default(null) }));
export const pollVote = z.object({
  options: z.array(z.int('field.wrong'), 'field.required').min(1, 'field.poll_none').max(MOST_OPTIONS, 'field.wrong'),
});
