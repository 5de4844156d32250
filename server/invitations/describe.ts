import { eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import { noteChange } from '../members/note-change.ts';

/** What stands below an expert's name: on what they wrote before, too. */
export async function describe(tx: Writer, memberId: number, as: { title: string; affiliation: string; interests: string }) {
  const { members } = tx.t;
  await tx.update(members).set(as).where(eq(members.id, memberId));
  await noteChange(tx, memberId);
}
