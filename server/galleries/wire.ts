// What the API sends of galleries, and takes. Types only.

/** `hand`: as the newsroom places them, then the newest. */
export type GalleryOrder = 'newest' | 'hand';

/** One picture: where it is had, in which widths (the last its own), what one sees, whose it is; `post` is what it was sent with. */
export type GalleryPictureWire = {
  id: string;
  url: string;
  width: number;
  height: number;
  widths: number[];
  alt: string;
  credit: string | null;
  post: string;
};

/** GET /api/v1/galleries/:id (the thread's); PUT {order, readers, licenceUrl, pictures} -> 200 the same, `pictures`: ids in their order. */
export type GalleryWire = {
  id: string;
  order: GalleryOrder;
  readers: boolean;
  licenceUrl: string | null;
  pictures: GalleryPictureWire[];
};
