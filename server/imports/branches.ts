// Many posts at a time into their branches, with the ranks and counts that posts/transitions.ts would give them one by one.
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Tables } from '../db/tables.ts';

/** Where a post stands. `id` is null until it is written; `parent` is only known as far up as it matters. */
export type Spot = {
  id: number | null;
  uid: string;
  parent: Spot | null;
  root: Spot;
  depth: number;
  rank: number | null;
  listed: boolean;
  replies: number;
  branch: number;
  lastRank: number;
  touched: boolean;
};

/** The posts of these import keys, with their roots, and with what hangs above them as far as it is closed. */
export async function spotsOf(tx: Writer, siteId: number, importKeys: string[]): Promise<{ named: Map<string, Spot>; all: Spot[] }> {
  const { posts } = tx.t;
  const named = await tx
    .select(columns(tx.t))
    .from(posts)
    .where(and(eq(posts.siteId, siteId), inArray(posts.importKey, importKeys)));
  const rows = new Map(named.map((row) => [row.id, row]));
  for (let latest = named; latest.length > 0;) {
    const missing = new Set(
      latest.flatMap(({ rootId, parentId, listed }) => (listed || parentId === null ? [rootId] : [rootId, parentId])),
    );
    for (const id of rows.keys()) missing.delete(id);
    latest =
      missing.size === 0
        ? []
        : await tx
            .select(columns(tx.t))
            .from(posts)
            .where(inArray(posts.id, [...missing]));
    for (const row of latest) rows.set(row.id, row);
  }

  const spots = new Map([...rows.values()].map((row) => [row.id, { ...row, parent: null, touched: false } as unknown as Spot]));
  for (const { id, parentId, rootId } of rows.values())
    Object.assign(spots.get(id)!, { parent: spots.get(parentId ?? 0) ?? null, root: spots.get(rootId)! });
  return { named: new Map(named.map(({ id, importKey }) => [importKey!, spots.get(id)!])), all: [...spots.values()] };
}

const columns = ({ posts }: Tables) => ({
  id: posts.id,
  uid: posts.uid,
  parentId: posts.parentId,
  rootId: posts.rootId,
  depth: posts.depth,
  rank: posts.rank,
  listed: posts.listed,
  replies: posts.replies,
  branch: posts.branch,
  lastRank: posts.lastRank,
  importKey: posts.importKey,
});

/** A new post's spot: last in its branch. A published one opens the places it hangs on. */
export function takeSpot({ uid, parent, published }: { uid: string; parent: Spot | null; published: boolean }): Spot {
  const spot: Omit<Spot, 'root'> = {
    id: null,
    uid,
    parent,
    depth: 0,
    rank: 0,
    listed: false,
    replies: 0,
    branch: 0,
    lastRank: 0,
    touched: true,
  };
  const placed: Spot = Object.assign(spot, { root: parent ? parent.root : (spot as Spot) });
  if (parent) {
    placed.depth = parent.depth + 1;
    placed.rank = ++placed.root.lastRank;
    placed.root.touched = true;
  }
  if (published) open(placed);
  return placed;
}

function open(spot: Spot) {
  for (let at: Spot | null = spot; at && !at.listed; at = at.parent) {
    at.listed = true;
    at.touched = true;
    if (!at.parent) return;
    at.parent.replies++;
    at.parent.touched = true;
    at.root.branch++;
    at.root.touched = true;
  }
}

/** What a post's spot does not say. */
export type PostRow = Omit<Tables['posts']['$inferInsert'], keyof ReturnType<typeof valuesOf>>;

/** Writes what is new, level by level so that every parent has its id, then what changed above it. */
export async function writeSpots(tx: Writer, fresh: { spot: Spot; row: PostRow }[], known: Spot[]) {
  const { posts } = tx.t;
  const levels = Map.groupBy(fresh, ({ spot }) => spot.depth);
  for (const depth of [...levels.keys()].toSorted((a, b) => a - b)) {
    const level = levels.get(depth)!;
    const ids = await tx
      .insert(posts)
      .values(level.map(({ spot, row }) => ({ ...row, ...valuesOf(spot) })))
      .returning({ id: posts.id, uid: posts.uid });
    const idOf = new Map(ids.map(({ id, uid }) => [uid, id]));
    for (const { spot } of level) spot.id = idOf.get(spot.uid)!;
    if (depth === 0)
      await tx
        .update(posts)
        .set({ rootId: sql`${posts.id}` })
        .where(inArray(posts.id, [...idOf.values()]));
  }
  for (const { id, touched, listed, replies, branch, lastRank } of known)
    if (touched) await tx.update(posts).set({ listed, replies, branch, lastRank }).where(eq(posts.id, id!));
}

const valuesOf = ({ uid, parent, root, depth, rank, listed, replies, branch, lastRank }: Spot) => ({
  uid,
  parentId: parent?.id ?? null,
  parentUid: parent?.uid ?? null,
  rootId: root.id ?? 0,
  rootUid: root.uid,
  depth,
  rank,
  listed,
  replies,
  branch,
  lastRank,
});
