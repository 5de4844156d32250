import { z } from 'zod';
import { clientId, source, voice } from '../posts/input.ts';

const MAX_NOTE = 2000;
const MAX_LABEL = 30;
/** More say nothing any more. */
const MOST_LABELS = 8;

const uid = z.uuid('field.wrong');
const moment = z.iso.datetime({ offset: true, error: 'field.wrong' }).transform((text) => new Date(text));
const label = z.string('field.wrong').trim().toLowerCase().min(1, 'field.required').max(MAX_LABEL, `field.too_long|max=${MAX_LABEL}`);

export const named = z.object({ id: uid });
export const list = z.object({
  lane: z.enum(['all', 'question', 'newsroom', 'correction', 'message', 'idea', 'mine', 'waiting', 'done'], 'field.wrong').default('all'),
  cursor: z.string().max(100).optional(),
  lang: z.string().optional(),
});
export const changes = z.object({
  after: z.coerce.number('field.wrong').int('field.wrong').min(0, 'field.wrong'),
  lang: z.string().optional(),
});
const version = z.int('field.required').min(1, 'field.wrong');
export const change = z.object({
  version,
  assignee: uid.nullish(),
  state: z.enum(['open', 'waiting', 'done'], 'field.wrong').optional(),
  until: moment.nullish(),
  labels: z
    .array(label, 'field.wrong')
    .max(MOST_LABELS, `field.too_many|max=${MOST_LABELS}`)
    .transform((all) => [...new Set(all)])
    .optional(),
});
export const claim = z.object({ take: z.boolean('field.wrong').default(false) });
export const note = z.object({
  text: z.string('field.required').trim().min(1, 'field.required').max(MAX_NOTE, `field.too_long|max=${MAX_NOTE}`),
});
/** To the journalist who is asked. */
const word = z.string('field.wrong').trim().max(MAX_NOTE, `field.too_long|max=${MAX_NOTE}`).default('');
export const passedOn = z.object({ to: z.uuid('field.required'), word });
export const relay = passedOn.extend({ version });
export const answer = z.object({ clientId, source, voice, version, keep: z.boolean('field.wrong').default(false) });
