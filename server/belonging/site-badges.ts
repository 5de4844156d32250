// A site's own badges: made, changed, struck out by its managers.
import { and, asc, count, eq, inArray, like } from 'drizzle-orm';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity, type SecurityEvent } from '../security/log.ts';
import type { Glyph } from '../../widget/thread/glyphs.ts';
import type { BadgeInput, BadgeWire } from './wire.ts';

/** More is a catalogue: none of them would say anything. */
export const MOST_BADGES = 30;

/** The oldest first. Index: badges_site. */
export async function badgesOn(reader: Reader, siteId: number): Promise<BadgeWire[]> {
  const { badges, badgesGiven } = reader.t;
  const rows = await reader
    .select({ id: badges.uid, names: badges.names, glyph: badges.glyph, given: count(badgesGiven.id) })
    .from(badges)
    .leftJoin(badgesGiven, eq(badgesGiven.badgeId, badges.id))
    .where(eq(badges.siteId, siteId))
    .groupBy(badges.id)
    .orderBy(asc(badges.id));
  return rows.map(({ names, glyph, ...row }) => ({ ...row, ...names, glyph: glyph as Glyph }));
}

/** One more. Refuses `invalid` where another has that name in a language, or where there are enough. */
export const makeBadge = (deps: Deps, staff: Staff, { glyph, ...names }: BadgeInput) =>
  change(deps, staff, 'badge.made', async (tx, at) => {
    const known = await badgesOn(tx, staff.site.id);
    if (known.length >= MOST_BADGES) throw new Refusal('invalid', { fields: { fr: ['field.too_many', { max: MOST_BADGES }] } });
    refuseKnown(known, names);
    await tx.insert(tx.t.badges).values({ uid: deps.newId(), siteId: staff.site.id, names, glyph, createdAt: at });
    return names.fr;
  });

/** Another name or sign, for all who have it. Refuses `not_found`, and as makeBadge. */
export const changeBadge = (deps: Deps, staff: Staff, { id, glyph, ...names }: BadgeInput & { id: string }) =>
  change(deps, staff, 'badge.changed', async (tx) => {
    const { badges } = tx.t;
    await requireBadge(tx, staff.site.id, id);
    refuseKnown(
      (await badgesOn(tx, staff.site.id)).filter((one) => one.id !== id),
      names,
    );
    await tx.update(badges).set({ names, glyph }).where(eq(badges.uid, id));
    return names.fr;
  });

/** Nobody has it any more, and nothing tells of it. Refuses `not_found`. */
export const dropBadge = (deps: Deps, staff: Staff, id: string) =>
  change(deps, staff, 'badge.removed', async (tx) => {
    const { badges, badgesGiven, badgesHidden } = tx.t;
    const badge = await requireBadge(tx, staff.site.id, id);
    const given = await tx.select({ id: badgesGiven.id }).from(badgesGiven).where(eq(badgesGiven.badgeId, badge.id));
    await forgetTold(
      tx,
      given.map((row) => row.id),
    );
    await tx.delete(badgesHidden).where(eq(badgesHidden.badge, id));
    await tx.delete(badges).where(eq(badges.id, badge.id));
    return badge.names.fr;
  });

/** In a transaction: the one of this site. Refuses `not_found`. */
export async function requireBadge(tx: Reader, siteId: number, uid: string) {
  const { badges } = tx.t;
  const [badge] = await tx
    .select({ id: badges.id, names: badges.names })
    .from(badges)
    .where(and(eq(badges.siteId, siteId), eq(badges.uid, uid)));
  if (!badge) throw new Refusal('not_found');
  return badge;
}

/** Notifications of badges that were given, by the inside ids of the giving. */
export async function forgetTold(tx: Writer, givenIds: number[]) {
  const { notifications } = tx.t;
  for (let i = 0; i < givenIds.length; i += SLICE)
    await tx.delete(notifications).where(
      and(
        like(notifications.key, 'badge:%'),
        inArray(
          notifications.key,
          givenIds.slice(i, i + SLICE).map((id) => `badge:${id}`),
        ),
      ),
    );
}

/** Keys that one statement takes. */
const SLICE = 500;

function refuseKnown(known: BadgeWire[], names: Pick<BadgeInput, 'fr' | 'en'>) {
  const fields = (['fr', 'en'] as const).filter((lang) => known.some((one) => fold(one[lang]) === fold(names[lang])));
  if (fields.length > 0) throw new Refusal('invalid', { fields: Object.fromEntries(fields.map((lang) => [lang, ['badges.known']])) });
}

const fold = (name: string) => name.normalize('NFKC').toLowerCase();

/** One at a time: two would each see room for one more, or take one name. `work` resolves with its name, for the log. */
async function change({ db, now }: Deps, { site, session }: Staff, event: SecurityEvent, work: (tx: Writer, at: Date) => Promise<string>) {
  const at = now();
  await db.write(
    async (tx) => {
      const name = await work(tx, at);
      await logSecurity(tx, { event, siteId: site.id, actor: session.account.uid, facts: { name }, at });
    },
    { lock: `badges:${site.id}` },
  );
}
