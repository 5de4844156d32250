import { z } from 'zod';
import { threadTyped } from '../threads/input.ts';

/** More is a list, not a letter. */
const MOST_THREADS = 10;

export const digestDetails = z.object({
  to: z.object(
    {
      kind: z.enum(['section', 'space', 'segment'], 'field.required'),
      target: z.string('field.required').min(1, 'field.required').max(100, 'field.wrong'),
    },
    'field.required',
  ),
  threads: z.array(threadTyped).max(MOST_THREADS, `field.too_many|max=${MOST_THREADS}`).default([]),
  best: z.boolean('field.wrong').default(false),
});
