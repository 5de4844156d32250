import type { NoticeKind } from './schema.ts';

/** Where each leads: they are the staff's, of a case and not of a post. */
const PATHS = {
  escalated: '/admin/#/escalated',
  overturned: '/admin/#/done',
  alarm: '/admin/#/all',
  differs: '/admin/#/settings/readings',
  inbox_called: '/admin/#/inbox/all',
  inbox_given: '/admin/#/inbox/mine',
  goal_half: '/admin/#/audience/goals',
  goal_reached: '/admin/#/audience/goals',
  goal_over: '/admin/#/audience/goals',
} as const satisfies Partial<Record<NoticeKind, string>>;

export const isOfDesk = <R extends { kind: NoticeKind }>(row: R): row is R & { kind: keyof typeof PATHS } => row.kind in PATHS;

/** Where one leads that tells of no post; null for all others. The key of what an author agrees to names it, as that of an item of the inbox. */
export function pathBeside(row: { kind: NoticeKind; key: string }): string | null {
  if (isOfDesk(row)) return row.kind.startsWith('inbox_') ? `${deskPath(row)}/${row.key.split(':')[1]}` : deskPath(row);
  if (row.kind.startsWith('testimony_')) return `/agreements/${row.key.slice(row.kind.length + 1)}`;
  return row.kind === 'badge' ? '/account/badges' : null;
}

const deskPath = ({ kind }: { kind: keyof typeof PATHS }): string => PATHS[kind];
