import { z } from 'zod';
import { wordOf } from '../audience/came-by.ts';

const word = z
  .string()
  .trim()
  .refine((text) => text === '' || wordOf(text) !== '', 'field.campaign_word')
  .transform(wordOf);

export const campaignInput = z.object({
  name: z.string('field.required').trim().min(1, 'field.required').max(80, 'field.too_long|max=80'),
  source: word.refine((text) => text !== '', 'field.required'),
  medium: word.default(''),
  campaign: word.default(''),
  url: z.url({ protocol: /^https?$/, error: 'field.wrong' }).max(500, 'field.too_long|max=500'),
});
export const campaignId = z.object({ id: z.uuid('field.wrong') });
