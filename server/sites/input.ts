import { z } from 'zod';

export const text = (max: number) => z.string('field.required').trim().min(1, 'field.required').max(max, `field.too_long|max=${max}`);

/** Of pages that may carry the embed. */
export const origin = z
  .string('field.wrong')
  .transform((typed) => (URL.canParse(typed) ? new URL(typed) : null))
  .refine((url) => url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`, 'field.wrong')
  .transform((url) => url!.origin);

/** One that this server can compute with. */
export const timeZone = z.string('field.required').refine((name) => name === 'UTC' || ZONES.has(name), 'field.zone');
const ZONES = new Set(Intl.supportedValuesOf('timeZone'));
