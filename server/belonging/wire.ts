// What the API sends and takes of a site's own badges. Types only.
import type { Glyph } from '../../widget/thread/glyphs.ts';

/** POST /api/v1/badges, PUT /api/v1/badges/:id. 422 where another has that name, or the site enough of them. */
export type BadgeInput = { fr: string; en: string; glyph: Glyph };
/** `given`: to how many. */
export type BadgeWire = BadgeInput & { id: string; given: number };
/** GET /api/v1/badges; the other requests answer with it too, DELETE apart. */
export type BadgesWire = { badges: BadgeWire[] };

/**
 * GET /api/v1/members/:id/badges; PUT …/badges/:badge { word } gives one (twice is once, with the new word), DELETE takes it
 * back: both answer with it. `others`: of the site, that they have not. 422 where they may have none: one of the newsroom, banned, gone.
 */
export type MemberBadges = { given: (BadgeInput & { id: string; word: string; at: string })[]; others: (BadgeInput & { id: string })[] };
