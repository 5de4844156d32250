import { z } from 'zod';

/** Seconds that a block may be shown without asking again. An open page asks every 40 (widget/quotes/quotes.ts): what is taken down is gone from it within a minute. */
export const FRESH = 15;

/** What may be said of each: its language, and the nonce of the page that it goes into. */
export const shown = {
  lang: z.enum(['fr', 'en']).optional(),
  nonce: z
    .string()
    .regex(/^[\w+/=-]{8,128}$/, 'field.wrong')
    .optional(),
};

/** A whole number of at most so many. */
export const upTo = (most: number) => z.coerce.number('field.wrong').int('field.wrong').min(1, 'field.wrong').max(most, 'field.wrong');
