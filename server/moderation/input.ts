import { z } from 'zod';
import { fold } from '../disguises/fold.ts';
import { text } from '../sites/input.ts';
import type { Screening, ScreeningInput, TunedPhase } from '../sites/wire.ts';
import { compileGlob } from './glob.ts';

const MAX_WORDS = 2000;
/** Each is walked along the text: a few hundred cost a tenth of a millisecond. */
const MAX_PATTERNS = 200;

const number = (max: number) => z.int('field.wrong').min(0, 'field.wrong').max(max, 'field.wrong');
const share = z.number('field.wrong').min(0, 'field.wrong').max(1, 'field.wrong');
const effect = z.enum(['off', 'flag', 'nudge', 'hold'], 'field.wrong');
const host = z
  .string('field.wrong')
  .trim()
  .transform((typed) => URL.parse(/^https?:/.test(typed) ? typed : `https://${typed}`)?.hostname ?? '')
  .refine((name) => name.includes('.'), 'field.wrong');
const hosts = z.array(host).max(500, 'field.too_many|max=500');

const TUNED = [
  'links',
  'repeat',
  'near_repeat',
  'flood',
  'typed_too_fast',
  'newcomer',
  'recent_record',
  'personal_data',
  'capitals',
  'language',
  'late_edit',
  'quotes_removed',
  'media',
  'toxicity',
  'spam',
  'external',
] as const satisfies TunedPhase[];

const word = z
  .object({
    id: z.string('field.wrong').min(1).max(100),
    text: text(100),
    match: z.enum(['word', 'part', 'pattern'], 'field.wrong'),
    lang: z.enum(['fr', 'en'], 'field.wrong').nullable(),
    effect: z.enum(['flag', 'nudge', 'hold', 'refuse'], 'field.wrong'),
  })
  .refine(({ match, text: typed }) => match !== 'pattern' || compileGlob(fold(typed)) !== null, { path: ['text'], error: 'field.pattern' })
  .refine(({ match, text: typed }) => match !== 'part' || fold(typed).length >= 3, { path: ['text'], error: 'field.too_short|min=3' });
const words = z
  .array(word)
  .max(MAX_WORDS, `field.too_many|max=${MAX_WORDS}`)
  .refine((rules) => rules.filter(({ match }) => match === 'pattern').length <= MAX_PATTERNS, `field.too_many|max=${MAX_PATTERNS}`)
  .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'field.wrong');

const overridable = {
  words,
  maxLinks: number(100),
  linksAfterDays: number(3650),
  trustedHosts: hosts,
  blockedHosts: hosts,
  newcomerPosts: number(100),
  effects: z.partialRecord(z.enum(TUNED, 'field.wrong'), effect),
  nudgeRule: z.int('field.wrong').min(1, 'field.wrong').max(99, 'field.wrong').nullable(),
  classifier: z
    .object({ on: z.boolean('field.wrong'), rankFrom: share, holdFrom: share.nullable() })
    .refine(({ rankFrom, holdFrom }) => holdFrom === null || holdFrom >= rankFrom, { path: ['holdFrom'], error: 'field.wrong' }),
};

const screening = z.object({
  ...overridable,
  external: z
    .object({
      url: z.url({ protocol: /^https?$/, error: 'field.url' }).max(2000, 'field.url'),
      onFailure: z.enum(['hold', 'publish'], 'field.wrong'),
      timeoutMs: z.int('field.wrong').min(100, 'field.wrong').max(5000, 'field.wrong'),
    })
    .nullable(),
  hideFrom: z.number('field.wrong').min(5, 'field.wrong').max(100, 'field.wrong'),
}) satisfies z.ZodType<Screening, unknown>;

const override = z.object(overridable).partial().nullable();

export const screeningInput = z.object({
  version: z.int('field.required').min(1),
  screening,
  sections: z.array(z.object({ name: text(100), screening: override })).max(100, 'field.too_many|max=100'),
  spaces: z.array(z.object({ slug: text(100), screening: override })).max(200, 'field.too_many|max=200'),
}) satisfies z.ZodType<ScreeningInput, unknown>;

/** `known` is compared, never kept: whatever it is, what does not match is refused. */
export const threadScreeningInput = z.object({ known: z.record(z.string(), z.unknown()).nullable(), screening: override });

export const tryInput = z.object({ words, source: z.string('field.required').max(10_000, 'field.too_long|max=10000') });
