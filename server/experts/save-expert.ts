import { and, eq, isNotNull } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import type { ExpertInput } from './wire.ts';

/** What the directory says of a member here. Refuses `not_found` for who has left, `taken` where somebody changed it meanwhile. */
export async function saveExpert({ db }: Deps, { site }: Staff, { id: uid, version, ...said }: ExpertInput & { id: string }) {
  await db.write(
    async (tx) => {
      const { experts, members } = tx.t;
      const [member] = await tx
        .select({ id: members.id, version: experts.version })
        .from(members)
        .leftJoin(experts, eq(experts.memberId, members.id))
        .where(and(eq(members.uid, uid), eq(members.siteId, site.id), isNotNull(members.accountId)));
      if (!member) throw new Refusal('not_found');
      if ((member.version ?? 0) !== version) throw new Refusal('taken');
      const row = { ...said, version: version + 1 };
      await tx
        .insert(experts)
        .values({ ...row, memberId: member.id, siteId: site.id })
        .onConflictDoUpdate({ target: experts.memberId, set: row });
    },
    { lock: `experts:${site.id}` },
  );
}

/** What was said of them is forgotten; where they appeared stays. Refuses `not_found`. */
export async function forgetExpert({ db }: Deps, { site }: Staff, uid: string) {
  const gone = await db.write(async (tx) => {
    const { experts, members } = tx.t;
    const [member] = await tx
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.uid, uid), eq(members.siteId, site.id)));
    return member ? tx.delete(experts).where(eq(experts.memberId, member.id)).returning({ id: experts.memberId }) : [];
  });
  if (gone.length === 0) throw new Refusal('not_found');
}
