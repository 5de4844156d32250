import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { draftAt, draftPlace, presentDraft, trimDrafts } from './queries.ts';
import type { DraftInput, DraftTaken, KeptDraft } from './wire.ts';

type Where = { place: string; name: string };

/** Keeps what somebody has typed so far. Refuses `taken`, with what stands there, where another device kept something since. */
export async function keepDraft(deps: Deps, { member }: Actor, { place, name, source, version }: Where & DraftInput): Promise<KeptDraft> {
  await deps.limit('draft', `member ${member.id}`);
  const at = deps.now();
  const uid = deps.newId();
  return deps.db.write(async (tx) => {
    const { drafts } = tx.t;
    const row = { memberId: member.id, place: draftPlace(place, name) };
    const known = await draftAt(tx, member.id, row.place);
    if (!known) {
      await tx.insert(drafts).values({ ...row, uid, siteId: member.siteId, source, updatedAt: at });
      await trimDrafts(tx, member.id);
      return { version: 1 };
    }
    if (known.source === source) return { version: known.version };
    if (known.version !== version) throw new Refusal('taken', { details: { draft: presentDraft(known) } satisfies DraftTaken });
    await tx
      .update(drafts)
      .set({ source, version: version + 1, updatedAt: at })
      .where(eq(drafts.id, known.id));
    return { version: version + 1 };
  });
}

/** Sent, or given up: of that version alone, so that what another device kept since stays. */
export async function dropDraft({ db }: Deps, { member }: Actor, { place, name, version }: Where & Pick<DraftInput, 'version'>) {
  await db.write(async (tx) => {
    const { drafts } = tx.t;
    const mine = and(eq(drafts.memberId, member.id), eq(drafts.place, draftPlace(place, name)), eq(drafts.version, version));
    await tx.delete(drafts).where(mine);
  });
}
