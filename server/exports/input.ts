import { z } from 'zod';
import { role } from '../members/input.ts';

const day = z.iso.date('field.wrong');

export const exportInput = z.discriminatedUnion(
  'list',
  [
    z.object({ list: z.literal('segment'), segment: z.uuid('field.wrong') }),
    z.object({ list: z.literal('members'), role: role.or(z.literal('staff')).nullable() }),
    z
      .object({ list: z.enum(['decisions', 'posts']), from: day, until: day })
      .refine(({ from, until }) => from <= until, { path: ['until'], error: 'field.export_until' }),
  ],
  'field.wrong',
);
export const exportId = z.object({ id: z.uuid('field.wrong') });
