import { eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { PostWire } from '../posts/wire.ts';
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
const ON_POST: Act[] = ['approve', 'reject', 'hide', 'ask_edit', 'restore', 'feature', 'unfeature'];

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
    parent: post(detail.parent),
    around: detail.around.map(post),
    reported: detail.reported.map((report) => ({ ...report, reporter: asLetter(report.reporter.id) })),
    law: detail.law && { ...detail.law, evidence: detail.law.evidence.map((one) => ({ ...one, author: letterOf(detail.author.id) })) },
    can: detail.can.filter((act) => ON_POST.includes(act)),
    record: { ...detail.record, id: '', name: letterOf(detail.author.id), role: 'member' },
  };

  function asLetter(id: string) {
    return { id: letterOf(id), name: letterOf(id) };
  }
}

function letters(first: string): (id: string) => string {
  const known = [first];
  return (id) => {
    if (!known.includes(id)) known.push(id);
    const n = known.indexOf(id);
    return n < 26 ? String.fromCharCode(65 + n) : `Z${n - 25}`;
  };
}
