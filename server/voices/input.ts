import { z } from 'zod';
import { name } from '../accounts/input.ts';
import { MOST_HANDS } from './limits.ts';

export const voiceInput = z.object({
  name,
  title: z.string('field.wrong').trim().max(80, 'field.too_long|max=80').default(''),
  secondEyes: z.boolean('field.wrong').default(false),
  retired: z.boolean('field.wrong').default(false),
  hands: z.array(z.uuid('field.wrong')).max(MOST_HANDS, `field.too_many|max=${MOST_HANDS}`).default([]),
});
