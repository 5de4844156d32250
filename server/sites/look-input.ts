import { z } from 'zod';
import { timeZone } from './input.ts';
import { unreadableIn } from './palette.ts';
import type { LookInput } from './wire.ts';

/** Characters of HTML: a few lines of links, not a page. */
const MAX_FRAME = 10_000;

export const colour = z
  .string('field.wrong')
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, 'field.colour')
  .nullable();
const html = z.string('field.wrong').max(MAX_FRAME, `field.too_long|max=${MAX_FRAME}`);
const measure = (min: number, max: number) => z.int('field.wrong').min(min, 'field.wrong').max(max, 'field.wrong');

/** Refuses colours that could not be read, beside the one to be changed. */
export const lookInput = z
  .object({
    version: z.int('field.required').min(0),
    timeZone,
    accent: colour,
    font: z.enum(['system', 'serif', 'sans'], 'field.wrong'),
    tokens: z.object({
      ink: colour,
      paper: colour,
      inkDark: colour,
      paperDark: colour,
      accentDark: colour,
      radius: measure(0, 16),
      size: measure(15, 20),
    }),
    header: html,
    footer: html,
  })
  .superRefine((look, check) => {
    for (const { field, message } of unreadableIn(look)) check.addIssue({ code: 'custom', path: field.split('.'), message });
  }) satisfies z.ZodType<LookInput>;
