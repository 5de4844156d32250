import { z } from 'zod';
import { oneLine } from '../markdown/one-line.ts';
import type { FieldType } from './wire.ts';

/** Beyond that nobody answers (the newsroom's own word). */
export const MOST_FIELDS = 20;
const [LEAST_OPTIONS, MOST_OPTIONS] = [2, 12];
/** Characters. */
const [MAX_LABEL, MAX_HELP, MAX_OPTION, MAX_NOTE, MAX_NAME, MAX_WORD] = [200, 300, 120, 2000, 80, 1000];
/** Of what is to be published: a post's. */
const MAX_TEXT = 5000;
/** Days: what a newsroom asks for a series, and no longer than its notes on people (two years). */
export const MOST_DAYS = 730;
/** Who reads what was sent in confidence is a few. */
const MOST_READERS = 30;

export const FIELD_TYPES = ['short', 'long', 'choice', 'several', 'date', 'email', 'phone'] as const satisfies FieldType[];
/** By hand; `published` comes of publishing. */
export const STATES_BY_HAND = ['new', 'read', 'contacted', 'kept', 'set_aside'] as const;
export const NAMED_AS = ['full', 'first', 'anonymous'] as const;

const line = (max: number) =>
  z
    .string('field.required')
    .transform(oneLine)
    .refine((typed) => typed.length <= max, `field.too_long|max=${max}`);
const said = (max: number) => line(max).refine((typed) => typed !== '', 'field.required');
const text = (max: number) =>
  z
    .string('field.required')
    .transform((typed) => typed.replace(/\r\n?/g, '\n').replace(/\0/g, '').trim())
    .refine((typed) => typed.length <= max, `field.too_long|max=${max}`);

const isChoice = (type: FieldType) => type === 'choice' || type === 'several';
const field = z
  .object({
    id: z
      .string()
      .regex(/^f\d{1,3}$/, 'field.wrong')
      .optional(),
    type: z.enum(FIELD_TYPES, 'field.wrong').default('short'),
    label: said(MAX_LABEL),
    help: line(MAX_HELP).default(''),
    required: z.boolean('field.wrong').default(false),
    options: z.array(said(MAX_OPTION), 'field.wrong').max(MOST_OPTIONS, `field.too_many|max=${MOST_OPTIONS}`).default([]),
  })
  .transform(({ options, ...asked }) => ({ ...asked, options: isChoice(asked.type) ? options : [] }))
  .refine(({ type, options }) => !isChoice(type) || options.length >= LEAST_OPTIONS, 'field.poll_options')
  .refine(({ options }) => new Set(options).size === options.length, 'field.poll_twice');

/** What a call asks, until when, and what it promises of the answers. */
export const callInput = z.object({
  fields: z.array(field, 'field.required').min(1, 'field.no_question').max(MOST_FIELDS, `field.too_many|max=${MOST_FIELDS}`),
  closesAt: z.iso.datetime({ offset: true, error: 'field.required' }).transform((iso) => new Date(iso)),
  keepDays: z.coerce.number('field.wrong').int('field.wrong').min(1, 'field.wrong').max(MOST_DAYS, `field.days|max=${MOST_DAYS}`),
  readers: z.enum(['newsroom', 'named'], 'field.wrong').default('newsroom'),
});
export type CallInput = z.infer<typeof callInput>;

/** Who reads, where they are named: outside ids of the newsroom's members. */
export const callChange = callInput.extend({
  named: z.array(z.uuid('field.wrong')).max(MOST_READERS, `field.too_many|max=${MOST_READERS}`).optional(),
});
export type CallChange = z.infer<typeof callChange>;

/** Checked by the call's own fields (check-answers.ts). */
export const answerInput = z.object({
  form: z.coerce.number('field.wrong').int('field.wrong'),
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string())]), 'field.required'),
  consent: z.literal(true, 'field.consent'),
});
export type AnswerInput = z.infer<typeof answerInput>;

const version = z.coerce.number('field.wrong').int('field.wrong');
export const handling = z.object({
  version,
  state: z.enum(STATES_BY_HAND, 'field.wrong').optional(),
  assignee: z.uuid('field.wrong').nullable().optional(),
});
export type Handling = z.infer<typeof handling>;

export const noteInput = z.object({ text: text(MAX_NOTE).refine((typed) => typed !== '', 'field.required') });

export const askInput = z.object({
  version,
  text: text(MAX_TEXT).refine((typed) => typed !== '', 'field.required'),
  namedAs: z.enum(NAMED_AS, 'field.required'),
  /** As readers are to see it; the author's own where it is left out. */
  name: line(MAX_NAME).default(''),
});
export type Ask = z.infer<typeof askInput>;

export const decisionInput = z
  .object({
    hash: z.string('field.required'),
    says: z.enum(['agreed', 'refused', 'change'], 'field.required'),
    stays: z.boolean('field.wrong').default(false),
    word: text(MAX_WORD).default(''),
  })
  .refine(({ says, word }) => says !== 'change' || word !== '', { path: ['word'], error: 'field.required' });
export type Decision = z.infer<typeof decisionInput>;
