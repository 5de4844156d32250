// The list of one lane, kept in order while cases come, change and go. Pure.
import type { CaseEvent, CaseRow, CasesPage, Lane } from '#server/cases/wire.ts';

export type CaseList = {
  lane: Lane;
  rows: CaseRow[];
  next: string | null;
  counts: CasesPage['counts'];
  loaded: boolean;
};

export type CaseListAction =
  | { type: 'lane'; lane: Lane }
  | { type: 'page'; lane: Lane; page: CasesPage }
  | { type: 'more'; lane: Lane; page: CasesPage }
  | { type: 'event'; event: CaseEvent }
  /** By the person at this desk: the case leaves at once, and so do those that others decided meanwhile. */
  | { type: 'decided'; row: CaseRow };

export function startList(lane: Lane): CaseList {
  return { lane, rows: [], next: null, counts: { all: 0, held: 0, reported: 0 }, loaded: false };
}

export function reduceList(list: CaseList, action: CaseListAction): CaseList {
  if ('lane' in action && action.type !== 'lane' && action.lane !== list.lane) return list;
  switch (action.type) {
    case 'lane':
      return { ...startList(action.lane), counts: list.counts };
    case 'page':
      return { ...list, rows: action.page.cases, next: action.page.next, counts: action.page.counts, loaded: true };
    case 'more':
      return { ...list, rows: joinRows(list.rows, action.page.cases), next: action.page.next, counts: action.page.counts };
    case 'event':
      return { ...list, rows: placeRow(list, action.event.case), counts: action.event.counts };
    case 'decided':
      return { ...list, rows: placeRow(list, action.row).filter((row) => belongs(row, list.lane)) };
  }
}

/** The case to open when this one is done: the next that still waits, else the nearest before it. */
export function afterCase(rows: CaseRow[], id: string): CaseRow | null {
  const at = rows.findIndex((row) => row.id === id);
  const waits = (row: CaseRow) => row.state === 'open' && row.id !== id;
  return rows.slice(at + 1).find(waits) ?? rows.slice(0, Math.max(at, 0)).findLast(waits) ?? null;
}

/** One step up or down the shown rows; from nowhere, the first. */
export function stepFrom(rows: CaseRow[], id: string | null, step: 1 | -1): CaseRow | null {
  const at = rows.findIndex((row) => row.id === id);
  return (at < 0 ? rows[0] : rows[at + step]) ?? null;
}

/** Rows whose words, author, thread or number hold what was typed. */
export function filterRows(rows: CaseRow[], typed: string): CaseRow[] {
  const wanted = fold(typed.trim());
  return wanted ? rows.filter((row) => fold(`${row.number} ${row.excerpt} ${row.author.name} ${row.thread.title}`).includes(wanted)) : rows;
}

function belongs(row: CaseRow, lane: Lane) {
  if (lane === 'done') return row.state === 'decided';
  return row.state === 'open' && (lane === 'all' || row.kind === lane);
}

/** A row that others decided keeps its place, marked, so that nothing moves under the pointer. */
function placeRow(list: CaseList, row: CaseRow): CaseRow[] {
  const at = list.rows.findIndex(({ id }) => id === row.id);
  if (at >= 0) return list.rows[at]!.version > row.version ? list.rows : list.rows.with(at, row);
  return belongs(row, list.lane) ? insertRow(list, row) : list.rows;
}

/** Those who wait longest come first; of the decided, the latest. */
function insertRow({ rows, lane, next }: CaseList, row: CaseRow): CaseRow[] {
  if (lane === 'done') return [row, ...rows];
  const at = rows.findIndex((other) => other.openedAt > row.openedAt);
  if (at < 0) return next ? rows : [...rows, row]; // past the last page loaded: it comes with its own
  return rows.toSpliced(at, 0, row);
}

function joinRows(rows: CaseRow[], more: CaseRow[]) {
  const known = new Set(rows.map(({ id }) => id));
  return [...rows, ...more.filter(({ id }) => !known.has(id))];
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
