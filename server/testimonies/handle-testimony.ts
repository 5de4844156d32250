// What the newsroom does with an answer: where it is, who is on it, notes to itself.
import { and, eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { isNewsroom } from '../threads/policy.ts';
import type { Thread } from '../threads/queries.ts';
import type { CallThere } from './find-call.ts';
import type { Handling } from './input.ts';
import { refuseUnlessReads } from './policy.ts';
import { presentTestimony } from './present.ts';
import { findTestimony, isStanding, type TestimonyRow } from './queries.ts';

/**
 * Its state, and who is on it. Refuses `testimony_changed`, with what it is by now as details, where somebody was sooner: a colleague, or its author;
 * `agreement_standing` for another state while it is published; `invalid` for somebody who is not of the newsroom.
 */
export const handleTestimony = (deps: Deps, staff: Staff, there: CallThere, uid: string, { version, state, assignee }: Handling) =>
  changeTestimony(deps, staff, there, { uid, version }, async (tx, row) => {
    if (state !== undefined && (await isStanding(tx, row.id))) throw new Refusal('agreement_standing');
    const assigned = assignee === undefined ? {} : { assigneeId: assignee === null ? null : await ofNewsroom(tx, there.thread, assignee) };
    return { ...(state && { state }), ...assigned };
  });

type Row = Writer['t']['testimonies']['$inferInsert'];
type Work = (tx: Writer, row: TestimonyRow, at: Date) => Promise<Partial<Pick<Row, 'state' | 'assigneeId'>>>;

/** In one transaction, on the version that was seen; `work` says what changes. */
export async function changeTestimony(
  { db, now }: Deps,
  { member }: Staff,
  { thread, name: lock }: CallThere,
  { uid, version }: { uid: string; version: number },
  work: Work,
) {
  await db.write(
    async (tx) => {
      await refuseUnlessReads(tx, member.id, thread);
      const row = await findTestimony(tx, thread.id, uid);
      if (!row) throw new Refusal('not_found');
      if (row.version !== version) throw new Refusal('testimony_changed', { details: presentTestimony(row) });
      const to = await work(tx, row, now());
      const { testimonies } = tx.t;
      await tx
        .update(testimonies)
        .set({ ...to, changedById: member.id, version: version + 1 })
        .where(eq(testimonies.id, row.id));
    },
    { lock },
  );
}

async function ofNewsroom(tx: Writer, { siteId }: Pick<Thread, 'siteId'>, uid: string): Promise<number> {
  const { members } = tx.t;
  const [row] = await tx
    .select({ id: members.id, role: members.role })
    .from(members)
    .where(and(eq(members.siteId, siteId), eq(members.uid, uid)));
  if (!row || !isNewsroom(row)) throw new Refusal('invalid', { fields: { assignee: ['field.not_of_newsroom'] } });
  return row.id;
}

/** Seen by one of its readers: nothing that a colleague's change could collide with. */
export const markSeen = ({ db }: Deps, { id }: Pick<TestimonyRow, 'id'>) =>
  db.write(async (tx) => {
    const { testimonies } = tx.t;
    await tx
      .update(testimonies)
      .set({ state: 'read' })
      .where(and(eq(testimonies.id, id), eq(testimonies.state, 'new')));
  });

/** Colleagues read it; its author does not. */
export async function addNote(
  { db, now, limit }: Deps,
  { member }: Staff,
  { thread }: CallThere,
  { uid, text }: { uid: string; text: string },
) {
  await limit('deskNote', `member ${member.id}`);
  await db.write(async (tx) => {
    await refuseUnlessReads(tx, member.id, thread);
    const row = await findTestimony(tx, thread.id, uid);
    if (!row) throw new Refusal('not_found');
    await tx.insert(tx.t.testimonyNotes).values({ siteId: thread.siteId, testimonyId: row.id, byId: member.id, text, at: now() });
  });
}
