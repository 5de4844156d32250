import { z } from 'zod';
import { clientId } from '../posts/input.ts';

/** A few lines; what is longer is a note of a case, or a meeting. */
const MAX_WHISPER = 1000;

export const whisper = z.object({
  clientId,
  text: z.string('field.required').trim().min(1, 'field.required').max(MAX_WHISPER, `field.too_long|max=${MAX_WHISPER}`),
  post: z.union([z.uuid('field.wrong'), z.literal('')]).nullish(),
});
