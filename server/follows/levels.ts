/** From the nearest to the widest. `byline`: a journalist, by the name that articles are signed with. */
const DISTANCES = { thread: 0, article: 1, tag: 2, author: 2, byline: 2, space: 3, around: 4 } as const;

/** What one may follow; `around` is a space that lies around a space. */
export type FollowKind = Exclude<keyof typeof DISTANCES, 'around'>;

/** `watch`: each new post. `normal`: new threads, and what is said to oneself. `mute`: nothing but decisions and the law. */
export type Level = 'watch' | 'normal' | 'mute';

/** Of two at the same distance the first holds: who asked for silence has it. */
const AT_ONE_DISTANCE = ['mute', 'watch', 'normal'] as const satisfies Level[];

export type Following = { distance: keyof typeof DISTANCES; level: Level; chosen: boolean };

/**
 * What holds for one member about one post, of all that they follow around it: what is nearest, else null. To have
 * written in a thread is no choice: it takes nothing from a wider watch, but lifts a wider mute, for who writes wants the answers.
 */
export function levelOf(following: Following[]): Level | null {
  const [nearest] = following.filter(({ chosen }) => chosen).toSorted((a, b) => weight(a) - weight(b));
  const wrote = following.some(({ chosen }) => !chosen);
  if (!nearest) return wrote ? 'normal' : null;
  return wrote && nearest.level === 'mute' && nearest.distance !== 'thread' ? 'normal' : nearest.level;
}

const weight = ({ distance, level }: Following) => DISTANCES[distance] * AT_ONE_DISTANCE.length + AT_ONE_DISTANCE.indexOf(level);
