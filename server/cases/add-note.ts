import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { logCase } from './log.ts';
import type { CaseRecord } from './queries.ts';

/** What the team tells itself of a case. It changes nothing of what there is to decide. */
export async function addNote(deps: Deps, actor: Staff, found: CaseRecord, text: string): Promise<void> {
  const at = deps.now();
  const uid = deps.newId();
  await deps.db.write(async (tx) => {
    await insertNote(tx, { uid, found, byId: actor.member.id, text, at });
    await logCase(tx, found, { act: 'noted', by: actor.member.uid, note: uid }, at);
  });
  deps.bus.emit('case.changed', { siteId: found.siteId, caseId: found.id });
}

type NewNote = { uid: string; found: Pick<CaseRecord, 'id' | 'siteId'>; byId: number; text: string; at: Date };

export async function insertNote(tx: Writer, { found, ...note }: NewNote): Promise<number> {
  const { notes } = tx.t;
  const [made] = await tx
    .insert(notes)
    .values({ ...note, siteId: found.siteId, caseId: found.id })
    .returning({ id: notes.id });
  return made!.id;
}
