import { z } from 'zod';
import { threadTyped } from '../threads/input.ts';

/** As long as a post may be. */
const LONGEST = 10_000;

export const openingInput = z.object({
  thread: threadTyped,
  source: z.string('field.required').trim().min(1, 'field.required').max(LONGEST, `field.too_long|max=${LONGEST}`),
});
export const openingId = z.object({ id: z.uuid('field.wrong') });
