import { z } from 'zod';
import { PRESETS } from '../inbox/presets.ts';
import { KINDS } from './timeline.ts';

export const role = z.enum(['guest', 'member', 'subscriber', 'expert', 'journalist', 'moderator', 'manager', 'admin'], 'field.wrong');
const MAX_LABEL = 30;
/** More sections than a forum has. */
const MAX_SPACES = 100;

export const memberId = z.object({ id: z.uuid('field.wrong') });

export const labelled = memberId.extend({
  label: z.string('field.required').trim().toLowerCase().min(1, 'field.required').max(MAX_LABEL, `field.too_long|max=${MAX_LABEL}`),
});

export const timelineQuery = z.object({
  /** Kinds, by commas. */
  only: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((kind) => kind !== ''))
    .pipe(z.array(z.enum(KINDS, 'field.wrong'))),
  cursor: z.string().max(100).optional(),
});

export const membersQuery = z.object({
  q: z.string().trim().max(100, 'field.too_long|max=100').default(''),
  role: role.or(z.literal('staff')).optional(),
  segment: z.uuid('field.wrong').optional(),
  cursor: z.string().max(100).optional(),
  lang: z.string().optional(),
});

export const roleInput = z.object({
  from: role,
  role,
  spaces: z.array(z.string().max(100)).max(MAX_SPACES, `field.too_many|max=${MAX_SPACES}`).default([]),
});

export const presetInput = z.object({ preset: z.enum(PRESETS, 'field.wrong').nullable() });
