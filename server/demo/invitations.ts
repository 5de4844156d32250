import { and, eq } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { hashSecret, newSecret } from '../ids.ts';
import { remindAt } from '../invitations/remind-at.ts';
import type { Site } from '../sites/queries.ts';
import { ensureArticleThread } from '../threads/queries.ts';

const DAY = 86_400_000;

/** Who answers readers in the newspaper's conversations. Nour's time is over: her badge stays, her right is gone. Inès has one more to answer. */
const guests = [
  {
    key: 'ines',
    affiliation: 'École du paysage de Blois',
    interests: 'N’a pas travaillé sur ce projet.',
    message: 'Les lecteurs demandent ce que deviendront les platanes. Pouvez-vous leur répondre cette semaine ?',
    daysLeft: 6,
  },
  {
    key: 'claire',
    affiliation: 'université de Rennes',
    interests: 'Aucun lien avec la commune ni les assureurs.',
    message: 'Beaucoup de questions sur la crue. Une heure de votre temps ferait du bien à tout le monde.',
    daysLeft: 12,
  },
  {
    key: 'nour',
    affiliation: null,
    interests: 'Rémunérée par la commune pour ce chantier.',
    message: 'On parle beaucoup de votre dessin : venez le défendre.',
    daysLeft: -1,
  },
  {
    key: 'ines',
    affiliation: 'École du paysage de Blois',
    interests: 'N’a pas travaillé sur ce projet.',
    message: 'La médiathèque prête des graines : que peut-on semer sur un balcon en mars ? Les lecteurs poseront leurs questions ici.',
    daysLeft: 20,
    article: 'mediatheque-graines',
  },
];

/** Each into the articles' conversations where they spoke, asked by the manager and accepted; into that of an `article`, not answered yet. */
export async function addInvitations({ db, newId, now }: Deps, site: Site, members: Map<string, Member>) {
  const at = now();
  await db.write(async (tx) => {
    for (const { key, affiliation, interests, message, daysLeft, article } of guests) {
      const guest = members.get(key)!;
      const [startsAt, endsAt] = [new Date(at.getTime() - 10 * DAY), new Date(at.getTime() + daysLeft * DAY)];
      const came = article ? {} : { usedAt: startsAt, cameAt: startsAt, answeredAt: startsAt };
      await tx.update(tx.t.members).set({ affiliation, interests }).where(eq(tx.t.members.id, guest.id));
      const [made] = await tx
        .insert(tx.t.invitations)
        .values({
          uid: newId(),
          siteId: site.id,
          kind: 'expert',
          role: 'expert',
          state: article ? 'sent' : 'accepted',
          hash: hashSecret(newSecret()),
          ...came,
          memberId: guest.id,
          invitedById: members.get('helene')!.id,
          message,
          startsAt,
          endsAt,
          remindAt: remindAt({ startsAt, endsAt }, at),
          createdAt: new Date(startsAt.getTime() - DAY),
        })
        .returning({ id: tx.t.invitations.id });
      const threads = article ? [(await threadUnder(tx, site, { key: article, uid: newId(), now: at })).id] : await threadsWith(tx, guest);
      await tx.insert(tx.t.invitationThreads).values(threads.map((threadId) => ({ siteId: site.id, invitationId: made!.id, threadId })));
    }
  });
}

const threadUnder = (tx: Writer, { id: siteId }: Site, thread: { key: string; uid: string; now: Date }) =>
  ensureArticleThread(tx, { ...thread, siteId, claimed: null });

async function threadsWith(tx: Writer, { id }: Member): Promise<number[]> {
  const { posts } = tx.t;
  const rows = await tx
    .selectDistinct({ id: posts.threadId })
    .from(posts)
    .where(and(eq(posts.authorId, id), eq(posts.surface, 'comments')));
  return rows.map((row) => row.id);
}
