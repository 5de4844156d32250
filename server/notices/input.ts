import { z } from 'zod';
import { email, name } from '../accounts/input.ts';
import { GROUND_IDS, groundOf, type LegalGroundId } from '../cases/legal-grounds.ts';

/** Characters below which nobody can say why something is illegal (DSA, art. 16(2)(a): "sufficiently substantiated"). */
const MIN_EXPLANATION = 20;
const MAX_EXPLANATION = 5000;

type Grounds = [LegalGroundId, ...LegalGroundId[]];
const anonymous = GROUND_IDS.filter((id) => groundOf(id).anonymous) as Grounds;
const named = GROUND_IDS.filter((id) => !groundOf(id).anonymous) as Grounds;
const given = <T extends z.ZodType>(schema: T) => z.union([z.literal(''), schema]).default('');

const elements = {
  post: z.uuid('field.wrong'),
  explanation: z
    .string('field.required')
    .trim()
    .min(MIN_EXPLANATION, `field.too_short|min=${MIN_EXPLANATION}`)
    .max(MAX_EXPLANATION, `field.too_long|max=${MAX_EXPLANATION}`),
  /** A box that is ticked, or a program's word. */
  goodFaith: z.union([z.literal('true'), z.literal(true)], 'field.good_faith'),
};

/**
 * A notice's elements (DSA, art. 16(2)): why it is illegal, where it is, who says so, and that they believe it. For some
 * grounds nobody is asked who they are; what they give all the same is kept.
 */
export const newNotice = z.discriminatedUnion(
  'ground',
  [
    z.object({ ...elements, ground: z.enum(named), name, email }),
    z.object({ ...elements, ground: z.enum(anonymous), name: given(name), email: given(email) }),
  ],
  'field.required',
);
export type NewNotice = z.infer<typeof newNotice>;
