import type { Config } from '../config.ts';
import { createBucketStore } from './bucket-store.ts';
import { createDiskStore, type MediaStore } from './store.ts';

export const openStore = (media: Config['media']): MediaStore =>
  media.kind === 'disk' ? createDiskStore(media.folder) : createBucketStore(media);
