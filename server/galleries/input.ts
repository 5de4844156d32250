import { z } from 'zod';

/** Characters. */
const MAX_URL = 500;
/** Placed by hand; whatever comes after them is the newest first. */
const MOST_PLACED = 200;

export const ORDERS = ['newest', 'hand'] as const;

const address = z
  .string('field.wrong')
  .trim()
  .max(MAX_URL, `field.too_long|max=${MAX_URL}`)
  .refine((typed) => URL.canParse(typed) && /^https?:$/.test(new URL(typed).protocol), 'field.url')
  .transform((typed) => new URL(typed).href);

export const galleryInput = z.object({
  order: z.enum(ORDERS, 'field.wrong').default('newest'),
  readers: z.boolean('field.wrong').default(true),
  licenceUrl: address.nullable().default(null),
});

export const galleryChange = galleryInput.extend({
  pictures: z.array(z.uuid('field.wrong')).max(MOST_PLACED, `field.too_many|max=${MOST_PLACED}`).optional(),
});
export type GalleryChange = z.infer<typeof galleryChange>;
