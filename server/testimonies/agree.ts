// What is published of an answer: asked in its very words, agreed to in writing, published as it was agreed to.
import { and, eq, inArray } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Address } from '../http/address.ts';
import type { Staff } from '../http/who.ts';
import { translate, type Locale } from '../i18n/translate.ts';
import { insertNotice } from '../notifications/insert-notice.ts';
import { createPost } from '../posts/create-post.ts';
import { logSecurity } from '../security/log.ts';
import { threadIn } from '../threads/queries.ts';
import { hashOf, WORDING } from './agreement-words.ts';
import type { CallThere } from './find-call.ts';
import { changeTestimony } from './handle-testimony.ts';
import type { Ask, Decision } from './input.ts';
import { refuseUnlessReads } from './policy.ts';
import { findAgreement, isStanding, type Agreement } from './queries.ts';
import { quote } from './quote.ts';

/**
 * Asks an author whether these very words may be published, under this name. What was asked before and is not published is
 * replaced by it. Refuses `testimony_changed`, and `agreement_standing` while something is published of them.
 * @returns the outside id of what was asked
 */
export async function askAgreement(deps: Deps, staff: Staff, there: CallThere, uid: string, ask: Ask): Promise<string> {
  const asked = deps.newId();
  await changeTestimony(deps, staff, there, { uid, version: ask.version }, async (tx, row, at) => {
    const { agreements } = tx.t;
    const mine = eq(agreements.testimonyId, row.id);
    if (await isStanding(tx, row.id)) throw new Refusal('agreement_standing');
    const open = inArray(agreements.state, ['asked', 'agreed', 'change']);
    await tx.update(agreements).set({ state: 'replaced' }).where(and(mine, open));
    const { id: threadId, siteId } = there.thread;
    const { text, namedAs } = ask;
    const said = { text, namedAs, name: namedAs === 'anonymous' ? '' : ask.name || nameFor(namedAs, row.author), wording: WORDING };
    const of = { uid: asked, siteId, threadId, testimonyId: row.id, memberId: row.memberId, askedById: staff.member.id, askedAt: at };
    await tx.insert(agreements).values({ ...of, ...said, hash: hashOf(said) });
    await tell(tx, { ...of, kind: 'testimony_asked' }, at);
    return row.state === 'new' || row.state === 'read' ? { state: 'contacted' } : {};
  });
  return asked;
}

const nameFor = (namedAs: Ask['namedAs'], name: string) => (namedAs === 'first' ? name.split(' ')[0]! : name);

/**
 * What the author says of it, having read what `hash` names. Refuses `not_found` to others, `agreement_gone` where they were asked
 * something else since, or have answered.
 */
export async function decideAgreement(deps: Deps, member: Member, uid: string, decision: Decision & { locale: Locale }) {
  const { hash, says, stays, word, locale } = decision;
  await deps.limit('testify', `member ${member.id}`);
  const known = await findAgreement(deps.db.read, uid);
  if (known?.memberId !== member.id) throw new Refusal('not_found');
  await deps.db.write(async (tx) => {
    const { agreements } = tx.t;
    const at = deps.now();
    const [agreement] = await tx
      .update(agreements)
      .set({ state: says, stays: says === 'agreed' && stays, word, locale, answeredAt: at })
      .where(and(eq(agreements.id, known.id), eq(agreements.state, 'asked'), eq(agreements.hash, hash)))
      .returning();
    if (!agreement) throw new Refusal('agreement_gone');
    await tell(tx, { ...agreement, memberId: agreement.askedById, kind: 'testimony_decided' }, at);
  });
}

type Telling = Pick<Agreement, 'siteId' | 'threadId' | 'uid'> & { memberId: number; kind: 'testimony_asked' | 'testimony_decided' };

async function tell(tx: Writer, { siteId, threadId, uid, memberId, kind }: Telling, at: Date) {
  const { openingId } = await threadIn(tx, threadId);
  if (openingId !== null) await insertNotice(tx, { siteId, memberId, kind, postId: openingId, event: uid }, at);
}

/**
 * A post of the newsroom's that quotes what was agreed to, as it was, in the call's thread, closed or not. Twice is once. Refuses `agreement_gone` where
 * there is no agreement any more.
 * @returns the inside id of the post
 */
export async function publishAgreed(
  deps: Deps,
  { staff, address }: { staff: Staff; address: Address },
  there: CallThere,
  agreement: Agreement,
): Promise<number> {
  const { thread, site, call: _, ...place } = there;
  if (thread.mergedIntoId !== null) throw new Refusal('thread_merged');
  const by = agreement.name || translate(site.settings.locale, 'agreement.nobody');
  const source = quote(agreement.text, translate(site.settings.locale, 'agreement.by', { name: by }));
  const { id } = await createPost(
    deps,
    { actor: staff, address },
    {
      place: { ...place, site, thread },
      parent: null,
      // One agreement is one post.
      clientId: agreement.uid,
      source,
      evenClosed: true,
      within: async (tx, post) => {
        await refuseUnlessReads(tx, staff.member.id, thread);
        const { agreements, testimonies } = tx.t;
        const now = await findAgreement(tx, agreement.uid);
        if (now?.state !== 'agreed' || now.postId !== null || now.hash !== hashOf(now)) throw new Refusal('agreement_gone');
        await tx.update(agreements).set({ postId: post.id }).where(eq(agreements.id, now.id));
        if (now.testimonyId !== null) {
          const [row] = await tx.select({ version: testimonies.version }).from(testimonies).where(eq(testimonies.id, now.testimonyId));
          const to = { state: 'published' as const, changedById: staff.member.id, version: row!.version + 1 };
          await tx.update(testimonies).set(to).where(eq(testimonies.id, now.testimonyId));
        }
        const facts = { thread: thread.uid, post: post.uid };
        const at = deps.now();
        await logSecurity(tx, { event: 'testimony.published', siteId: site.id, actor: staff.session.account.uid, facts, at });
      },
    },
  );
  return id;
}
