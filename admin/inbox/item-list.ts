// The list of one view of the inbox, kept in order while items come, change and go. Pure.
import { INBOX_VIEWS } from '../route.ts';
import type { InboxChanges, InboxCounts, InboxLane, InboxPage, InboxRow, InboxView } from '#server/inbox/wire.ts';

export type ItemList = {
  view: InboxView;
  me: string;
  rows: InboxRow[];
  next: string | null;
  counts: InboxCounts | null;
  /** Of the last change that is known; what follows is asked from there on. */
  seq: number;
  loaded: boolean;
  /** The number of the last change of each that changed since: one that is open is read again. */
  latest: Record<string, number>;
};

export type ItemAction =
  | { type: 'view'; view: InboxView }
  | { type: 'page'; view: InboxView; page: InboxPage }
  | { type: 'more'; view: InboxView; page: InboxPage }
  | { type: 'changes'; changes: InboxChanges };

const LANES: InboxLane[] = ['question', 'newsroom', 'correction', 'message', 'idea'];

export const startItems = (view: InboxView, me: string): ItemList => ({
  view,
  me,
  rows: [],
  next: null,
  counts: null,
  seq: 0,
  loaded: false,
  latest: {},
});

export function reduceItems(list: ItemList, action: ItemAction): ItemList {
  if ('view' in action && action.type !== 'view' && action.view !== list.view) return list;
  switch (action.type) {
    case 'view':
      return { ...list, view: action.view, rows: [], next: null, loaded: false };
    case 'page': {
      const { items: rows, next, counts, seq } = action.page;
      return { ...list, rows, next, counts, seq, loaded: true };
    }
    case 'more': {
      const known = new Set(list.rows.map(({ id }) => id));
      return { ...list, rows: [...list.rows, ...action.page.items.filter(({ id }) => !known.has(id))], next: action.page.next };
    }
    case 'changes':
      return action.changes.seq < list.seq ? list : hear(list, action.changes);
  }
}

/** In the order of their numbers: what is told last holds. */
function hear(list: ItemList, { items, gone, seq, counts }: InboxChanges): ItemList {
  const latest = {
    ...list.latest,
    ...Object.fromEntries(gone.map((id) => [id, seq])),
    ...Object.fromEntries(items.map((item) => [item.id, item.seq])),
  };
  const rows = list.rows.filter(({ id }) => !gone.includes(id));
  return { ...list, seq, counts, latest, rows: items.reduce((before, item) => place(list, before, item), rows) };
}

function place({ view, me, next }: ItemList, rows: InboxRow[], item: InboxRow): InboxRow[] {
  const others = rows.filter(({ id }) => id !== item.id);
  if (!belongs(item, view, me)) return others;
  if (view === 'done') return [item, ...others];
  const at = others.findIndex(({ openedAt }) => openedAt > item.openedAt);
  if (at < 0) return next && others.length === rows.length ? others : [...others, item]; // past the last page: it comes with its own
  return others.toSpliced(at, 0, item);
}

function belongs({ state, lane, assignee }: InboxRow, view: InboxView, me: string): boolean {
  if (view === 'done' || view === 'waiting') return state === view;
  return state === 'open' && (view === 'all' || view === lane || (view === 'mine' && assignee?.id === me));
}

/** All that waits, in all lanes. */
export const openIn = (counts: InboxCounts | null): number => (counts ? LANES.reduce((sum, lane) => sum + counts.lanes[lane].n, 0) : 0);

export const countIn = (counts: InboxCounts | null, view: InboxView): number | null => {
  if (!counts || view === 'done') return null;
  if (view === 'all') return openIn(counts);
  return view === 'mine' || view === 'waiting' ? counts[view] : counts.lanes[view].n;
};

/** One step up or down; from nowhere, the first. */
export function itemFrom(rows: InboxRow[], id: string | null, step: 1 | -1): InboxRow | null {
  const at = rows.findIndex((row) => row.id === id);
  return (at < 0 ? rows[0] : rows[at + step]) ?? null;
}

/** The one to open when this one is done with. */
export const itemAfter = (rows: InboxRow[], id: string): InboxRow | null => itemFrom(rows, id, 1) ?? itemFrom(rows, id, -1);

/** Those of a trade, where somebody has one; all, until one knows. */
export const viewsIn = (counts: InboxCounts | null): InboxView[] =>
  INBOX_VIEWS.filter((view) => !counts || !LANES.some((lane) => lane === view) || counts.shown.some((lane) => lane === view));
