import { and, eq, isNull } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { renderBody } from '../markdown/render.ts';
import { logSecurity } from '../security/log.ts';
import { isNewsroom } from '../threads/policy.ts';
import { findThreadPlace, type Thread } from '../threads/queries.ts';
import { FORGOTTEN } from './shown.ts';
import type { OpeningInput } from './wire.ts';

/**
 * Half of a discussion's members read another opening from now on. Refuses `invalid`: none here, without an opening, with one that is
 * tried already, or opened by a reader, who said what they said.
 */
export async function tryOpening({ db, newId, now }: Deps, { site, session }: Staff, { thread, source }: OpeningInput) {
  const place = await findThreadPlace(db.read, thread);
  if (place?.site.id !== site.id || place.thread.openingId === null)
    throw new Refusal('invalid', { fields: { thread: ['field.no_thread'] } });
  if (!(await isOurs(db.read, place.thread))) throw new Refusal('invalid', { fields: { thread: ['field.opening_of_reader'] } });
  const [uid, at, html] = [newId(), now(), await renderBody(source, 'markdown')];
  await db.write(
    async (tx) => {
      const row = { uid, siteId: site.id, threadId: place.thread.id, source, html, startedAt: at, firstShown: 0, secondShown: 0 };
      const made = await tx.insert(tx.t.openings).values(row).onConflictDoNothing().returning({ id: tx.t.openings.id });
      if (made.length === 0) throw new Refusal('invalid', { fields: { thread: ['field.opening_tried'] } });
      const facts = { thread: place.thread.uid };
      await logSecurity(tx, { event: 'opening.tried', siteId: site.id, actor: session.account.uid, facts, at });
    },
    { lock: `openings:${site.id}` },
  );
}

/** Its opening stands under a name of the newsroom's. */
async function isOurs(reader: Reader, { authorId }: Pick<Thread, 'authorId'>): Promise<boolean> {
  const { members } = reader.t;
  const [author] = await reader
    .select({ role: members.role })
    .from(members)
    .where(eq(members.id, authorId ?? 0));
  return author !== undefined && isNewsroom(author);
}

/** Everybody reads the first again. Ended twice, it is ended once. Refuses `not_found`. */
export async function endOpening({ db, now }: Deps, { site, session }: Staff, uid: string) {
  const { openings } = db.read.t;
  const one = and(eq(openings.siteId, site.id), eq(openings.uid, uid));
  if ((await db.read.$count(openings, one)) === 0) throw new Refusal('not_found');
  await db.write(async (tx) => {
    const at = now();
    const ended = await tx
      .update(tx.t.openings)
      .set({ endedAt: at, ...FORGOTTEN })
      .where(and(one, isNull(openings.endedAt)))
      .returning({ id: openings.id });
    if (ended.length > 0) await logSecurity(tx, { event: 'opening.ended', siteId: site.id, actor: session.account.uid, facts: {}, at });
  });
}
