import { z } from 'zod';
import { text } from '../sites/input.ts';
import type { Measure } from './wire.ts';

const KINDS = ['slow', 'subscribers', 'members', 'before', 'night'] as const satisfies Measure['kind'][];
/** Between two posts of one person: from ten seconds to a day. */
const [LEAST_SECONDS, MOST_SECONDS] = [10, 86_400];
/** Characters: a sentence or two to everybody who reads there. */
const MAX_REASON = 300;

/** Where an embed or a page says that it is. */
export const placeAsked = z
  .object({ site: z.string().max(100).optional(), article: z.string().max(200).optional(), thread: z.uuid('field.wrong').optional() })
  .refine(({ site, article, thread }) => thread || (site && article), { path: ['thread'], error: 'field.required' });

export const measureKind = z.object({ id: z.uuid('field.wrong'), kind: z.enum(KINDS) });
export const measureForThread = z.object({
  until: z.iso.datetime('field.wrong'),
  reason: text(MAX_REASON),
  seconds: z.int('field.wrong').min(LEAST_SECONDS, 'field.wrong').max(MOST_SECONDS, 'field.wrong').optional(),
});
