import { z } from 'zod';
import { threadTyped } from '../threads/input.ts';

export const goalInput = z.object({
  of: z.union([z.object({ thread: threadTyped }), z.object({ campaign: z.uuid('field.wrong') })]),
  kind: z.enum(['contributions', 'voices', 'answered'], 'field.wrong'),
  target: z.int('field.wrong').min(1, 'field.wrong').max(1_000_000, 'field.wrong'),
  until: z.iso.date('field.wrong').nullable(),
});
export const goalId = z.object({ id: z.uuid('field.wrong') });
