import { z } from 'zod';
import { threadTyped } from '../threads/input.ts';

/** Ten years. */
const MOST_DAYS = 3650;
const MOST_SPACES = 100;
const MOST_LABELS = 20;
export const MOST_SEGMENTS = 100;

const days = z.int('field.wrong').min(1, 'field.wrong').max(MOST_DAYS, 'field.wrong').optional();
const posts = z.int('field.wrong').min(0, 'field.wrong').max(1_000_000, 'field.wrong').optional();

const filter = z
  .strictObject({
    roles: z
      .array(z.enum(['member', 'subscriber', 'expert'], 'field.wrong'))
      .max(3, 'field.wrong')
      .optional(),
    joinedWithin: days,
    joinedBefore: days,
    postsFrom: posts,
    postsTo: posts,
    activeWithin: days,
    silentFor: days,
    firstPostWithin: days,
    levels: z
      .array(z.literal([1, 2, 3, 4], 'field.wrong'))
      .max(4, 'field.wrong')
      .optional(),
    labels: z.array(z.string().max(30)).max(MOST_LABELS, `field.too_many|max=${MOST_LABELS}`).optional(),
    spaces: z.array(z.string().max(100)).max(MOST_SPACES, `field.too_many|max=${MOST_SPACES}`).optional(),
  })
  .refine(({ postsFrom = 0, postsTo = Infinity }) => postsFrom <= postsTo, { path: ['postsTo'], error: 'field.segment_nobody' })
  .refine(({ activeWithin, silentFor }) => !activeWithin || !silentFor || silentFor < activeWithin, {
    path: ['silentFor'],
    error: 'field.segment_nobody',
  })
  .refine(({ joinedWithin, joinedBefore }) => !joinedWithin || !joinedBefore || joinedBefore < joinedWithin, {
    path: ['joinedBefore'],
    error: 'field.segment_nobody',
  });

export const segmentInput = z.object({
  name: z.string('field.required').trim().min(1, 'field.required').max(80, 'field.too_long|max=80'),
  filter,
  version: z.int('field.required').min(0, 'field.wrong'),
});
export const countInput = z.object({ filter });
export const askingInput = z.object({ thread: threadTyped });
export const segmentId = z.object({ id: z.uuid('field.wrong') });
