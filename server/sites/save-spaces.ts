import { eq, inArray } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { slugOf } from '../threads/slug.ts';
import type { Site } from './queries.ts';
import { spaceRows } from './queries.ts';
import type { SpacesInput } from './wire.ts';

/**
 * The forum's spaces, in this order; one without a slug is new. Names change, addresses last. `known` are those that
 * were on screen: refuses `taken` where others made or removed some since, `invalid` for taking out one that holds
 * something.
 */
export async function saveSpaces({ db }: Deps, site: Site, { known, spaces }: SpacesInput) {
  await db.write(
    async (tx) => {
      const rows = await spaceRows(tx, site.id);
      if (
        rows
          .map(({ slug }) => slug)
          .toSorted()
          .join() !== known.toSorted().join()
      )
        throw new Refusal('taken');
      const kept = new Map(rows.map((row) => [row.slug, row]));
      const gone = rows.filter(({ slug }) => !spaces.some((space) => space.slug === slug));
      await remove(
        tx,
        gone.map(({ id }) => id),
      );
      const slugs = new Set(known);
      for (const [position, { slug, name, description }] of spaces.entries()) {
        const row = slug !== null && kept.get(slug);
        if (row) await tx.update(tx.t.spaces).set({ name, description, position }).where(eq(tx.t.spaces.id, row.id));
        else await tx.insert(tx.t.spaces).values({ siteId: site.id, slug: freeSlug(name, slugs), name, description, position });
      }
    },
    { lock: `spaces:${site.id}` },
  );
}

/** A moderator limited to a space that went would be limited to none, which is to nothing: all would be theirs. */
async function remove(tx: Writer, ids: number[]) {
  if (ids.length === 0) return;
  if (await holdsSomething(tx, ids)) throw new Refusal('invalid', { fields: { spaces: ['sites.space_used'] } });
  await tx.delete(tx.t.spaces).where(inArray(tx.t.spaces.id, ids));
}

async function holdsSomething(reader: Reader, ids: number[]): Promise<boolean> {
  const { threads, moderatorSpaces } = reader.t;
  return (
    (await reader.$count(threads, inArray(threads.spaceId, ids))) +
      (await reader.$count(moderatorSpaces, inArray(moderatorSpaces.spaceId, ids))) >
    0
  );
}

/** « Vie du quartier » is at /s/vie-du-quartier; another of that name, at /s/vie-du-quartier-2. */
function freeSlug(name: string, taken: Set<string>): string {
  const folded = slugOf(name) || 'espace';
  let slug = folded;
  for (let n = 2; taken.has(slug); n++) slug = `${folded}-${n}`;
  taken.add(slug);
  return slug;
}
