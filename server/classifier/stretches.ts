/** About as long as what was trained on: a whole paragraph would hide an insult. In words, signs included. */
const LENGTH = 16;
const STEP = LENGTH / 2;

/** From one word on, up to another; the second step, where there is one, begins in the middle. */
export type Stretch = { from: number; middle: number; to: number };

/** One for a text not much longer than a stretch; else each begins in the middle of the one before. */
export function stretchesOf(words: number): Stretch[] {
  const step = stepOf(words);
  if (step === words) return [{ from: 0, middle: words, to: words }];
  return Array.from({ length: Math.ceil(words / step) - 1 }, (_, i) => ({
    from: i * step,
    middle: (i + 1) * step,
    to: Math.min(words, (i + 2) * step),
  }));
}

/** In words. Each stretch is two steps long, or all of a text that is one step. */
export const stepOf = (words: number) => (words <= LENGTH + STEP ? words : STEP);
