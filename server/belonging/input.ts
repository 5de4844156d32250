import { z } from 'zod';
import { glyph } from '../reactions/input.ts';
import { text } from '../sites/input.ts';

/** Characters of what the newsroom says when it thanks, or gives a badge: a line. */
const MAX_WORD = 200;

/** A line; line breaks are spaces. */
const word = z
  .string('field.wrong')
  .transform((typed) => typed.replace(/\s+/g, ' ').trim())
  .pipe(z.string().max(MAX_WORD, `field.too_long|max=${MAX_WORD}`));

export const thanksInput = z.object({ word: word.default('') });

/** Characters: it stands beside others in a line. */
const MAX_NAME = 40;

export const badgeInput = z.object({ fr: text(MAX_NAME), en: text(MAX_NAME), glyph });
export const givenInput = z.object({ word: word.default('') });
