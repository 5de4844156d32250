import { z } from 'zod';
import { clientId } from '../posts/input.ts';
import { threadTyped } from '../threads/input.ts';

/** A printed page, as what is written to the newsroom. */
const MAX_TEXT = 4000;
const MAX_SUBJECT = 120;
/** Days to answer in: two months are a conversation that nobody wants. */
const MAX_DAYS = 60;

const written = (max: number) => z.string('field.required').trim().min(1, 'field.required').max(max, `field.too_long|max=${max}`);
const text = written(MAX_TEXT);
/** Nothing typed is none. */
const orNull = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' ? null : value), schema.nullable().default(null));
const version = z.coerce.number('field.wrong').int('field.wrong').min(1, 'field.wrong');

export const named = z.object({ id: z.uuid('field.wrong') });

/** `post`: as it is typed or copied, an address of ours or the id in it. */
export const newMediation = z.object({
  clientId,
  subject: written(MAX_SUBJECT),
  first: z.uuid('field.required'),
  second: z.uuid('field.required'),
  post: orNull(threadTyped),
  case: orNull(z.uuid('field.wrong')),
  days: z.coerce.number('field.days|max=60').int('field.days|max=60').min(1, 'field.days|max=60').max(MAX_DAYS, 'field.days|max=60'),
});
export type NewMediation = z.infer<typeof newMediation>;

export const saidThere = z.object({ clientId, text });
/** `publisher`: the party whose words `publishes` are. */
export const proposed = saidThere.extend({ publishes: orNull(text), publisher: orNull(z.uuid('field.wrong')) });
export type Proposed = z.infer<typeof proposed>;
export const answered = z.object({ proposal: z.uuid('field.wrong') });
export const putOff = newMediation.pick({ days: true }).extend({ version });
export const ended = z.object({ version });
export const takenOver = z.object({ reason: text, version });
