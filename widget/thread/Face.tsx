import type { AuthorWire } from '#server/posts/wire.ts';

const HUES = 6;

/** Initials on a hue that follows from who it is: no picture is fetched from anywhere. */
export function Face({ author }: { author: Pick<AuthorWire, 'id' | 'name'> }) {
  return (
    <span class={`face h${hueOf(author.id)}`} aria-hidden="true">
      {initialsOf(author.name)}
    </span>
  );
}

function hueOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.charCodeAt(0)) % 9973;
  return sum % HUES;
}

function initialsOf(name: string): string {
  const words = name.split(/[\s-]+/).filter((word) => /^\p{Lu}|^\p{Lo}/u.test(word));
  const chosen = words.length > 1 ? [words[0]!, words.at(-1)!] : [name];
  return chosen.map((word) => [...word][0]).join('');
}
