/** Milliseconds between two frames of one thread: what the eye takes for at once, and four drawings a second at most. */
export const BEAT_MS = 250;

type Beat = { from: number; upTo: number };
type Tell = (threadId: number, after: number, upTo: number) => Promise<void>;

/**
 * What happens to a thread, told in beats: the first at once, and what follows within a beat together, when it is over. Twenty
 * posts a second are four frames, each read from the database once. Numbers may come out of order.
 */
export function inBeats(tell: Tell, failed: (error: unknown) => void) {
  const beats = new Map<number, Beat | null>();
  const timers = new Set<NodeJS.Timeout>();

  function begin(threadId: number, { from, upTo }: Beat) {
    beats.set(threadId, null);
    tell(threadId, from - 1, upTo).catch(failed);
    const timer = setTimeout(() => {
      timers.delete(timer);
      const waiting = beats.get(threadId);
      if (waiting) begin(threadId, waiting);
      else beats.delete(threadId);
    }, BEAT_MS);
    timers.add(timer);
  }

  return {
    heard({ threadId, seq }: { threadId: number; seq: number }) {
      if (!beats.has(threadId)) return begin(threadId, { from: seq, upTo: seq });
      const { from, upTo } = beats.get(threadId) ?? { from: seq, upTo: seq };
      beats.set(threadId, { from: Math.min(from, seq), upTo: Math.max(upTo, seq) });
    },
    stop: () => timers.forEach(clearTimeout),
  };
}
