import { and, eq } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { DigestDetails } from '../digests/wire.ts';
import type { ItemState, PlannedKind } from '../planning/wire.ts';
import { renderBody } from '../markdown/render.ts';
import type { Site } from '../sites/queries.ts';
import { clockOf, daysAfter, momentAt } from '../time/wall-time.ts';
import { typeset } from './typeset.ts';

type DemoItem = {
  by: string;
  state: ItemState;
  kind: PlannedKind;
  title: string;
  source: string;
  /** Days from today, and what clocks show; null: nobody has said when. */
  on: [days: number, time: string] | null;
  minutes?: number;
  details?: Record<string, unknown>;
  checklist?: [text: string, done: boolean][];
  notes?: [by: string, text: string][];
};

const LETTER = {
  to: { kind: 'space', target: 'vie-de-quartier' },
  threads: [],
  best: true,
} satisfies DigestDetails;

/** A letter that left, and what became of it. */
export const SENT = { wanted: 214, sent: 212, stopped: 1, campaign: 'le-quartier-cette-semaine' };

const ITEMS: DemoItem[] = [
  {
    by: 'helene',
    state: 'approved',
    kind: 'discussion',
    title: 'Ce soir au conseil : que retenir ?',
    source: 'Le budget, les halles, la passerelle : qu’avez-vous retenu de la séance, et que voulez-vous que nous vérifiions ?',
    on: [0, '20:30'],
    minutes: 60,
  },
  {
    by: 'helene',
    state: 'scheduled',
    kind: 'discussion',
    title: 'La question du jour : votre trajet du matin',
    source: 'À quelle heure partez-vous, et qu’est-ce qui vous retarde ?',
    on: [1, '07:30'],
  },
  {
    by: 'helene',
    state: 'review',
    kind: 'discussion',
    title: 'Un marché le dimanche ?',
    source: 'Les commerçants du centre le demandent, les riverains hésitent. Pour ou contre, et pourquoi ?',
    on: [3, '18:00'],
    minutes: 90,
    checklist: [
      ['La question tient en une phrase', true],
      ['Deux voix opposées sont invitées', false],
      ['Quelqu’un modère la première heure', false],
    ],
    notes: [['camille', 'Le conseil vote mardi : dites-le dès la première ligne.']],
  },
  {
    by: 'helene',
    state: 'scheduled',
    kind: 'question',
    title: 'La une, et vous : que voulez-vous savoir des travaux du pont ?',
    source: 'Posez vos questions, la rédaction y répond toute la soirée.',
    on: [3, '18:30'],
  },
  {
    by: 'helene',
    state: 'approved',
    kind: 'poll',
    title: 'Un nom pour la passerelle',
    source: 'La mairie retient trois noms. Lequel a votre voix ?',
    on: [2, '12:00'],
    minutes: 30,
    details: { options: ['Passerelle des Tanneurs', 'Passerelle de la Lieuse', 'Passerelle Simone-Rozès'] },
  },
  {
    by: 'helene',
    state: 'scheduled',
    kind: 'digest',
    title: 'Le quartier cette semaine',
    source:
      'La piste du quai, la boulangerie rouverte, le marché du dimanche : voici où l’on s’est parlé depuis vendredi. **Dites-nous** ce que nous devrions vérifier.',
    on: [4, '17:00'],
    minutes: 30,
    details: LETTER,
  },
  {
    by: 'helene',
    state: 'published',
    kind: 'digest',
    title: 'Le quartier cette semaine',
    source: 'Le quai rouvert, les arceaux promis, et une question : qui a vu les nouveaux horaires du bac ?',
    on: [-3, '17:00'],
    minutes: 30,
    details: LETTER,
  },
  {
    by: 'helene',
    state: 'draft',
    kind: 'gallery',
    title: 'La piscine avant sa fermeture',
    source: 'Vos photos, de 1974 à l’été dernier.',
    on: null,
  },
];

/** What the newsroom prepares: a debate that overlaps an evening of questions, a poll agreed on, an idea without a day. */
export async function addCalendar({ db, newId, now }: Deps, site: Site, members: Map<string, Member>) {
  const { spaces } = db.read.t;
  const [space] = await db.read
    .select({ id: spaces.id })
    .from(spaces)
    .where(and(eq(spaces.siteId, site.id), eq(spaces.slug, 'vie-de-quartier')));
  const today = clockOf(now(), site.timeZone).slice(0, 10);
  await db.write(async (tx) => {
    const { calendarItems, calendarNotes } = tx.t;
    for (const { by, on, notes = [], checklist = [], details = {}, minutes = 60, ...item } of ITEMS) {
      const authorId = members.get(by)!.id;
      const row = {
        ...item,
        uid: newId(),
        clientId: newId(),
        siteId: site.id,
        title: typeset(item.title),
        source: typeset(item.source),
        at: on && momentAt(`${daysAfter(today, on[0])}T${on[1]}`, site.timeZone),
        minutes,
        details,
        spaceId: item.kind === 'digest' ? null : (space?.id ?? null),
        tags: [],
        dates: { answersFrom: null, answersUntil: null, closesAt: null, remindsAt: null },
        checklist: checklist.map(([text, done]) => ({ text, done })),
        authorId,
        writtenById: authorId,
        createdAt: now(),
      };
      const [made] = await tx.insert(calendarItems).values(row).returning({ id: calendarItems.id });
      if (row.state === 'published') {
        const audience = { ...LETTER.to, name: 'Vie de quartier' };
        const { title, source, at, uid, siteId } = row;
        const left = { html: await renderBody(source, 'markdown'), audience, picks: [], startedAt: at!, spreadAt: at! };
        await tx.insert(tx.t.digests).values({ ...SENT, ...left, title, source, uid, siteId, itemId: made!.id });
      }
      for (const [who, text] of notes)
        await tx
          .insert(calendarNotes)
          .values({ uid: newId(), siteId: site.id, itemId: made!.id, authorId: members.get(who)!.id, text: typeset(text), at: now() });
    }
  });
}
