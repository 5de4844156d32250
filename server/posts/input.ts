import { z } from 'zod';

/** Characters of a post's source: three printed pages; longer belongs in an article. */
const MAX_POST = 10_000;

export const source = z
  .string('field.required')
  .refine((text) => text.trim() !== '', 'field.required')
  .max(MAX_POST, `field.too_long|max=${MAX_POST}`);
export const clientId = z.string('field.required').regex(/^[\w-]{8,64}$/, 'field.wrong');
/** Milliseconds from the first touch of the field to the button. */
export const typedMs = z.int('field.wrong').min(0).max(604_800_000).optional();
const uid = z.uuid('field.wrong');

/** The voice of the newsroom that it is said in, by its id; in one’s own where absent, or empty. */
export const voice = z.union([uid, z.literal('')], 'field.wrong').optional();

export const newPost = z
  .object({
    site: z.string().max(100).optional(),
    article: z.string().min(1, 'field.required').max(200, 'field.too_long|max=200').optional(),
    thread: uid.optional(),
    parent: uid.nullish(),
    clientId,
    source,
    typedMs,
    voice,
    /** The writer says to have the age that the site asks for. */
    ofAge: z.boolean().optional(),
    page: z.object({ url: z.string().max(2000).optional(), title: z.string().max(500).optional() }).optional(),
  })
  .refine((post) => post.thread || (post.site && post.article), { path: ['thread'], error: 'field.required' });
export type NewPost = z.infer<typeof newPost>;

export const editedPost = z.object({ source, revision: z.int('field.required').min(1) });
export const editForm = z.object({ source, revision: z.coerce.number('field.wrong').int('field.wrong').min(1, 'field.wrong') });

export const newReport = z.object({
  rule: z.int('field.wrong').min(1, 'field.wrong').max(99, 'field.wrong').nullish(),
  note: z.string().max(1000, 'field.too_long|max=1000').default(''),
  /** The host of the page that led there, where the browser says: what many were sent to do counts less. */
  referrer: z.hostname('field.wrong').max(253, 'field.too_long|max=253').nullish(),
});

export const preview = z.object({ source: z.string('field.required').max(MAX_POST, `field.too_long|max=${MAX_POST}`) });
