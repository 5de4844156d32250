import { readModel, type Model } from '../classifier/model.ts';

let read: Model | null = null;

/** The committed weights, read once: they change with a release. */
export const model = (): Model => (read ??= readModel());
