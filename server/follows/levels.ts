/**
 * From the nearest to the widest. `byline`: a journalist, by the name that articles are signed with; `section`: the newspaper's, of its
 * articles; `around`: the space around a space.
 */
const DISTANCES = { thread: 0, article: 1, tag: 2, author: 2, byline: 2, space: 3, section: 3, around: 4 } as const;
export type Distance = keyof typeof DISTANCES;

/** What one may follow. */
export type FollowKind = Exclude<Distance, 'around'>;

export const FOLLOW_KINDS = ['thread', 'article', 'tag', 'author', 'byline', 'space', 'section'] as const satisfies FollowKind[];

/** `watch`: each new post. `normal`: new threads, and what is said to oneself. `mute`: nothing but decisions and the law. */
export const LEVELS = ['watch', 'normal', 'mute'] as const;
export type Level = (typeof LEVELS)[number];

/** Of two at the same distance the first holds: who asked for silence has it. */
const AT_ONE_DISTANCE = ['mute', 'watch', 'normal'] as const satisfies Level[];

export type Following = { distance: Distance; level: Level; chosen: boolean };

/**
 * What holds for one member about one post, of all that they follow around it: what is nearest, else null. To have
 * written in a thread is no choice: it takes nothing from a wider watch, but lifts a wider mute, for who writes wants the answers.
 */
export function levelOf(following: Following[]): Level | null {
  const [nearest] = following.filter(({ chosen }) => chosen).toSorted((a, b) => weightOf(a) - weightOf(b));
  const wrote = following.some(({ chosen }) => !chosen);
  if (!nearest) return wrote ? 'normal' : null;
  return wrote && nearest.level === 'mute' && !isOfConversation(nearest) ? 'normal' : nearest.level;
}

/** The least of what somebody chose is what holds: the same rule for who is told by thousands (tell-followers.ts). */
export const weightOf = ({ distance, level }: Pick<Following, 'distance' | 'level'>) =>
  DISTANCES[distance] * AT_ONE_DISTANCE.length + AT_ONE_DISTANCE.indexOf(level);

/** All weights of some levels. */
export const weightsOf = (levels: Level[]): number[] =>
  (Object.keys(DISTANCES) as Distance[]).flatMap((distance) => levels.map((level) => weightOf({ distance, level })));

const isOfConversation = ({ distance }: Following) => DISTANCES[distance] <= DISTANCES.article;
