import { eq, inArray } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { renderBody } from '../markdown/render.ts';
import { slugOf } from '../threads/slug.ts';
import { versionOf } from './present.ts';
import type { Site, SpaceRow } from './queries.ts';
import { spaceRows } from './queries.ts';
import type { SpacesInput } from './wire.ts';

/**
 * The forum's spaces, in this order; one without a slug is new. Names change, addresses last. Refuses `taken` where
 * somebody saved since `version`, `invalid` for taking out one that holds something.
 */
export async function saveSpaces({ db, now }: Deps, site: Site, { version, spaces }: SpacesInput) {
  const at = now();
  const set = await Promise.all(
    spaces.map(async ({ slug, inner, archived, ...space }) => {
      const guidelinesHtml = space.guidelines && (await renderBody(space.guidelines, 'markdown'));
      return { slug, inner, archived, space: { ...space, guidelinesHtml } };
    }),
  );
  await db.write(
    async (tx) => {
      const rows = await spaceRows(tx, site.id);
      if (versionOf(rows) !== version) throw new Refusal('taken');
      const kept = new Map(rows.map((row) => [row.slug, row]));
      await remove(
        tx,
        rows.filter(({ slug }) => !spaces.some((space) => space.slug === slug)),
      );
      const slugs = await takenSlugs(tx, site.id);
      let around: number | null = null;
      for (const [position, { slug, inner, archived, space }] of set.entries()) {
        const row = slug === null ? undefined : kept.get(slug);
        const archivedAt = archived ? (row?.archivedAt ?? at) : null;
        const values = { ...space, position, archivedAt, parentId: inner ? around : null };
        const id: number = row ? await update(tx, row, values) : await insert(tx, site, { ...values, slug: freeSlug(space.name, slugs) });
        if (!inner) around = id;
      }
    },
    { lock: `spaces:${site.id}` },
  );
}

type Values = Omit<Writer['t']['spaces']['$inferInsert'], 'id' | 'siteId' | 'slug'>;

async function update(tx: Writer, { id }: SpaceRow, values: Values) {
  await tx.update(tx.t.spaces).set(values).where(eq(tx.t.spaces.id, id));
  return id;
}

async function insert(tx: Writer, { id: siteId }: Site, values: Values & { slug: string }) {
  const [made] = await tx
    .insert(tx.t.spaces)
    .values({ ...values, siteId })
    .returning({ id: tx.t.spaces.id });
  return made!.id;
}

/** A moderator limited to a space that went would be limited to none, which is to nothing: all would be theirs. */
async function remove(tx: Writer, rows: SpaceRow[]) {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  if (await holdsSomething(tx, ids)) throw new Refusal('invalid', { fields: { spaces: ['sites.space_used'] } });
  await tx.delete(tx.t.spaces).where(inArray(tx.t.spaces.id, ids));
}

/** Threads, those that are planned, moderators, or the address of another space, which leads there. */
async function holdsSomething(reader: Reader, ids: number[]): Promise<boolean> {
  const { threads, calendarItems, moderatorSpaces, spaces } = reader.t;
  return (
    (await reader.$count(threads, inArray(threads.spaceId, ids))) +
      (await reader.$count(calendarItems, inArray(calendarItems.spaceId, ids))) +
      (await reader.$count(moderatorSpaces, inArray(moderatorSpaces.spaceId, ids))) +
      (await reader.$count(spaces, inArray(spaces.mergedIntoId, ids))) >
    0
  );
}

async function takenSlugs(tx: Writer, siteId: number): Promise<Set<string>> {
  const rows = await tx.select({ slug: tx.t.spaces.slug }).from(tx.t.spaces).where(eq(tx.t.spaces.siteId, siteId));
  return new Set(rows.map(({ slug }) => slug));
}

/** « Vie du quartier » is at /s/vie-du-quartier; another of that name, at /s/vie-du-quartier-2. */
function freeSlug(name: string, taken: Set<string>): string {
  const folded = slugOf(name) || 'espace';
  let slug = folded;
  for (let n = 2; taken.has(slug); n++) slug = `${folded}-${n}`;
  taken.add(slug);
  return slug;
}
