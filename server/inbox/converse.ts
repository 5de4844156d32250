// What somebody and the newsroom write to each other, for nobody else: an error told, a message to the team.
import { and, eq } from 'drizzle-orm';
import { isProved } from '../accounts/policy.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { addToOutbox } from '../events/outbox.ts';
import type { Actor, Staff } from '../http/who.ts';
import { shorten } from '../markdown/shorten.ts';
import { refuseIfSilenced } from '../sanctions/refuse.ts';
import type { Site } from '../sites/queries.ts';
import { requireVoice } from '../voices/speak-as.ts';
import type { Answer } from './answer-item.ts';
import { requireTurn } from './change-item.ts';
import { openItem } from './feed.ts';
import { dueAt } from './lanes.ts';
import { conversationWith, itemBy, type ItemRecord } from './queries.ts';
import { changeRow } from './write-item.ts';

export type NewConversation = { articleId: number | null; subject: string | null; text: string; mayThank: boolean; clientId: string };

/**
 * An error in an article, or a message to the team. Sent twice (`clientId`), it is written once. Refuses `vote_unproved` to guests and while one's address is not proved: the answer goes there, `banned`,
 * `suspended`, `too_fast`.
 * @returns its outside id
 */
export async function writeToNewsroom(deps: Deps, actor: Actor, site: Site, given: NewConversation): Promise<string> {
  await refuseWriter(deps, actor);
  const { member } = actor;
  const { articleId, subject, text, mayThank, clientId } = given;
  const at = deps.now();
  const id = await deps.db.write(
    async (tx) => {
      const known = await conversationWith(tx, member.id, clientId);
      if (known !== null) return known;
      const lane = articleId === null ? 'message' : 'correction';
      const about = {
        lane,
        siteId: site.id,
        postId: null,
        memberId: member.id,
        articleId,
        subject,
        words: shorten(text),
        mayThank,
      } as const;
      const itemId = await openItem(tx, about, at);
      await insertMessage(deps, tx, { itemId, siteId: site.id, authorId: member.id, voiceId: null, ours: false, clientId, text, at });
      return itemId;
    },
    { lock: `writes:${member.id}` },
  );
  deps.bus.emit('inbox.changed', { siteId: site.id });
  return (await itemBy(deps.db.read, id))!.uid;
}

/** Another word of who asked: it waits for the newsroom again, with the promise of a new one. */
export async function writeAgain(deps: Deps, actor: Actor, { site, item }: { site: Site; item: ItemRecord }, said: Said): Promise<void> {
  await refuseWriter(deps, actor);
  const { member } = actor;
  const at = deps.now();
  await deps.db.write(
    async (tx) => {
      if ((await conversationWith(tx, member.id, said.clientId)) !== null) return;
      await insertMessage(deps, tx, { itemId: item.id, siteId: item.siteId, authorId: member.id, voiceId: null, ours: false, ...said, at });
      const due = dueAt(site.settings, item.lane, at);
      const open = { state: 'open' as const, answeredAt: null, snoozedUntil: null, words: shorten(said.text), dueAt: due };
      await changeRow(tx, item, open, { act: 'wrote', byId: member.id }, at);
    },
    { lock: `writes:${member.id}` },
  );
  deps.bus.emit('inbox.changed', { siteId: item.siteId });
}

type Said = { clientId: string; text: string };

async function refuseWriter(deps: Deps, { member, session }: Actor) {
  if (member.role === 'guest' || !isProved(session.account)) throw new Refusal('vote_unproved');
  await refuseIfSilenced(deps.db.read, member.id, deps.now());
  await deps.limit('writeToNewsroom', `member ${member.id}`);
}

/**
 * The newsroom's word: who asked is told by their bell and by mail. As answerItem; and refuses `second_eyes` to a voice whose words somebody
 * else reads before: nothing is held here.
 */
