// The voices of a site: made, changed and retired by its managers. None is deleted: what it said keeps its name.
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { isMember } from '../guests/name.ts';
import type { Staff } from '../http/who.ts';
import { setName } from '../members/rename.ts';
import { noteChange } from '../members/note-change.ts';
import { skeletonOf } from '../members/skeleton.ts';
import { logSecurity, type SecurityEvent } from '../security/log.ts';
import { isNewsroom } from '../threads/policy.ts';
import { MOST_VOICES } from './limits.ts';
import type { VoiceInput } from './wire.ts';

/** One more. Refuses `invalid` for a name that somebody here bears, for hands that are not of the newsroom, and one too many. */
export const makeVoice = (deps: Deps, staff: Staff, input: VoiceInput) =>
  change(deps, staff, { event: 'voice.made', name: input.name }, async (tx, at) => {
    const { members, voices } = tx.t;
    const siteId = staff.site.id;
    const standing = await tx.$count(voices, and(eq(voices.siteId, siteId), isNull(voices.retiredAt)));
    if (standing >= MOST_VOICES) throw new Refusal('invalid', { fields: { name: ['field.too_many', { max: MOST_VOICES }] } });
    await refuseKnown(tx, { siteId, name: input.name, own: 0 });
    const row = {
      uid: deps.newId(),
      siteId,
      name: input.name,
      skeleton: skeletonOf(input.name),
      role: 'journalist' as const,
      createdAt: at,
    };
    const [member] = await tx
      .insert(members)
      .values({ ...row, title: input.title || null })
      .returning({ id: members.id });
    await tx.insert(voices).values({ memberId: member!.id, siteId, secondEyes: input.secondEyes, retiredAt: input.retired ? at : null });
    await setHands(tx, { siteId, voiceId: member!.id, uids: input.hands });
    return member!.id;
  });

/** Another name, for all it ever said; other hands. Refuses `not_found`, and as makeVoice. */
export const changeVoice = (deps: Deps, staff: Staff, { id: uid, ...input }: VoiceInput & { id: string }) =>
  change(deps, staff, { event: 'voice.changed', name: input.name }, async (tx, at) => {
    const { members, voices } = tx.t;
    const siteId = staff.site.id;
    const [voice] = await tx
      .select({ id: voices.memberId, name: members.name, retiredAt: voices.retiredAt })
      .from(voices)
      .innerJoin(members, eq(members.id, voices.memberId))
      .where(and(eq(voices.siteId, siteId), eq(members.uid, uid)));
    if (!voice) throw new Refusal('not_found');
    if (input.name !== voice.name) {
      await refuseKnown(tx, { siteId, name: input.name, own: voice.id });
      await tx.insert(tx.t.formerNames).values({ siteId, memberId: voice.id, name: voice.name, byId: staff.member.id, reason: '', at });
      await setName(tx, voice.id, input.name);
    }
    await tx
      .update(members)
      .set({ title: input.title || null })
      .where(eq(members.id, voice.id));
    await tx
      .update(voices)
      .set({ secondEyes: input.secondEyes, retiredAt: input.retired ? (voice.retiredAt ?? at) : null })
      .where(eq(voices.memberId, voice.id));
    await noteChange(tx, voice.id);
    await setHands(tx, { siteId, voiceId: voice.id, uids: input.hands });
    return voice.id;
  });

/** The house may call its own as it likes, but not two alike, nor as one of its people. */
async function refuseKnown(tx: Reader, { siteId, name, own }: { siteId: number; name: string; own: number }) {
  const skeleton = skeletonOf(name);
  if (!skeleton || (await isMember(tx, siteId, { skeleton, own }))) throw new Refusal('invalid', { fields: { name: ['voices.known'] } });
}

async function setHands(tx: Writer, { siteId, voiceId, uids }: { siteId: number; voiceId: number; uids: string[] }) {
  const { members, voiceHands } = tx.t;
  const wanted = [...new Set(uids)];
  const found =
    wanted.length === 0
      ? []
      : await tx
          .select({ id: members.id, role: members.role })
          .from(members)
          .where(and(eq(members.siteId, siteId), inArray(members.uid, wanted), isNotNull(members.accountId)));
  if (found.length !== wanted.length || !found.every(isNewsroom)) throw new Refusal('invalid', { fields: { hands: ['voices.notStaff'] } });
  await tx.delete(voiceHands).where(eq(voiceHands.voiceId, voiceId));
  if (found.length > 0) await tx.insert(voiceHands).values(found.map(({ id: memberId }) => ({ voiceId, memberId })));
}

/** One at a time: two would each see a name that is free. `work` resolves with the voice's inside id. */
async function change(
  { db, bus, now }: Deps,
  { site, session }: Staff,
  { event, name }: { event: SecurityEvent; name: string },
  work: (tx: Writer, at: Date) => Promise<number>,
) {
  const at = now();
  const memberId = await db.write(
    async (tx) => {
      const id = await work(tx, at);
      await logSecurity(tx, { event, siteId: site.id, actor: session.account.uid, facts: { name }, at });
      return id;
    },
    { lock: `voices:${site.id}` },
  );
  bus.emit('member.changed', { memberId });
}
