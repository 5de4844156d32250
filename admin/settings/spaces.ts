// The forum's spaces as they are typed. Pure.
import type { SpacesInput, SpacesWire } from '#server/sites/wire.ts';

/** `key` tells it apart on the screen: a new one has no slug. */
export type SpaceForm = { key: string; slug: string | null; name: string; description: string; threads: number };

export const startSpaces = ({ spaces }: SpacesWire): SpaceForm[] => spaces.map((space) => ({ ...space, key: space.slug }));

export function addSpace(spaces: SpaceForm[]): SpaceForm[] {
  const numbers = spaces.map(({ key }) => Number(/^new (\d+)$/.exec(key)?.[1] ?? 0));
  return [...spaces, { key: `new ${Math.max(0, ...numbers) + 1}`, slug: null, name: '', description: '', threads: 0 }];
}

export const movedSpace = (spaces: SpaceForm[], from: number, by: 1 | -1): SpaceForm[] =>
  spaces.toSpliced(from, 1).toSpliced(from + by, 0, spaces[from]!);

export const sameSpaces = (spaces: SpaceForm[], saved: SpacesWire): boolean =>
  JSON.stringify(spaces) === JSON.stringify(startSpaces(saved));

/** Names those it was typed over, so that what others made meanwhile is not taken out. */
export const spacesInput = (base: SpacesWire, spaces: SpaceForm[]): SpacesInput => ({
  known: base.spaces.map(({ slug }) => slug),
  spaces: spaces.map(({ slug, name, description }) => ({ slug, name: name.trim(), description: description.trim() })),
});
