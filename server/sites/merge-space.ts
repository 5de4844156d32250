import { eq, inArray, isNotNull } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { target } from '../follows/around.ts';
import { moveFollows } from '../follows/forget.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity } from '../security/log.ts';
import { refuseUnlessNamed } from './refuse-unless-named.ts';
import { spaceRows, type SpaceRow } from './queries.ts';

/**
 * A space goes into another one of its site: its address leads there from now on, whoever was limited to it moderates the
 * other, and its threads follow by and by (`emptyMerged`). It cannot be undone: so its `name` is typed. Refuses `not_found`;
 * `invalid` where that is another's, into itself, into one that is not there, or while it has parts of its own.
 */
export async function mergeSpace(deps: Deps, { site, session }: Staff, asked: { slug: string; into: string; name: string }) {
  const at = deps.now();
  const moved = await deps.db.write(
    async (tx) => {
      const rows = await spaceRows(tx, site.id);
      const [from, to] = [asked.slug, asked.into].map((slug) => rows.find((row) => row.slug === slug));
      if (!from) throw new Refusal('not_found');
      refuseUnlessNamed(asked, from.name);
      if (!to || to.id === from.id) throw wrong('sites.space_elsewhere');
      if (rows.some(({ parentId }) => parentId === from.id)) throw wrong('sites.space_has_parts');
      const { spaces } = tx.t;
      await tx.update(spaces).set({ mergedIntoId: to.id }).where(eq(spaces.mergedIntoId, from.id));
      await tx.update(spaces).set({ mergedIntoId: to.id, articleTags: null }).where(eq(spaces.id, from.id));
      await tx
        .update(spaces)
        .set({ articleTags: routedTo(from, to) })
        .where(eq(spaces.id, to.id));
      await moveFollows(tx, { siteId: site.id, from: target('space', from.id), to: target('space', to.id) });
      const limited = await limitTo(tx, { from, to });
      const facts = { space: from.name, into: to.name, threads: await tx.$count(tx.t.threads, eq(tx.t.threads.spaceId, from.id)) };
      await logSecurity(tx, { event: 'space.merged', siteId: site.id, actor: session.account.uid, facts, at });
      for (const account of limited)
        await logSecurity(tx, {
          event: 'role.limited',
          siteId: site.id,
          ...account,
          actor: session.account.uid,
          facts: { spaces: to.name },
          at,
        });
      return limited;
    },
    { lock: `spaces:${site.id}` },
  );
  for (const { memberId } of moved) deps.bus.emit('rights.changed', { memberId });
}

const wrong = (key: string) => new Refusal('invalid', { fields: { into: [key] } });

const routedTo = (from: SpaceRow, to: SpaceRow) => [...new Set([...(to.articleTags ?? []), ...(from.articleTags ?? [])])];

/** Moderators of the one are the other's. */
async function limitTo(tx: Writer, { from, to }: { from: SpaceRow; to: SpaceRow }) {
  const { moderatorSpaces, members, accounts } = tx.t;
  const rows = await tx.delete(moderatorSpaces).where(eq(moderatorSpaces.spaceId, from.id)).returning();
  if (rows.length === 0) return [];
  await tx
    .insert(moderatorSpaces)
    .values(rows.map((row) => ({ ...row, spaceId: to.id })))
    .onConflictDoNothing();
  const ids = rows.map(({ memberId }) => memberId);
  return tx
    .select({ memberId: members.id, account: accounts.uid })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .where(inArray(members.id, ids));
}

/** Threads of one transaction, so that nobody waits long for it. */
const SLICE = 20;

/** The threads of spaces that went into others follow, with their cases; search looks at them anew. Broken off, it goes on where it was. */
export async function emptyMerged({ db }: Pick<Deps, 'db'>) {
  while (await db.write(moveSlice));
}

async function moveSlice(tx: Writer): Promise<boolean> {
  const { spaces, threads, posts, cases } = tx.t;
  const slice = await tx
    .select({ id: threads.id, to: spaces.mergedIntoId })
    .from(spaces)
    .innerJoin(threads, eq(threads.spaceId, spaces.id))
    .where(isNotNull(spaces.mergedIntoId))
    .limit(SLICE);
  for (const [to, moved] of Map.groupBy(slice, (row) => row.to!)) {
    const ids = moved.map(({ id }) => id);
    await tx.update(threads).set({ spaceId: to, unindexed: true }).where(inArray(threads.id, ids));
    await tx.update(posts).set({ unindexed: true }).where(inArray(posts.threadId, ids));
    await tx.update(cases).set({ spaceId: to }).where(inArray(cases.threadId, ids));
  }
  return slice.length === SLICE;
}
