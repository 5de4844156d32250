import { z } from 'zod';
import { oneLine } from '../markdown/one-line.ts';
import { text } from '../sites/input.ts';
import { clientId, source, typedMs, voice } from '../posts/input.ts';
import { OPENED } from './kinds.ts';
import { MAX_TAG, MAX_TAGS, readTag, readTags, sayTag } from './tags.ts';
import type { Measure, Sort } from './wire.ts';

const KINDS = ['slow', 'subscribers', 'members', 'before', 'night'] as const satisfies Measure['kind'][];
/** Between two posts of one person: from ten seconds to a day. */
const [LEAST_SECONDS, MOST_SECONDS] = [10, 86_400];
/** Characters: a sentence or two to everybody who reads there. */
const MAX_REASON = 300;

export const SORTS = ['newest', 'oldest', 'replies', 'votes', 'flat'] as const satisfies Sort[];

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

/** Posts that one form makes a thread of their own: what one sees at once. */
export const MAX_SPLIT = 100;

/** Characters: two lines on a phone. */
const MAX_TITLE = 150;
/** Letters or figures: one word that says something; « ??? » and an emoji have none. */
const LEAST_LETTERS = 4;

export const title = z
  .string('field.required')
  .transform(oneLine)
  .refine((typed) => (typed.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= LEAST_LETTERS, 'field.title')
  .refine((typed) => typed.length <= MAX_TITLE, `field.too_long|max=${MAX_TITLE}`);

export const tag = z
  .string()
  .max(MAX_TAG, `field.too_long|max=${MAX_TAG}`)
  .transform(readTag)
  .refine((read) => read !== null, 'field.wrong')
  .transform((read) => read!);

const moment = z.iso.datetime('field.wrong').transform((iso) => new Date(iso));

/** What the newsroom alone says of a thread that it opens. */
export const planned = z.object({
  /** Between which moments those who are asked answer. */
  answersFrom: moment.nullable().default(null),
  answersUntil: moment.nullable().default(null),
  /** Nobody else finds it before. */
  opensAt: moment.nullable().default(null),
  closesAt: moment.nullable().default(null),
  remindsAt: moment.nullable().default(null),
  /** To read with it, by the publisher's id. */
  article: z.string().max(200, 'field.too_long|max=200').nullable().default(null),
  /** With whom it is held, by the partner's id. */
  partner: z
    .union([z.literal(''), z.uuid('field.wrong')])
    .nullable()
    .default(null)
    .transform((id) => id || null),
});
export type Planned = z.infer<typeof planned>;

export const openedThread = z.object({
  ...planned.shape,
  space: z.string('field.required').min(1, 'field.required').max(100, 'field.wrong'),
  kind: z.enum(OPENED, 'field.required'),
  title,
  source,
  /** What its kind has of its own (kind-details.ts). */
  details: z.record(z.string(), z.unknown()).default({}),
  tags: z.array(tag).max(MAX_TAGS, `field.too_many|max=${MAX_TAGS}`).default([]),
  clientId,
  typedMs,
  voice,
  ofAge: z.boolean().optional(),
});
export type OpenedThread = z.infer<typeof openedThread>;

/** In one field, by commas. */
export const typedTags = z
  .string()
  .default('')
  .transform(readTags)
  .refine((tags) => tags.length <= MAX_TAGS, `field.too_many|max=${MAX_TAGS}`)
  .refine((tags) => tags.every((read) => sayTag(read).length <= MAX_TAG), `field.too_long|max=${MAX_TAG}`);

/** The same, from a form. */
export const openedByForm = openedThread.extend({ tags: typedTags });

/** A thread as it is typed or copied: an address of ours, or the id in it. */
export const threadTyped = z
  .string('field.required')
  .max(500, 'field.too_long|max=500')
  .transform((text) => /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/.exec(text)?.[0] ?? '')
  .refine((id) => id !== '', 'field.no_thread');
