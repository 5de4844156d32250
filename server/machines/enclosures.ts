import { inArray } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { figuresIn } from '../media/figures.ts';

/** A sound or a film, which programs that follow a feed fetch by themselves. `bytes`, `seconds`: where its file says so. */
export type Enclosure = { url: string; type: string; title: string; bytes: number; seconds: number | null };

/** The same items with what plays in their texts. */
export async function withEnclosures<Item extends { html: string }>(reader: Reader, items: Item[]) {
  const played = new Map(items.map((item) => [item, figuresIn(item.html).flatMap((figure) => (figure.kind === 'image' ? [] : figure))]));
  const facts = await factsOf(
    reader,
    [...played.values()].flat().map(({ uid }) => uid),
  );
  return items.map((item) => ({
    ...item,
    enclosures: played.get(item)!.flatMap(({ uid, url, type, alt }): Enclosure[] => {
      const known = facts.get(uid);
      return known ? [{ url: `${url}/play`, type, title: alt, ...known }] : [];
    }),
  }));
}

async function factsOf(reader: Reader, uids: string[]) {
  if (uids.length === 0) return new Map<string, { bytes: number; seconds: number | null }>();
  const { uid, bytes, seconds } = reader.t.media;
  const rows = await reader.select({ uid, bytes, seconds }).from(reader.t.media).where(inArray(uid, uids));
  return new Map(rows.map(({ uid: id, ...facts }) => [id, facts]));
}
