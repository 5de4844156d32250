import type { AuthorWire } from '#server/posts/wire.ts';

const HUES = 6;

/** Initials on a hue that follows from who it is; over them the photo, where there is one and the page lets it come. */
export function Face({ author: { id, name, photo } }: { author: Pick<AuthorWire, 'id' | 'name' | 'photo'> }) {
  return (
    <span class={`face h${hueOf(id)}`} part="avatar" aria-hidden="true">
      {initialsOf(name)}
      {photo && <img src={photo} alt="" loading="lazy" onError={(event) => (event.target as Element).remove()} />}
    </span>
  );
}

/** The end of an id is random. */
const hueOf = (id: string) => parseInt(id.slice(-4), 36) % HUES;

function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => /^[\p{Lu}\p{Lo}]/u.test(word));
  const chosen = words[1] ? [words[0]!, words.at(-1)!] : [name];
  return chosen.map(([first]) => first).join('');
}
