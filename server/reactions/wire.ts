// What the API sends and takes of reactions. Types only.
import type { Glyph } from '../../widget/thread/glyphs.ts';

/** One of those a site offers. Its key stays when its words change: what was counted under it goes on. */
export type Reaction = { key: string; glyph: Glyph; fr: string; en: string };

/** As the component draws it: `glyph` is a path on a ground of 16 by 16. */
export type ReactionWire = { key: string; glyph: string; fr: string; en: string };

/** PUT|DELETE /api/v1/posts/:id/reactions/:kind -> how many react with what, and with what the one who asks does. */
export type ReactionsWire = { reactions: Record<string, number>; reacted: string[] };
