import { and, eq, or, type SQL } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { target } from '../follows/around.ts';
import { moveFollows } from '../follows/forget.ts';
import { logSecurity } from '../security/log.ts';
import type { Site } from '../sites/queries.ts';
import { refuseUnlessNamed } from '../sites/refuse-unless-named.ts';
import { sayTag, type Tag } from '../threads/tags.ts';

type At = { site: Pick<Site, 'id'>; slug: string };

/** A tag that conversations can have, before any does. Refuses `invalid` where there is one like it. */
export const makeTag = (deps: Deps, site: Pick<Site, 'id'>, tag: Tag) =>
  change(deps, site, async (tx) => {
    await refuseKnown(tx, site.id, tag.slug);
    await tx.insert(tx.t.tags).values({ ...tag, siteId: site.id });
  });

/** Another name; its old address leads on. Refuses `not_found`, and `invalid` where another one has that name. */
export const renameTag = (deps: Deps, { site, slug }: At, to: Tag) =>
  change(deps, site, async (tx) => {
    const { tags } = tx.t;
    const { id, mergedIntoId: _, ...before } = await requireTag(tx, site.id, slug);
    if (to.slug !== slug) {
      // A name that it had before is its own to take again.
      await tx.delete(tags).where(and(eq(tags.mergedIntoId, id), eq(tags.slug, to.slug)));
      await refuseKnown(tx, site.id, to.slug);
    }
    await tx.update(tags).set(to).where(eq(tags.id, id));
    if (to.slug !== slug) await tx.insert(tags).values({ ...before, mergedIntoId: id });
  });

/** Another way of writing it, by which it is meant from now on. Refuses as makeTag: a tag that is there is merged, not added. */
export const addSynonym = (deps: Deps, { site, slug }: At, tag: Tag) =>
  change(deps, site, async (tx) => {
    const { id } = await requireTag(tx, site.id, slug);
    await refuseKnown(tx, site.id, tag.slug);
    await tx.insert(tx.t.tags).values({ ...tag, siteId: site.id, mergedIntoId: id });
  });

/**
 * Its conversations have the other one from now on, and it is another way of writing that. Search finds what it indexed
 * under either. It cannot be undone: so its `name` is typed. Refuses `not_found`; `invalid` where that is another's, into
 * itself or into none.
 */
export const mergeTag = (deps: Deps, { site, slug, by }: At & { by: string }, { into, name }: { into: Tag; name: string }) =>
  change(deps, site, async (tx) => {
    const { tags, threadTags } = tx.t;
    const from = await requireTag(tx, site.id, slug);
    refuseUnlessNamed({ name }, sayTag(from));
    const named = await tagWhere(tx, and(eq(tags.siteId, site.id), eq(tags.slug, into.slug)));
    const to = named?.mergedIntoId ? await tagWhere(tx, eq(tags.id, named.mergedIntoId)) : named;
    if (!to || to.id === from.id) throw new Refusal('invalid', { fields: { into: ['tags.elsewhere'] } });
    const rows = await tx.delete(threadTags).where(eq(threadTags.tagId, from.id)).returning();
    for (let i = 0; i < rows.length; i += SLICE)
      await tx
        .insert(threadTags)
        .values(rows.slice(i, i + SLICE).map((row) => ({ ...row, tagId: to.id })))
        .onConflictDoNothing();
    await moveFollows(tx, { siteId: site.id, from: target('tag', from.id), to: target('tag', to.id) });
    await tx
      .update(tags)
      .set({ mergedIntoId: to.id })
      .where(or(eq(tags.mergedIntoId, from.id), eq(tags.id, from.id)));
    const facts = { tag: sayTag(from), into: sayTag(to), threads: rows.length };
    await logSecurity(tx, { event: 'tag.merged', siteId: site.id, actor: by, facts, at: deps.now() });
  });

/** Rows that one statement takes. */
const SLICE = 500;

/** No conversation has it any more; of a way of writing one, that alone goes. Refuses `not_found`. */
export const deleteTag = (deps: Deps, { site, slug }: At) =>
  change(deps, site, async (tx) => {
    const { tags } = tx.t;
    const tag = await tagWhere(tx, and(eq(tags.siteId, site.id), eq(tags.slug, slug)));
    if (!tag) throw new Refusal('not_found');
    await tx.delete(tags).where(eq(tags.mergedIntoId, tag.id));
    await tx.delete(tags).where(eq(tags.id, tag.id));
  });

/** One at a time: two that go into each other at once would both be gone. */
const change = ({ db }: Deps, { id }: Pick<Site, 'id'>, work: (tx: Writer) => Promise<void>) => db.write(work, { lock: `tags:${id}` });

async function requireTag(tx: Writer, siteId: number, slug: string) {
  const { tags } = tx.t;
  const tag = await tagWhere(tx, and(eq(tags.siteId, siteId), eq(tags.slug, slug)));
  if (!tag || tag.mergedIntoId !== null) throw new Refusal('not_found');
  return tag;
}

async function refuseKnown(tx: Writer, siteId: number, slug: string) {
  const { tags } = tx.t;
  if (await tagWhere(tx, and(eq(tags.siteId, siteId), eq(tags.slug, slug))))
    throw new Refusal('invalid', { fields: { name: ['tags.known'] } });
}

async function tagWhere(tx: Writer, condition: SQL | undefined) {
  const [tag] = await tx.select().from(tx.t.tags).where(condition);
  return tag ?? null;
}
