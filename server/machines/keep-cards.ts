import { createHash } from 'node:crypto';
import { Refusal } from '../errors.ts';
import { drawCard, type Card } from './draw-card.ts';

/** Pictures in memory, the last asked for: some 20 kB each. */
const KEPT = 200;
/** Drawn at once, and waiting: a crawler that asks for all of a forum is told to come back. */
const AT_ONCE = 2;
const WAITING = 20;

export type Cards = { hashOf: (card: Card) => string; get: (card: Card) => Promise<Buffer> };

/** Draws what is asked for, once for all who ask at that moment. Refuses `too_fast` when too many wait. */
export function createCards(fontfile: string, draw = drawCard): Cards {
  const kept = new Map<string, Promise<Buffer>>();
  const queue: (() => void)[] = [];
  let drawing = 0;

  async function inTurn(card: Card): Promise<Buffer> {
    if (drawing >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
    drawing++;
    try {
      return await draw(card, fontfile);
    } finally {
      drawing--;
      queue.shift()?.();
    }
  }

  function get(card: Card): Promise<Buffer> {
    const hash = hashOf(card);
    const known = kept.get(hash);
    if (!known && queue.length >= WAITING) throw new Refusal('too_fast', { retryAfter: 5 });
    const picture = known ?? inTurn(card);
    // Last in, last out.
    kept.delete(hash);
    kept.set(hash, picture);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    if (!known) picture.catch(() => kept.delete(hash));
    return picture;
  }

  return { hashOf, get };
}

const hashOf = (card: Card) => createHash('sha256').update(JSON.stringify(card)).digest('base64url').slice(0, 12);