export async function answerInPrivate(deps: Deps, { member }: Staff, found: ItemRecord, answer: Answer) {
  const { clientId, source: text, voice, keep, version } = answer;
  const speaker = voice ? await requireVoice(deps.db.read, member, voice) : null;
  if (speaker?.secondEyes) throw new Refusal('second_eyes');
  const at = deps.now();
  await deps.db.write(async (tx) => {
    if ((await conversationWith(tx, member.id, clientId)) !== null) return;
    await requireTurn(tx, found, { memberId: member.id, version }, at);
    await sayInPrivate(deps, tx, found, { authorId: member.id, voiceId: speaker?.memberId ?? null, clientId, text, keep });
  });
  tellOfWord(deps, found);
}

type OurWord = Pick<NewMessage, 'authorId' | 'voiceId' | 'clientId' | 'text'> & { keep: boolean };

/** A word of the newsroom's, in its transaction: it closes the item unless that is kept, and who asked gets it by mail. */
export async function sayInPrivate(deps: Deps, tx: Writer, { id: itemId, siteId, memberId }: ItemRecord, { keep, ...word }: OurWord) {
  const at = deps.now();
  const messageId = await insertMessage(deps, tx, { itemId, siteId, ...word, ours: true, at });
  const to = keep ? { state: 'waiting' as const, answeredAt: null } : { state: 'done' as const, answeredAt: at };
  const done = { act: keep ? 'kept' : 'answered', byId: word.authorId } as const;
  await changeRow(tx, { id: itemId, siteId }, { ...to, snoozedUntil: null, unread: true }, done, at);
  await addToOutbox(tx, { kind: 'inbox.mail', siteId, data: { memberId, messageId } }, at);
}

/** Once it is said. */
export function tellOfWord({ bus }: Deps, { siteId, memberId }: ItemRecord) {
  bus.emit('inbox.changed', { siteId });
  bus.emit('notice.added', { memberId });
}

type NewMessage = Omit<Writer['t']['inboxMessages']['$inferInsert'], 'id' | 'uid'>;

async function insertMessage({ newId }: Deps, tx: Writer, message: NewMessage): Promise<number> {
  const { inboxMessages } = tx.t;
  const [made] = await tx
    .insert(inboxMessages)
    .values({ ...message, uid: newId() })
    .returning({ id: inboxMessages.id });
  return made!.id;
}

/** Who asked has it before their eyes. */
export async function markMessagesRead({ db, bus }: Deps, { id, memberId, unread }: ItemRecord) {
  if (!unread) return;
  await db.write(async (tx) => void (await tx.update(tx.t.inboxItems).set({ unread: false }).where(eq(tx.t.inboxItems.id, id))));
  bus.emit('notice.added', { memberId });
}

/** Whether they may be thanked by name: theirs to say, and to take back at any time. */
export async function allowThanks({ db, bus }: Deps, { id, siteId }: ItemRecord, mayThank: boolean) {
  await db.write(async (tx) => void (await tx.update(tx.t.inboxItems).set({ mayThank }).where(eq(tx.t.inboxItems.id, id))));
  bus.emit('inbox.changed', { siteId });
}

/** By name, on the article's page, as long as they agree. Refuses `item_changed` where they do not, or no error was told. */
export async function thankReader(deps: Deps, { member }: Staff, { id, siteId, lane }: ItemRecord, thanks: boolean): Promise<void> {
  const at = deps.now();
  await deps.db.write(async (tx) => {
    const { inboxItems } = tx.t;
    const agreed = await tx.$count(inboxItems, and(eq(inboxItems.id, id), eq(inboxItems.mayThank, true)));
    if (lane !== 'correction' || (thanks && agreed === 0)) throw new Refusal('item_changed');
    await changeRow(
      tx,
      { id, siteId },
      { thankedAt: thanks ? at : null },
      { act: 'thanked', byId: member.id, facts: { to: thanks ? 'yes' : null } },
      at,
    );
  });
  deps.bus.emit('inbox.changed', { siteId });
}
