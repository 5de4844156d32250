import { z } from 'zod';
import { role } from '../members/input.ts';

export const exportInput = z.discriminatedUnion(
  'list',
  [
    z.object({ list: z.literal('segment'), segment: z.uuid('field.wrong') }),
    z.object({ list: z.literal('members'), role: role.or(z.literal('staff')).nullable() }),
  ],
  'field.wrong',
);
export const exportId = z.object({ id: z.uuid('field.wrong') });
