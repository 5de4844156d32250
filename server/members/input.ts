import { z } from 'zod';

const role = z.enum(['guest', 'member', 'subscriber', 'expert', 'journalist', 'moderator', 'manager', 'admin'], 'field.wrong');
/** More sections than a forum has. */
const MAX_SPACES = 100;

export const memberId = z.object({ id: z.uuid('field.wrong') });

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
