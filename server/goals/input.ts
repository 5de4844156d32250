import { z } from 'zod';

/** As it is typed or copied: an address of ours, or the id in it. */
const thread = z
  .string('field.required')
  .max(500, 'field.too_long|max=500')
  .transform((text) => /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/.exec(text)?.[0] ?? '')
  .refine((id) => id !== '', 'field.no_thread');

export const goalInput = z.object({
  of: z.union([z.object({ thread }), z.object({ campaign: z.uuid('field.wrong') })]),
  kind: z.enum(['contributions', 'voices', 'answered'], 'field.wrong'),
  target: z.int('field.wrong').min(1, 'field.wrong').max(1_000_000, 'field.wrong'),
  until: z.iso.date('field.wrong').nullable(),
});
export const goalId = z.object({ id: z.uuid('field.wrong') });
