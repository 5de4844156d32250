import { z } from 'zod';
import { clientId, source } from '../posts/input.ts';
import { LISTED } from './states.ts';

export const turn = z.object({
  state: z.enum(LISTED, 'field.required'),
  /** What readers are told of it. */
  word: source,
  /** What it became, by the publisher's id or its address; of `done` alone. */
  article: z.string().trim().max(2000, 'field.too_long|max=2000').default(''),
  clientId,
});
export type Turn = z.infer<typeof turn>;
