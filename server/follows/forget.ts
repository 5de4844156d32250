import { and, eq, inArray, or } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { FollowKind } from './levels.ts';

/** Of whoever leaves: what they followed and how they wanted to be told, and who followed them. */
export async function forgetFollows(tx: Writer, memberId: number) {
  const { follows, noticeSettings } = tx.t;
  const them = and(eq(follows.kind, 'author'), eq(follows.target, String(memberId)));
  await tx.delete(follows).where(or(eq(follows.memberId, memberId), them));
  await tx.delete(noticeSettings).where(eq(noticeSettings.memberId, memberId));
}

/** Rows that one statement takes. */
const SLICE = 500;

type Followed = { kind: FollowKind; target: string };

/** What went into another is followed there, unless somebody chose how they follow that already: to have written in it is no choice. */
export async function moveFollows(tx: Writer, { siteId, from, to }: { siteId: number; from: Followed; to: Followed }) {
  const { follows } = tx.t;
  const those = ({ kind, target }: Followed) => and(eq(follows.siteId, siteId), eq(follows.kind, kind), eq(follows.target, target));
  const { siteId: ofSite, memberId, level, chosen, name, at } = follows;
  const rows = await tx.delete(follows).where(those(from)).returning({ siteId: ofSite, memberId, level, chosen, name, at });
  for (let i = 0; i < rows.length; i += SLICE) {
    const some = rows.slice(i, i + SLICE);
    const choosers = some.flatMap((row) => (row.chosen ? [row.memberId] : []));
    await tx.delete(follows).where(and(those(to), eq(follows.chosen, false), inArray(follows.memberId, choosers)));
    await tx
      .insert(follows)
      .values(some.map((row) => ({ ...row, kind: to.kind, target: to.target })))
      .onConflictDoNothing();
  }
}
