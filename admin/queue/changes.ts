// What happened to a case between two readings of it: said to whoever had it open. Pure.
import type { CaseDetail, DecisionWire } from '#server/cases/wire.ts';
import type { PostState } from '#server/posts/wire.ts';

export type CaseChange =
  | { kind: 'decided'; decision: DecisionWire }
  | { kind: 'reopened' }
  | { kind: 'edited'; by: string; at: string; from: string; to: string }
  | { kind: 'reported'; count: number }
  | { kind: 'gone'; state: PostState }
  | { kind: 'other' };

export function changesBetween(before: CaseDetail, after: CaseDetail): CaseChange[] {
  const changes: CaseChange[] = [];
  if (after.decision && after.decision.id !== before.decision?.id) changes.push({ kind: 'decided', decision: after.decision });
  if (before.state === 'decided' && after.state === 'open') changes.push({ kind: 'reopened' });
  if (revisionOf(after) > revisionOf(before)) changes.push(edit(before, after));
  if (after.reports > before.reports) changes.push({ kind: 'reported', count: after.reports - before.reports });
  if (isGone(after) && !isGone(before)) changes.push({ kind: 'gone', state: after.post!.state });
  return changes.length || before.version === after.version ? changes : [{ kind: 'other' }];
}

function edit(before: CaseDetail, after: CaseDetail): CaseChange {
  const [from, to] = [before.post!, after.post!];
  const at = to.editedAt ?? after.revisions.at(-1)?.at ?? to.at;
  return { kind: 'edited', by: after.author.name, at, from: from.source, to: to.source };
}

/** Its author took it back. A removal follows from a decision, which is said already. */
const isGone = ({ post }: CaseDetail) => post?.state === 'deleted';

/** A case about a member has no text. */
export const revisionOf = ({ post }: Pick<CaseDetail, 'post'>) => post?.revision ?? 0;
