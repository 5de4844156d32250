import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Actor } from '../http/who.ts';
import { draftAt, draftPlace, trimDrafts } from './queries.ts';
import type { TopicDraft, TopicDraftInput } from './wire.ts';

/** One of a member and a site: a conversation that they have not opened yet. */
const placeOf = ({ member }: Actor) => draftPlace(`s:${member.siteId}`, 'topic');

export async function findTopicDraft({ db }: Pick<Deps, 'db'>, actor: Actor): Promise<TopicDraft | null> {
  const row = await draftAt(db.read, actor.member.id, placeOf(actor));
  if (!row) return null;
  const { title, opening, source, version, updatedAt } = row;
  return { title: title ?? '', space: '', kind: '', tags: '', ...opening, source, version, at: updatedAt.toISOString() };
}

/** Keeps what somebody has typed so far of a conversation to open. Refuses `taken` where another device kept something since `version`. */
export async function keepTopicDraft(
  deps: Deps,
  actor: Actor,
  { version, title, source, ...opening }: TopicDraftInput,
): Promise<{ version: number }> {
  const { member } = actor;
  await deps.limit('draft', `member ${member.id}`);
  const [at, uid, place] = [deps.now(), deps.newId(), placeOf(actor)];
  return deps.db.write(
    async (tx) => {
      const { drafts } = tx.t;
      const known = await draftAt(tx, member.id, place);
      if ((known?.version ?? 0) !== version) throw new Refusal('taken');
      const said = { title, opening, source, version: version + 1, updatedAt: at };
      if (known) {
        await tx.update(drafts).set(said).where(eq(drafts.id, known.id));
      } else {
        await tx.insert(drafts).values({ ...said, uid, place, memberId: member.id, siteId: member.siteId });
        await trimDrafts(tx, member.id);
      }
      return { version: version + 1 };
    },
    { lock: `draft:${member.id}` },
  );
}

/** The same by a form, which shows what it keeps: what another device kept meanwhile was typed before. */
export async function overwriteTopicDraft(deps: Deps, actor: Actor, input: Omit<TopicDraftInput, 'version'>) {
  const version = (await findTopicDraft(deps, actor))?.version ?? 0;
  await keepTopicDraft(deps, actor, { ...input, version });
}

/** Opened, or given up. */
export async function dropTopicDraft({ db }: Pick<Deps, 'db'>, actor: Actor) {
  await db.write(async (tx) => {
    const { drafts } = tx.t;
    await tx.delete(drafts).where(and(eq(drafts.memberId, actor.member.id), eq(drafts.place, placeOf(actor))));
  });
}
