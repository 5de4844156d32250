import { and, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { tellOfEscalation } from '../notifications/notify.ts';
import { insertNote } from './add-note.ts';
import { logCase } from './log.ts';
import type { CaseRecord } from './queries.ts';

/** Brings a case before the managers, who are told, with a note that says why. */
export async function escalateCase(deps: Deps, actor: Staff, found: CaseRecord, text: string): Promise<void> {
  const at = deps.now();
  const uid = deps.newId();
  await deps.db.write(async (tx) => {
    await setEscalated(tx, found, at);
    const noteId = await insertNote(tx, { uid, found, byId: actor.member.id, text, at });
    await logCase(tx, found, { act: 'escalated', by: actor.member.uid, note: uid }, at);
    if (found.postId === null) return;
    for (const memberId of await managersOf(tx, found.siteId, actor.member.id))
      await tellOfEscalation(tx, { siteId: found.siteId, memberId, postId: found.postId, noteId }, at);
  });
  deps.bus.emit('case.changed', { siteId: found.siteId, caseId: found.id });
}

/** Back among the others. */
export async function handBackCase(deps: Deps, actor: Staff, found: CaseRecord): Promise<void> {
  const at = deps.now();
  await deps.db.write(async (tx) => {
    await setEscalated(tx, found, null);
    await logCase(tx, found, { act: 'handed_back', by: actor.member.uid }, at);
  });
  deps.bus.emit('case.changed', { siteId: found.siteId, caseId: found.id });
}

async function setEscalated(tx: Writer, { id }: CaseRecord, at: Date | null) {
  const { cases } = tx.t;
  await tx
    .update(cases)
    .set({ escalatedAt: at })
    .where(and(eq(cases.id, id), eq(cases.state, 'open')));
}

async function managersOf(tx: Writer, siteId: number, but: number): Promise<number[]> {
  const { members } = tx.t;
  const rows = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.siteId, siteId), inArray(members.role, ['manager', 'admin']), isNull(members.goneAt), ne(members.id, but)));
  return rows.map(({ id }) => id);
}
