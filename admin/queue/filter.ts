// What narrows the queue, as the address has it: `?reason=links&language=fr`. Pure.
import type { CaseFilter, CaseRow, Lane } from '#server/cases/wire.ts';

const WORDS = ['section', 'space', 'thread', 'reason', 'language'] as const satisfies (keyof CaseFilter)[];
const FIGURES = ['age', 'score'] as const satisfies (keyof CaseFilter)[];
export const FILTERS = [...WORDS, ...FIGURES];
const HOUR = 3_600_000;

export function readFilter(query: string): CaseFilter {
  const given = new URLSearchParams(query);
  const filter: Record<string, string | number> = {};
  for (const name of WORDS) if (given.get(name)) filter[name] = given.get(name)!;
  for (const name of FIGURES) if (Number(given.get(name)) > 0) filter[name] = Number(given.get(name));
  return filter;
}

/** Always in one order: two addresses of one view are equal. */
export function writeFilter(filter: CaseFilter): string {
  return new URLSearchParams(FILTERS.flatMap((name) => (filter[name] ? [[name, String(filter[name])]] : []))).toString();
}

/** Would the server list it here? `me`: who asks, whose lane `mine` is. */
export function belongs(row: CaseRow, { lane, query, me }: { lane: Lane; query: string; me: string }, now = Date.now()): boolean {
  return isInLane(row, lane, me) && passes(row, readFilter(query), now);
}

function isInLane(row: CaseRow, lane: Lane, me: string): boolean {
  if (lane === 'done') return row.state === 'decided';
  if (row.state !== 'open') return false;
  if (lane === 'appeals') return row.appeal;
  if (lane === 'escalated') return row.escalatedAt !== null;
  if (lane === 'mine') return row.assignee?.id === me;
  return lane === 'all' || row.kind === lane;
}

function passes(row: CaseRow, { section, space, thread, reason, language, age, score }: CaseFilter, now: number): boolean {
  return (
    (!section || row.section === section) &&
    (!space || row.space === space) &&
    (!thread || row.thread?.id === thread) &&
    (!reason || row.reasons.includes(reason)) &&
    (!language || row.language === language) &&
    (!age || now - Date.parse(row.openedAt) >= age * HOUR) &&
    (!score || row.weight >= score)
  );
}
