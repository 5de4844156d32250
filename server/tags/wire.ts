// What the API sends and takes of tags. Types only.

/** `name` is as one types it: `travaux`, `commune:Lyon`. */
type TagName = { slug: string; name: string };

/** GET /api/v1/tags/suggestions?site=&q= : what begins like that, of what readers find on some thread; eight at most. */
export type TagSuggestions = { tags: TagName[] };

/** `synonyms`: other ways of writing it, by which it is meant too. */
export type TagWire = TagName & { threads: number; synonyms: TagName[] };

/**
 * GET /api/v1/tags?q= : 200 at most, by name; `total` is how many there are like that. POST {name} makes one; PUT /api/v1/tags/:slug
 * {name} renames it, PUT …/merger {into, name} lets it go into another one (for good: its own name is typed), POST …/synonyms {name} adds a way of writing it, DELETE
 * takes it (or that way of writing) away.
 */
export type TagsWire = { total: number; tags: TagWire[] };
