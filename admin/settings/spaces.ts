// The forum's spaces as they are typed, in two levels. Pure.
import type { SpaceSettings, SpacesInput, SpacesWire } from '#server/sites/wire.ts';

/** `key` tells it apart on the screen: a new one has no slug. Tags are typed by commas. */
export type SpaceForm = Omit<SpaceSettings, 'articleTags'> & { articleTags: string; key: string; slug: string | null; threads: number };

export const startSpaces = ({ spaces }: SpacesWire): SpaceForm[] =>
  spaces.map((space) => ({ ...space, articleTags: space.articleTags.join(', '), key: space.slug }));

const EMPTY: Omit<SpaceForm, 'key'> = {
  slug: null,
  name: '',
  description: '',
  inner: false,
  guidelines: '',
  opens: 'members',
  audience: null,
  moderation: null,
  articleTags: '',
  archived: false,
  threads: 0,
};

export function addSpace(spaces: SpaceForm[]): SpaceForm[] {
  const numbers = spaces.map(({ key }) => Number(/^new (\d+)$/.exec(key)?.[1] ?? 0));
  return [...spaces, { ...EMPTY, key: `new ${Math.max(0, ...numbers) + 1}` }];
}

/** Its parts stay, and are parts of what stands above then. */
export const withoutSpace = (spaces: SpaceForm[], at: number): SpaceForm[] => headed(spaces.toSpliced(at, 1));

/** Up or down by one: a part among all lines, a space with its parts past the next one with its own. */
export function movedSpace(spaces: SpaceForm[], from: number, by: 1 | -1): SpaceForm[] {
  const { inner } = spaces[from]!;
  const beside = by < 0 ? from - 1 : endOf(spaces, from);
  if (beside < 0 || beside >= spaces.length) return spaces;
  if (by > 0) return putSpace(spaces, from, inner ? beside : endOf(spaces, beside) - 1);
  return putSpace(spaces, from, inner ? beside : startOf(spaces, beside));
}

/** To where that line is; a space takes its parts along, and never parts another one from its own. */
export function putSpace(spaces: SpaceForm[], from: number, to: number): SpaceForm[] {
  const length = endOf(spaces, from) - from;
  if (to >= from && to < from + length) return spaces;
  const rest = spaces.toSpliced(from, length);
  let at = to < from ? to : to - length + 1;
  if (!spaces[from]!.inner) while (rest[at]?.inner) at++;
  return headed(rest.toSpliced(at, 0, ...spaces.slice(from, from + length)));
}

/** Where the next one begins that is no part of it. */
function endOf(spaces: SpaceForm[], at: number): number {
  if (spaces[at]!.inner) return at + 1;
  const next = spaces.findIndex(({ inner }, i) => i > at && !inner);
  return next < 0 ? spaces.length : next;
}

const startOf = (spaces: SpaceForm[], at: number): number => (spaces[at]!.inner ? startOf(spaces, at - 1) : at);

/** Nothing stands above the first, of which it could be a part. */
const headed = (spaces: SpaceForm[]): SpaceForm[] => (spaces[0]?.inner ? spaces.with(0, { ...spaces[0], inner: false }) : spaces);

/** The name of the one that it is, or would be, a part of. */
export const nameAround = (spaces: SpaceForm[], at: number): string | undefined =>
  spaces.slice(0, at).findLast(({ inner }) => !inner)?.name;

export const sameSpaces = (spaces: SpaceForm[], saved: SpacesWire): boolean =>
  JSON.stringify(spaces) === JSON.stringify(startSpaces(saved));

/** Names what it was typed over, so that nothing of what others saved meanwhile is undone. */
export const spacesInput = ({ version }: SpacesWire, spaces: SpaceForm[]): SpacesInput => ({
  version,
  spaces: spaces.map((form) => {
    const { key: _, threads: __, ...space } = form;
    const articleTags = [...new Set(form.articleTags.split(',').map((tag) => tag.trim()))].filter(Boolean);
    return { ...space, articleTags, name: form.name.trim(), description: form.description.trim() };
  }),
});
