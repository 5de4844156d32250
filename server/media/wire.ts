// What the API sends of pictures, sounds and films. Types only.

/**
 * POST /api/v1/media: to be named in a post of one's own, on a line by itself: `![what one sees](media:ID "credit")`. Seen by
 * nobody else until that post is public. `url`: to look at it before, good for a quarter of an hour or two.
 */
export type UploadedWire = { id: string; url: string } & (
  | { kind: 'image'; width: number; height: number }
  | { kind: 'audio' | 'video'; type: string; width: number | null; height: number | null }
);
