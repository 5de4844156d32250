import { z } from 'zod';
import { glyphs, type Glyph } from '../../widget/thread/glyphs.ts';
import { text } from '../sites/input.ts';

/** More is a keyboard, not a gesture. */
const MAX_REACTIONS = 6;
/** Characters: they stand in one line under each post. */
const MAX_WORD = 20;

export const glyph = z.enum(Object.keys(glyphs) as [Glyph, ...Glyph[]], 'field.wrong');
export const reactionKey = z.string('field.wrong').regex(/^[a-z0-9-]{1,40}$/, 'field.wrong');
export const reactionSet = z
  .array(
    z.object({
      key: reactionKey,
      glyph,
      fr: text(MAX_WORD),
      en: text(MAX_WORD),
    }),
  )
  .max(MAX_REACTIONS, `field.too_many|max=${MAX_REACTIONS}`)
  .refine((set) => new Set(set.map(({ key }) => key)).size === set.length, 'field.wrong');
