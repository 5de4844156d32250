import { z } from 'zod';

/** Nobody types more; whoever pastes more is told. */
export const MAX_QUERY = 200;
/** Each is looked up: more would find nothing anyway. */
export const MAX_CLAUSES = 16;
const MAX_VALUE = 100;

const value = z.string().trim().max(MAX_VALUE, `field.too_long|max=${MAX_VALUE}`).optional();

export const search = z.object({
  site: z.string('field.required'),
  q: z.string().max(MAX_QUERY, `field.too_long|max=${MAX_QUERY}`).default(''),
  author: value,
  space: value,
  tag: value,
  kind: value,
  article: value,
  after: value,
  before: value,
  state: value,
  sort: z.enum(['relevance', 'date'], 'field.wrong').default('relevance'),
  cursor: z.string().max(100).optional(),
  lang: z.string().optional(),
});
export type SearchInput = Omit<z.infer<typeof search>, 'site' | 'lang'>;

export const similar = z.object({
  site: z.string('field.required'),
  title: z.string('field.required').max(MAX_QUERY, `field.too_long|max=${MAX_QUERY}`),
  lang: z.string().optional(),
});
