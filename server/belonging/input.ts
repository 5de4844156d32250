import { z } from 'zod';

/** Characters of what the newsroom says when it thanks, or gives a badge: a line. */
const MAX_WORD = 200;

/** A line; line breaks are spaces. */
const word = z
  .string('field.wrong')
  .transform((typed) => typed.replace(/\s+/g, ' ').trim())
  .pipe(z.string().max(MAX_WORD, `field.too_long|max=${MAX_WORD}`));

export const thanksInput = z.object({ word: word.default('') });
