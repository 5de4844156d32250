// What the API sends of galleries, and takes. Types only.

/** `hand`: as the newsroom places them, then the newest. */
export type GalleryOrder = 'newest' | 'hand';
