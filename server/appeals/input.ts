import { z } from 'zod';

const MIN_TEXT = 20;
const MAX_TEXT = 5000;
const text = z
  .string('field.required')
  .trim()
  .min(MIN_TEXT, `field.too_short|min=${MIN_TEXT}`)
  .max(MAX_TEXT, `field.too_long|max=${MAX_TEXT}`);

export const newAppeal = z.object({ text });

/** Never without reasons (DSA, art. 20(5)); `alone` says that one knows to have decided it oneself. */
export const appealDecision = z.object({
  version: z.int('field.required').min(1),
  outcome: z.enum(['upheld', 'partly', 'reversed'], 'field.required'),
  answer: text,
  rule: z.int('field.wrong').min(1).optional(),
  legalGround: z.string('field.wrong').max(40, 'field.wrong').optional(),
  alone: z.boolean('field.wrong').default(false),
});
export type AppealDecision = z.infer<typeof appealDecision>;
