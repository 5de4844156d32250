// The list of one lane, kept in order while cases come, change and go. Pure.
import type {
  CaseEvent,
  CaseRow,
  CasesPage,
  ClaimEvent,
  ClaimWire,
  Lane,
  LaneCounts,
  PersonWire,
  ReadersEvent,
} from '#server/cases/wire.ts';
import { belongs } from './filter.ts';

/** A lane, and what narrows it. */
export type View = { lane: Lane; query: string };

export type CaseList = View & {
  me: string;
  rows: CaseRow[];
  next: string | null;
  counts: LaneCounts;
  loaded: boolean;
  /** The latest word on whose each case is, and who has it before their eyes. */
  claims: Record<string, ClaimWire | null>;
  readers: Record<string, PersonWire[]>;
};

export type CaseListAction =
  | { type: 'view'; view: View }
  | { type: 'page'; view: View; page: CasesPage }
  | { type: 'more'; view: View; page: CasesPage }
  | { type: 'event'; event: CaseEvent }
  | { type: 'claim'; event: ClaimEvent }
  | { type: 'readers'; event: ReadersEvent }
  | { type: 'mine'; mine: number }
  /** The live connection is cut: who reads what is no longer known. */
  | { type: 'lost' }
  /** By the person at this desk: the case leaves at once, and so do those that others decided meanwhile. */
  | { type: 'decided'; row: CaseRow };

const NONE: LaneCounts = { all: 0, held: 0, reported: 0, appeals: 0, escalated: 0, mine: 0 };

export function startList(view: View, me: string): CaseList {
  return { ...view, me, rows: [], next: null, counts: NONE, loaded: false, claims: {}, readers: {} };
}

export const isSameView = (a: View, b: View) => a.lane === b.lane && a.query === b.query;

export function reduceList(list: CaseList, action: CaseListAction): CaseList {
  if ('view' in action && action.type !== 'view' && !isSameView(action.view, list)) return list;
  switch (action.type) {
    case 'view':
      return { ...list, ...action.view, rows: [], next: null, loaded: false };
    case 'page':
      return hear(
        { ...list, rows: action.page.cases, next: action.page.next, counts: action.page.counts, loaded: true },
        action.page.cases,
      );
    case 'more':
      return hear(
        { ...list, rows: joinRows(list.rows, action.page.cases), next: action.page.next, counts: action.page.counts },
        action.page.cases,
      );
    case 'event':
      return hear({ ...list, rows: placeRow(list, action.event.case), counts: { ...list.counts, ...action.event.counts } }, [
        action.event.case,
      ]);
    case 'claim':
      return { ...list, claims: { ...list.claims, [action.event.case]: action.event.claim } };
    case 'readers':
      return { ...list, readers: { ...list.readers, [action.event.case]: action.event.readers } };
    case 'mine':
      return { ...list, counts: { ...list.counts, mine: action.mine } };
    case 'lost':
      return { ...list, readers: {} };
    case 'decided':
      return { ...list, rows: placeRow(list, action.row).filter((row) => belongs(row, list)) };
  }
}

/** A colleague has it now: whoever else decides it is refused. */
export function isTaken({ claims, me }: Pick<CaseList, 'claims' | 'me'>, id: string, now = Date.now()): boolean {
  const claim = claims[id];
  return Boolean(claim && claim.by.id !== me && Date.parse(claim.until) > now);
}

/** The case to open when this one is done: the next that waits for somebody, else the nearest before it. */
export function afterCase(rows: CaseRow[], id: string, taken: (id: string) => boolean = () => false): CaseRow | null {
  const at = rows.findIndex((row) => row.id === id);
  const waits = (row: CaseRow) => row.state === 'open' && row.id !== id && !taken(row.id);
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
  const wordsOf = (row: CaseRow) => `${row.number} ${row.excerpt} ${row.author.name} ${row.thread?.title ?? ''}`;
  return wanted ? rows.filter((row) => fold(wordsOf(row)).includes(wanted)) : rows;
}

/** What rows say of whose they are is the latest there is. */
function hear(list: CaseList, rows: CaseRow[]): CaseList {
  return { ...list, claims: { ...list.claims, ...Object.fromEntries(rows.map(({ id, claim }) => [id, claim])) } };
}

/** A row that others decided keeps its place, marked, so that nothing moves under the pointer. */
function placeRow(list: CaseList, row: CaseRow): CaseRow[] {
  const at = list.rows.findIndex(({ id }) => id === row.id);
  if (at >= 0) return list.rows[at]!.version > row.version ? list.rows : list.rows.with(at, row);
  return belongs(row, list) ? insertRow(list, row) : list.rows;
}

/** The law's first, then the most urgent; of the decided, the latest. */
function insertRow({ rows, lane, next }: CaseList, row: CaseRow): CaseRow[] {
  if (lane === 'done') return [row, ...rows];
  const at = rows.findIndex((other) => isBefore(row, other));
  if (at < 0) return next ? rows : [...rows, row]; // past the last page loaded: it comes with its own
  return rows.toSpliced(at, 0, row);
}

const isBefore = (a: CaseRow, b: CaseRow) => (a.legal === b.legal ? a.urgency < b.urgency : a.legal);

function joinRows(rows: CaseRow[], more: CaseRow[]) {
  const known = new Set(rows.map(({ id }) => id));
  return [...rows, ...more.filter(({ id }) => !known.has(id))];
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
