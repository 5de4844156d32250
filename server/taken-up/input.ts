import { z } from 'zod';

/** By the publisher's own id. */
export const taking = z.object({
  article: z.string('field.required').trim().min(1, 'field.required').max(200, 'field.too_long|max=200'),
});
