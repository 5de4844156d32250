import { z } from 'zod';
import { GROUND_IDS } from './legal-grounds.ts';

const MAX_NOTE = 2000;
const note = z.string().max(MAX_NOTE, `field.too_long|max=${MAX_NOTE}`).optional();
/** Characters below which no fact is stated. */
const MIN_FACTS = 20;
/** Where no post is concerned, nothing else states the facts (DSA, art. 17(3)(b)). */
const facts = z
  .string('field.required')
  .trim()
  .min(MIN_FACTS, `field.too_short|min=${MIN_FACTS}`)
  .max(MAX_NOTE, `field.too_long|max=${MAX_NOTE}`);
/** Seconds between two posts: from a breath to a day. */
const pace = z.int('field.wrong').min(30, 'field.wrong').max(86_400, 'field.wrong');

/** A warning is read or not, it has no end; a suspension has one, or it would be a ban. */
const measure = z
  .object({
    kind: z.enum(['warning', 'slow', 'approval', 'suspension', 'ban'], 'field.required'),
    until: z.iso.datetime({ offset: true, error: 'field.wrong' }).nullable(),
    seconds: pace.optional(),
    note,
  })
  .refine(({ kind, until }) => (kind === 'warning' || kind === 'ban' ? until === null : true), { path: ['until'], error: 'field.wrong' })
  .refine(({ kind, until }) => kind !== 'suspension' || until !== null, { path: ['until'], error: 'field.required' })
  .refine(({ kind, seconds }) => (kind === 'slow') === (seconds !== undefined), { path: ['seconds'], error: 'field.wrong' })
  .transform(({ seconds, note: words, ...rest }) => ({ ...rest, ...(seconds && { seconds }), ...(words && { note: words }) }));

/** Each kind once: two ends of one suspension would contradict each other. */
const measures = z
  .array(measure)
  .max(5, 'field.wrong')
  .refine((all) => new Set(all.map(({ kind }) => kind)).size === all.length, 'field.wrong');

const because = {
  rule: z.int('field.wrong').min(1).optional(),
  legalGround: z.enum(GROUND_IDS, 'field.wrong').optional(),
  note,
};

/** What a post may show at most (media/find-shown.ts). */
const media = z.array(z.uuid('field.wrong')).min(1, 'field.required').max(8, 'field.wrong');

export const decisionFields = z.object({
  version: z.int('field.required').min(1),
  revision: z.int('field.required').min(1).nullable(),
  verdict: z.enum(['approve', 'reject', 'hide', 'ask_edit', 'take_out', 'none', 'restore'], 'field.required'),
  ...because,
  media: media.optional(),
  measures: measures.optional(),
});

/** What is to go is named where something of a post goes, and there alone. */
export const decisionInput = decisionFields.refine(({ verdict, media: named }) => (verdict === 'take_out') === (named !== undefined), {
  path: ['media'],
  error: 'field.wrong',
});

export const removalInput = z.object({ ...because, name: z.string('field.required').min(1, 'field.required').max(200) });

export const measuresInput = z.object({ ...because, note: facts, measures: measures.min(1, 'field.required') });
