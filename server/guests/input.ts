import { z } from 'zod';
import { email, name } from '../accounts/input.ts';

export const newGuest = z.object({
  site: z.string('field.required').max(100),
  /** Where the text is to go. */
  article: z.string().min(1, 'field.required').max(200, 'field.too_long|max=200').optional(),
  thread: z.uuid('field.wrong').optional(),
  name,
  email,
  /** The charter's version that was on screen. */
  charter: z.int('field.wrong').optional(),
  /** The unpadded base64url of the SHA-256 of what the browser keeps. */
  challenge: z.string('field.required').regex(/^[\w-]{43}$/, 'field.wrong'),
});
export type NewGuest = z.infer<typeof newGuest>;

/** RFC 7636 §4.1. */
export const guestProof = z.object({ verifier: z.string('field.required').min(43, 'field.wrong').max(128, 'field.wrong') });
