import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { SegmentFilter } from '../segments/wire.ts';
import type { Site } from '../sites/queries.ts';
import { typeset } from './typeset.ts';

const noted: { of: string; by: string; daysAgo: number; text?: string; labels?: string[] }[] = [
  {
    of: 'marguerite',
    by: 'camille',
    daysAgo: 34,
    text: "A gardé toutes les photos du marché depuis 1961 ; d'accord pour qu'on l'appelle.",
    labels: ['mémoire', 'photos'],
  },
  {
    of: 'jb',
    by: 'helene',
    daysAgo: 20,
    text: "Tient le compte des trains à la main. À inviter quand l'horaire d'hiver sortira.",
    labels: ['transports'],
  },
  {
    of: 'lucie',
    by: 'camille',
    daysAgo: 3,
    text: 'Répond vite, et cherche la source avant de répondre.',
    labels: ['transports', 'relecture'],
  },
  { of: 'colette', by: 'helene', daysAgo: 9, labels: ['mémoire', 'commerçante'] },
];

const segments: [name: string, filter: SegmentFilter][] = [
  ['Arrivés cette semaine', { joinedWithin: 7 }],
  ['Abonnés qui écrivent', { roles: ['subscriber'], postsFrom: 1, activeWithin: 30 }],
];

/** What the newsroom knows of its readers: notes, labels, segments. */
export async function addKnown({ db, now, newId }: Deps, { id: siteId }: Site, members: Map<string, Member>) {
  await db.write(async (tx) => {
    for (const { of, by, daysAgo, text, labels = [] } of noted) {
      const row = {
        siteId,
        memberId: members.get(of)!.id,
        byId: members.get(by)!.id,
        at: new Date(now().getTime() - daysAgo * 86_400_000),
      };
      if (text) await tx.insert(tx.t.notes).values({ ...row, uid: newId(), text: typeset(text) });
      for (const label of labels) await tx.insert(tx.t.memberLabels).values({ ...row, label });
    }
    for (const [name, filter] of segments) {
      const row = { uid: newId(), siteId, name, filter, version: 1, byId: members.get('helene')!.id, changedAt: now() };
      await tx.insert(tx.t.segments).values(row);
    }
  });
}
