import { and, eq, inArray } from 'drizzle-orm';
import type { Member } from '../accounts/queries.ts';
import type { Reader } from '../db/database.ts';
import type { LegalWire } from '../notices/wire.ts';
import type { PostWire } from '../posts/wire.ts';
import { canModerate } from '../threads/policy.ts';
import type { Act, CaseDetail, CaseRow } from './wire.ts';

/** Whether they asked to decide without knowing about whom: read anew each time, it may change under an open desk. */
export async function isBlind(reader: Reader, memberId: number): Promise<boolean> {
  const { members } = reader.t;
  const [row] = await reader.select({ blind: members.blind }).from(members).where(eq(members.id, memberId));
  return row?.blind ?? false;
}

export const NOBODY = { id: '', name: '—' };

/** As long as it waits. */
export const blindRow = (row: CaseRow): CaseRow => (row.state === 'open' ? { ...row, author: NOBODY } : row);

/** What is done to people as such needs to know who they are: not before it is decided. */
const ON_POST: Act[] = ['approve', 'reject', 'hide', 'ask_edit', 'take_out', 'restore', 'feature', 'unfeature'];

/** Without names, pictures or badges: its people are A, B, C, the author first, so that who answers whom stays clear. */
export function blindCase(detail: CaseDetail): CaseDetail {
  if (detail.state !== 'open') return detail;
  const letterOf = letters(detail.author.id);
  const post = <P extends PostWire | null>(one: P): P =>
    one?.author ? { ...one, author: { id: '', name: letterOf(one.author.id), badge: null, title: null } } : one;
  return {
    ...detail,
    author: { id: '', name: letterOf(detail.author.id) },
    post: post(detail.post),
    hand: null,
    parent: post(detail.parent),
    around: detail.around.map(post),
    reported: detail.reported.map((report) => ({ ...report, reporter: asLetter(report.reporter.id) })),
    law: detail.law && blindLaw(detail.law, letterOf(detail.author.id)),
    can: detail.can.filter((act) => ON_POST.includes(act)),
    record: { ...detail.record, id: '', name: letterOf(detail.author.id), role: 'member' },
  };

  function asLetter(id: string) {
    return { id: letterOf(id), name: letterOf(id) };
  }
}

/** Who gave notice is nobody's to know either, as long as it waits. */
const blindLaw = (law: LegalWire, author: string): LegalWire => ({
  ...law,
  notices: law.notices.map((notice) => ({ ...notice, name: null, email: null })),
  evidence: law.evidence.map((one) => ({ ...one, author })),
});

/**
 * A thread as its pages show it to whoever decides blindly: of what waits for a decision, the author is not said there
 * either. Index: cases_open.
 */
export async function blindPosts(reader: Reader, actor: Pick<Member, 'id' | 'role'>, posts: PostWire[]): Promise<PostWire[]> {
  if (posts.length === 0 || !canModerate(actor) || !(await isBlind(reader, actor.id))) return posts;
  const { cases, posts: rows } = reader.t;
  const ids = posts.map(({ id }) => id);
  const waiting = await reader
    .select({ id: rows.uid })
    .from(rows)
    .innerJoin(cases, and(eq(cases.postId, rows.id), eq(cases.state, 'open')))
    .where(inArray(rows.uid, ids));
  const open = new Set(waiting.map(({ id }) => id));
  return posts.map((post) => (post.author && open.has(post.id) ? { ...post, author: UNNAMED } : post));
}

const UNNAMED = { ...NOBODY, badge: null, title: null };

function letters(first: string): (id: string) => string {
  const known = [first];
  return (id) => {
    if (!known.includes(id)) known.push(id);
    const n = known.indexOf(id);
    return n < 26 ? String.fromCharCode(65 + n) : `Z${n - 25}`;
  };
}
