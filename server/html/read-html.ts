import { Refusal } from '../errors.ts';
import { askWorker } from '../ops/ask-worker.ts';
import type { HtmlVerbs } from './html-worker.ts';

/** A text of ten thousand signs takes some milliseconds. */
const PATIENCE_MS = 10_000;
const MOST_WAITING = 1000;

/** Has HTML of somebody else's cleaned or read. Refuses `too_fast` where a thousand wait, `invalid` for what takes ten seconds. */
export const { ask: readHtml } = askWorker<HtmlVerbs>('html/html-worker.ts', {
  most: MOST_WAITING,
  busy: () => new Refusal('too_fast', { retryAfter: 5 }),
  patienceMs: PATIENCE_MS,
  late: () => new Refusal('invalid', { fields: { source: ['field.tangled'] } }),
});
