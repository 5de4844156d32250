import { createHash } from 'node:crypto';
import { accountOfMember, emailKey, findMember, roleOf, type AccountRecord } from '../accounts/queries.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { addToOutbox } from '../events/outbox.ts';
import type { Author } from '../http/who.ts';
import { createPost } from '../posts/create-post.ts';
import { source } from '../posts/input.ts';
import { postIn } from '../posts/queries.ts';
import { proposeByMail } from '../relays/by-mail.ts';
import { canSee } from '../sites/opening.ts';
import { canFind } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { findWritten, isOurs } from './addresses.ts';
import type { Arrived } from './arrived.ts';
import { isAutomatic } from './automatic.ts';
import { noteBounce } from './bounces.ts';
import type { AnswerMail } from './mails.ts';
import { claimAddress, claimWord, noticeBy, type AnsweredNotice } from './queries.ts';
import { saidIn } from './said.ts';
import type { InboundOutcome } from './wire.ts';

/** Milliseconds for which a notification can be answered by mail: after a month, one looks at the conversation first. */
const OPEN_MS = 30 * 86_400_000;

/**
 * Does what a mail asks, and resolves with what became of it. It is never refused to whoever brings it: a refusal would
 * be tried again, or go back to a sender who may be somebody else. Who wrote is told by mail, at the address of their
 * account, once for each address of ours.
 */
export async function receiveMail(deps: Deps, mail: Arrived): Promise<InboundOutcome> {
  const written = findWritten(deps.config, mail.to);
  if (!written) return 'not_ours';
  if (written.kind === 'bounce') return noteBounce(deps, written, mail);
  if (isAutomatic(mail)) return 'automatic';
  if (!isOurs(deps.config, written)) return 'not_ours';
  if (written.kind === 'ask') return proposeByMail(deps, written.id, mail);
  const notice = await noticeBy(deps.db.read, written.id);
  const account = notice && (await accountOfMember(deps.db.read, notice.memberId));
  if (!notice || !account?.email || !account.emailConfirmedAt) return 'not_ours';
  return answer(deps, { mail, notice, account });
}

type Answering = { mail: Arrived; notice: AnsweredNotice; account: AccountRecord };

async function answer(deps: Deps, { mail, notice, account }: Answering): Promise<InboundOutcome> {
  const { db, now } = deps;
  const said = await saidIn(mail);
  const tell = (why: AnswerMail['why']) => tellOnce(deps, notice, { why, said });
  // What somebody else wrote is not sent on to the account's owner.
  if (emailKey(mail.from) !== emailKey(account.email!) || mail.authentic === false)
    return tellOnce(deps, notice, { why: 'other_sender', said: '' });
  if (notice.createdAt.getTime() + OPEN_MS < now().getTime()) return tell('expired');
  if (said === '') return tell('empty');
  if (!source.safeParse(said).success) return tell('too_long');
  const claim = await db.write((tx) => claimAddress(tx, { noticeId: notice.id, hash: mail.hash }, now()));
  if (claim === 'used') return tell('used');
  try {
    const { id } = await post(deps, { notice, account, said, hash: mail.hash });
    if ((await postIn(db.read, id))!.state === 'published') return 'published';
    return await db.write((tx) => queueWord(tx, notice, { why: 'held', said }, now()));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code } = error;
    return db.write((tx) => queueWord(tx, notice, { why: 'refused', code, said }, now()));
  }
}

/** By the same way as from a page: the same rules, the same phases, the same limits. */
async function post(deps: Deps, { notice, account, said, hash }: Omit<Answering, 'mail'> & { said: string; hash: string }) {
  const { db, now } = deps;
  const place = await findThreadPlace(db.read, notice.threadId);
  const member = place && (await findMember(db.read, place.site.id, account.id));
  if (!place || !member || !canFind(place.thread, member, now())) throw new Refusal('parent_gone');
  if (!canSee(place.site, member)) throw new Refusal('paused');
  const actor: Author = { member: { ...member, role: roleOf(account, member) }, session: { account } };
  const clientId = createHash('sha256').update(`${notice.id} ${hash}`).digest('base64url');
  // Whoever sent it is known to their own mail server alone: it is found there by what the mail is called.
  const address = { ip: `mail ${hash}`, port: null };
  return createPost(deps, { actor, address }, { place, parent: notice.postUid, clientId, source: said, via: 'mail' });
}

type Word = Pick<AnswerMail, 'why' | 'code' | 'said'>;

/** Two machines that answer each other stop here. */
function tellOnce({ db, now }: Deps, notice: AnsweredNotice, word: Word) {
  return db.write(async (tx) => ((await claimWord(tx, notice.id, now())) ? queueWord(tx, notice, word, now()) : word.why));
}

async function queueWord(tx: Writer, { id, siteId, memberId, postUid }: AnsweredNotice, word: Word, at: Date) {
  const data: AnswerMail = { memberId, siteId, postUid, ...word };
  await addToOutbox(tx, { kind: 'answer.mail', siteId, data, key: `answer.mail:${id}:${word.why}` }, at);
  return word.why;
}
