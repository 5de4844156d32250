import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { Actor, Staff } from '../http/who.ts';
import { addNote, changeItem } from '../inbox/change-item.ts';
import { writeToNewsroom, type NewConversation } from '../inbox/converse.ts';
import { itemBy } from '../inbox/queries.ts';
import type { Site } from '../sites/queries.ts';
import { findArticlePlace } from '../threads/queries.ts';
import { typeset } from './typeset.ts';

type Newsroom = { site: Site; members: Map<string, Member> };

/** What readers wrote to the newsroom alone: an error told, with what a colleague found out, and a message. */
export async function addInboxWork(deps: Deps, { site, members }: Newsroom) {
  const { article } = await findArticlePlace(deps.db.read, site, 'place-du-marche-2026');
  const write = (key: string, given: Pick<NewConversation, 'articleId' | 'subject' | 'text' | 'mayThank'>) =>
    writeToNewsroom(deps, reader(members, key), site, { ...given, text: typeset(given.text), clientId: deps.newId() });
  const told = await write('odile', {
    articleId: article!.id,
    subject: null,
    text: "Vous écrivez que la place compte neuf platanes. J'y passe chaque matin : ils sont onze, deux sont derrière le kiosque.",
    mayThank: true,
  });
  await write('lucie', {
    articleId: null,
    subject: typeset('Une rencontre avec la rédaction ?'),
    text: 'Nous sommes quelques-uns, au club des lecteurs, à vouloir comprendre comment se choisit la une. Une matinée serait-elle possible ?\n\nNous pouvons venir un samedi.',
    mayThank: false,
  });
  const staff: Staff = { via: 'cookie', member: members.get('helene')!, session: undefined as never, site, spaces: null };
  const item = (await itemBy(deps.db.read, { siteId: site.id, uid: told }))!;
  await addNote(deps, staff, item, typeset("Julien est allé compter : onze, en effet. Je corrige l'article à midi."));
  await changeItem(deps, staff, item, { version: item.version, assignee: members.get('maelle')!.uid, labels: ['platanes'] });
}

/** Who signed in, and proved their address. */
const reader = (members: Map<string, Member>, key: string): Actor => ({
  via: 'cookie',
  member: members.get(key)!,
  session: { account: { emailConfirmedAt: new Date() } } as never,
});
