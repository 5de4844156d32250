import type { Member } from '../accounts/queries.ts';
import { tellOfBadge } from '../belonging/give-badge.ts';
import type { Deps } from '../deps.ts';
import type { Site } from '../sites/queries.ts';
import type { Glyph } from '../../widget/thread/glyphs.ts';
import { typeset } from './typeset.ts';

type DemoBadge = { fr: string; en: string; glyph: Glyph; given: { to: string; by: string; word: string; daysAgo: number }[] };

const badges: DemoBadge[] = [
  {
    fr: 'Enquête participative',
    en: 'Took part in an inquiry',
    glyph: 'people',
    given: [
      { to: 'jb', by: 'helene', word: 'Pour la méthode, et pour les additions du dimanche.', daysAgo: 21 },
      { to: 'lucie', by: 'helene', word: "Pour une semaine entière de relevés à l'arrêt Tanneurs.", daysAgo: 0.3 },
    ],
  },
  {
    fr: 'Mémoire de Saint-Aubin',
    en: 'Memory of Saint-Aubin',
    glyph: 'leaf',
    given: [
      { to: 'marguerite', by: 'camille', word: 'Pour le coq sur la façade.', daysAgo: 9 },
      { to: 'colette', by: 'camille', word: 'Pour le Chantecler, et les deux œufs.', daysAgo: 9 },
    ],
  },
];

/** The newspaper's own, given to those who earned them otherwise than by writing much. */
export async function addBadges({ db, now, newId }: Deps, { id: siteId }: Site, members: Map<string, Member>) {
  await db.write(async (tx) => {
    for (const { fr, en, glyph, given } of badges) {
      const row = { uid: newId(), siteId, names: { fr, en }, glyph, createdAt: daysAgo(now(), 60) };
      const [badge] = await tx.insert(tx.t.badges).values(row).returning({ id: tx.t.badges.id });
      for (const { to, by, word, daysAgo: days } of given) {
        const at = daysAgo(now(), days);
        const { id: memberId } = members.get(to)!;
        const [one] = await tx
          .insert(tx.t.badgesGiven)
          .values({ badgeId: badge!.id, memberId, givenById: members.get(by)!.id, word: typeset(word), at })
          .returning({ id: tx.t.badgesGiven.id });
        await tellOfBadge(tx, { siteId, memberId, givenId: one!.id }, at);
      }
    }
  });
}

const daysAgo = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000);
