import { z } from 'zod';
import { joinInput, resetInput, signUpInput } from '../accounts/input.ts';
import type { Role } from '../threads/wire.ts';

/** The longest an expert is invited for, in days: after that, one invites anew. */
const MAX_DAYS = 366;
/** Threads of one invitation: a series of articles. */
const MAX_THREADS = 20;
/** People whom one link lets in: more is an open door, and that is signing up. */
const MAX_QUOTA = 1000;

const line = (max: number) => z.string('field.required').trim().max(max, `field.too_long|max=${max}`).default('');
const text = (max: number) => z.string('field.required').trim().min(1, 'field.required').max(max, `field.too_long|max=${max}`);
const { name } = signUpInput.shape;
const message = line(2000);
const locale = z.enum(['fr', 'en'], 'field.wrong');
const email = text(254).pipe(z.email('field.email'));
const moment = z.iso.datetime('field.wrong').transform((iso) => new Date(iso));
const role = z.enum(['member', 'subscriber', 'journalist', 'moderator', 'manager', 'admin'] satisfies Role[], 'field.wrong');

const term = { startsAt: moment, endsAt: moment };
const DAY = 86_400_000;
const inOrder = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) =>
  startsAt < endsAt && endsAt.getTime() - startsAt.getTime() <= MAX_DAYS * DAY;
const order = { path: ['endsAt'], message: `field.dates|max=${MAX_DAYS}` };

const expert = z
  .object({
    kind: z.literal('expert'),
    member: z.uuid('field.wrong').optional(),
    name: name.optional(),
    email: email.optional(),
    title: text(120),
    affiliation: line(120),
    interests: line(300),
    threads: z.array(z.uuid('field.wrong')).max(MAX_THREADS, `field.too_many|max=${MAX_THREADS}`).default([]),
    articles: z.array(text(200)).max(MAX_THREADS, `field.too_many|max=${MAX_THREADS}`).default([]),
    message,
    locale,
    ...term,
  })
  .refine(inOrder, order)
  .refine(({ member, name }) => member || name, { path: ['name'], message: 'field.required' })
  .refine((given) => given.member || given.email, { path: ['email'], message: 'field.required' })
  .refine(({ threads, articles }) => threads.length + articles.length > 0, { path: ['threads'], message: 'field.required' });

export const newInvitation = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('mail'), email, role, message, locale }),
    z.object({
      kind: z.literal('link'),
      role,
      quota: z.int('field.wrong').min(1, 'field.wrong').max(MAX_QUOTA, 'field.wrong'),
      endsAt: moment,
    }),
    expert,
  ],
  'field.wrong',
);
export const newDates = z.object(term).refine(inOrder, order);

export type NewInvitation = z.infer<typeof newInvitation>;
export type MailInvitation = Extract<NewInvitation, { kind: 'mail' }>;
export type LinkInvitation = Extract<NewInvitation, { kind: 'link' }>;
export type ExpertInvitation = Extract<NewInvitation, { kind: 'expert' }>;
export type Dates = z.infer<typeof newDates>;

/** Somebody new, at the door that a mail opened: it proves their address. */
export const newcomer = z.object({ name, ...resetInput.shape, ...joinInput.shape });
export type Newcomer = z.infer<typeof newcomer>;
export const refusal = z.object({ word: line(1000) });
export const proposal = z.object({ proposal: text(1000) });
