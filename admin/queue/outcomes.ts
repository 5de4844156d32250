import type { CaseDetail } from '#server/cases/wire.ts';

type Outcome = CaseDetail['record']['last'][number];

/** Refused before publication or taken down after it: one thing to who reads a record. */
export function countOutcomes(last: Outcome[]) {
  const of = (...kinds: Outcome[]) => last.filter((outcome) => kinds.includes(outcome)).length;
  return { published: of('published'), held: of('held'), refused: of('rejected', 'removed'), deleted: of('deleted') };
}
