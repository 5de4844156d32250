import type { Deps } from '../deps.ts';
import type { PartnerInput } from '../partners/wire.ts';
import type { Site } from '../sites/queries.ts';
import type { Conversation } from './conversation.ts';
import { conversation } from './conversation.ts';

const NO_LOOK = { accent: null, accentDark: null, ink: null, inkDark: null, paper: null, paperDark: null };

const partners: (PartnerInput & { since: number })[] = [
  {
    key: 'radio-lieuse',
    name: 'Radio Lieuse',
    label: 'partner',
    url: 'https://www.radio-lieuse.example',
    origins: ['https://www.radio-lieuse.example'],
    moderation: null,
    look: { ...NO_LOOK, accent: '#0b5d8f' },
    since: 48,
  },
  {
    key: 'lampadaires',
    name: 'Lampes de l’Orne',
    label: 'sponsored',
    url: 'https://lampes-de-l-orne.example',
    origins: [],
    moderation: 'before',
    look: NO_LOOK,
    since: 20,
  },
];

/** What is said under the radio's own page. */
export const onTheRadio: Conversation = conversation('@radio-lieuse:la-matinale-du-pont', [
  {
    key: 'first',
    by: 'odile',
    minutesAgo: 2900,
    text: 'Entendu ce matin : dix-huit mois de travaux. À la radio cela paraît encore plus long.',
  },
  {
    key: 'second',
    by: 'thibault',
    minutesAgo: 2840,
    replyTo: 'first',
    text: "Le maire a dit « dix-huit mois, si tout va bien ». J'ai gardé la phrase.",
  },
  {
    key: 'third',
    by: 'nadia',
    minutesAgo: 2700,
    text: "Pour la navette, rien n'est décidé : nous l'avons appris en même temps que vous, au volant.",
  },
]);

/** With whom the newspaper holds conversations, by their keys. */
export async function addPartners({ db, newId, now }: Deps, { id: siteId }: Site): Promise<Map<string, number>> {
  return db.write(async (tx) => {
    const ids = new Map<string, number>();
    for (const { since, ...partner } of partners) {
      const createdAt = new Date(now().getTime() - since * 86_400_000);
      const [made] = await tx
        .insert(tx.t.partners)
        .values({ ...partner, uid: newId(), siteId, createdAt })
        .returning({ id: tx.t.partners.id });
      ids.set(partner.key, made!.id);
    }
    return ids;
  });
}
