import { and, eq } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { SegmentFilter } from '../segments/wire.ts';
import type { Site } from '../sites/queries.ts';
import { addPoll, type DemoPoll } from './polls.ts';
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

/** Asked to those of the second segment alone, in a conversation that all read. */
const SUBSCRIBERS = 'Ce que le Courrier ne raconte pas assez, selon vous';
const poll: DemoPoll = {
  by: 'paul',
  question: 'Abonnés : une lettre de plus, le dimanche matin ?',
  votes: [
    ['Oui, pour lire sans se presser', 4],
    ['Non, une par semaine suffit', 2],
  ],
  secret: true,
  shows: 'voted',
  endsInDays: 6,
};

/** What the newsroom knows of its readers: notes, labels, segments, and what it asks one of these. */
export async function addKnown(deps: Deps, { id: siteId }: Site, members: Map<string, Member>) {
  const { db, now, newId } = deps;
  const { threads } = db.read.t;
  const asked = segments.map(([name, filter]) => ({ uid: newId(), name, filter }));
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
    for (const segment of asked)
      await tx.insert(tx.t.segments).values({ ...segment, siteId, version: 1, byId: members.get('helene')!.id, changedAt: now() });
  });
  const [thread] = await db.read
    .select()
    .from(threads)
    .where(and(eq(threads.siteId, siteId), eq(threads.title, SUBSCRIBERS)));
  const { uid: segment, filter } = asked[1]!;
  await addPoll(deps, { thread: thread!, members, poll, to: { audience: 'segment', filter, segment, role: 'subscriber' } });
}
