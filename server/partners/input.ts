import { z } from 'zod';
import { colour } from '../sites/look-input.ts';
import { origin, text } from '../sites/input.ts';
import { unreadableIn } from '../sites/palette.ts';
import { withLook } from './look.ts';
import type { PartnerChange, PartnerInput } from './wire.ts';

/** Pages of one partner's: more is a network. */
const MOST_ORIGINS = 20;
const MAX_NAME = 60;

const look = z
  .object({ accent: colour, accentDark: colour, ink: colour, inkDark: colour, paper: colour, paperDark: colour })
  .superRefine((given, check) => {
    for (const { field, message } of unreadableIn(withLook(given)))
      check.addIssue({ code: 'custom', path: [field.replace('tokens.', '')], message });
  });

const said = z.object({
  name: text(MAX_NAME),
  label: z.enum(['sponsored', 'partner'], 'field.required'),
  url: z.union([z.literal(''), z.url({ protocol: /^https?$/, error: 'field.wrong' }).max(500, 'field.too_long|max=500')]),
  origins: z.array(origin).max(MOST_ORIGINS, `field.too_many|max=${MOST_ORIGINS}`),
  moderation: z.literal('before', 'field.wrong').nullable(),
  look,
});

export const partnerInput = said.extend({
  key: z
    .string('field.required')
    .trim()
    .regex(/^[a-z0-9-]{2,30}$/, 'field.partner_key'),
}) satisfies z.ZodType<PartnerInput>;
export const partnerChange = said.extend({ version: z.int('field.required').min(1, 'field.wrong') }) satisfies z.ZodType<PartnerChange>;
export const partnerId = z.object({ id: z.uuid('field.wrong') });
export const lookAsked = z.object({ site: z.string('field.required').max(100), partner: z.string('field.required').max(100) });
