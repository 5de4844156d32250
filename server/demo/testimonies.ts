import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { CONSENT, hashOf, WORDING } from '../testimonies/agreement-words.ts';
import { keptUntil } from '../testimonies/answer-call.ts';
import { numbered } from '../testimonies/plan-call.ts';
import type { Answers, CallField, TestimonyState } from '../testimonies/wire.ts';
import type { Thread } from '../threads/queries.ts';

type Words = { text: string; name: string };
type DemoAnswer = {
  /** Keys of people. */
  by: string;
  assignee?: string;
  daysAgo: number;
  state: TestimonyState;
  answers: Answers;
  note?: { by: string; text: string };
  /** What its author is asked, and has not answered yet. */
  asked?: Words;
  /** What they agreed to, and the key of the post that quotes it. */
  agreed?: Words & { post: string };
};
export type DemoTestimony = { closesInDays: number; keepDays: number; fields: Omit<CallField, 'id'>[]; answers: DemoAnswer[] };

type Given = { thread: Thread; members: Map<string, Member>; testimony: DemoTestimony; ids: Map<string, number> };

const DAY_MS = 86_400_000;

export async function addTestimonies({ db, newId, now }: Deps, { thread, members, testimony, ids }: Given) {
  const { closesInDays, keepDays, fields, answers } = testimony;
  const at = (days: number) => new Date(now().getTime() + days * DAY_MS);
  const of = { threadId: thread.id, siteId: thread.siteId };
  const call = { closesAt: at(closesInDays), keepDays };
  const idOf = (key: string | undefined) => (key ? members.get(key)!.id : null);
  await db.write(async (tx) => {
    const { testimonyCalls, testimonyReaders, testimonies, testimonyNotes, agreements } = tx.t;
    await tx.insert(testimonyCalls).values({ ...of, ...call, fields: numbered(fields, []), readers: 'newsroom' });
    await tx.insert(testimonyReaders).values({ ...of, memberId: thread.authorId! });
    for (const { by, assignee, daysAgo, state, answers: given, note, asked, agreed } of answers) {
      const memberId = idOf(by)!;
      const sent = { sentAt: at(-daysAgo), consent: CONSENT, consentedAt: at(-daysAgo), keptUntil: keptUntil(call) };
      const row = { ...of, ...sent, uid: newId(), memberId, state, answers: given, assigneeId: idOf(assignee) };
      const [made] = await tx.insert(testimonies).values(row).returning({ id: testimonies.id });
      const mine = { testimonyId: made!.id, siteId: of.siteId };
      if (note) await tx.insert(testimonyNotes).values({ ...mine, byId: idOf(note.by)!, text: note.text, at: at(-daysAgo / 2) });
      const words = agreed ?? asked;
      if (!words) continue;
      const said = { text: words.text, name: words.name, namedAs: 'first' as const, wording: WORDING };
      const answered = agreed && { state: 'agreed' as const, locale: 'fr', answeredAt: at(-1), postId: ids.get(agreed.post)! };
      const asking = { uid: newId(), memberId, askedById: thread.authorId!, askedAt: at(-daysAgo / 2) };
      await tx.insert(agreements).values({ ...of, ...mine, ...asking, ...said, hash: hashOf(said), ...answered });
    }
  });
}
