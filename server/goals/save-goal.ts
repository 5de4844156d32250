import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity } from '../security/log.ts';
import { findThreadPlace } from '../threads/queries.ts';
import type { goalInput } from './input.ts';

/** Each is counted each minute. */
const MOST = 100;

type Input = z.output<typeof goalInput>;

/** One more. Refuses `invalid`: no such thread or campaign here, a share of a campaign or of more than all, one too many. */
export async function makeGoal({ db, newId, now }: Deps, { site, session }: Staff, { of, kind, target, until }: Input) {
  const measured = await idsOf(db.read, site.id, of);
  if (kind === 'answered' && (measured.threadId === null || target > 100))
    throw new Refusal('invalid', { fields: { target: ['field.wrong'] } });
  const [uid, at] = [newId(), now()];
  await db.write(
    async (tx) => {
      const { goals } = tx.t;
      if ((await tx.$count(goals, eq(goals.siteId, site.id))) >= MOST)
        throw new Refusal('invalid', { fields: { target: ['field.too_many', { max: MOST }] } });
      await tx.insert(goals).values({ ...measured, uid, siteId: site.id, kind, target, until, createdAt: at });
      await logSecurity(tx, { event: 'goal.made', siteId: site.id, actor: session.account.uid, facts: { kind, target }, at });
    },
    { lock: `goals:${site.id}` },
  );
}

async function idsOf(reader: Reader, siteId: number, of: Input['of']): Promise<{ threadId: number | null; campaignId: number | null }> {
  if ('thread' in of) {
    const place = await findThreadPlace(reader, of.thread);
    if (place?.site.id !== siteId) throw new Refusal('invalid', { fields: { thread: ['field.no_thread'] } });
    return { threadId: place.thread.id, campaignId: null };
  }
  const { campaigns } = reader.t;
  const [row] = await reader
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(and(eq(campaigns.siteId, siteId), eq(campaigns.uid, of.campaign)));
  if (!row) throw new Refusal('invalid', { fields: { campaign: ['field.wrong'] } });
  return { threadId: null, campaignId: row.id };
}

/** It says nothing more. Refuses `not_found`. */
export async function removeGoal({ db, now }: Deps, { site, session }: Staff, uid: string) {
  await db.write(async (tx) => {
    const { goals } = tx.t;
    const [gone] = await tx
      .delete(goals)
      .where(and(eq(goals.siteId, site.id), eq(goals.uid, uid)))
      .returning({ kind: goals.kind, target: goals.target });
    if (!gone) throw new Refusal('not_found');
    await logSecurity(tx, { event: 'goal.removed', siteId: site.id, actor: session.account.uid, facts: gone, at: now() });
  });
}
