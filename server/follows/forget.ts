import { and, eq, or } from 'drizzle-orm';
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

/** What went into another is followed there, unless somebody follows that already. */
export async function moveFollows(tx: Writer, { siteId, kind, from, to }: { siteId: number; kind: FollowKind; from: number; to: number }) {
  const { follows } = tx.t;
  const those = and(eq(follows.siteId, siteId), eq(follows.kind, kind), eq(follows.target, String(from)));
  const { siteId: ofSite, memberId, level, chosen, name, at } = follows;
  const rows = await tx.delete(follows).where(those).returning({ siteId: ofSite, memberId, level, chosen, name, at });
  for (let i = 0; i < rows.length; i += SLICE)
    await tx
      .insert(follows)
      .values(rows.slice(i, i + SLICE).map((row) => ({ ...row, kind, target: String(to) })))
      .onConflictDoNothing();
}
