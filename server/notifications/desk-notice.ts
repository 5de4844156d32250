import type { NoticeKind } from './schema.ts';

/** Where each leads: they are the staff's, of a case and not of a post. */
const PATHS = {
  escalated: '/admin/#/escalated',
  overturned: '/admin/#/done',
  alarm: '/admin/#/all',
  differs: '/admin/#/settings/readings',
} as const satisfies Partial<Record<NoticeKind, string>>;

export const isOfDesk = <R extends { kind: NoticeKind }>(row: R): row is R & { kind: keyof typeof PATHS } => row.kind in PATHS;

/** Where one leads that tells of no post; null for all others. The key of what an author agrees to names it. */
export function pathBeside(row: { kind: NoticeKind; key: string }): string | null {
  if (isOfDesk(row)) return deskPath(row);
  if (row.kind.startsWith('testimony_')) return `/agreements/${row.key.slice(row.kind.length + 1)}`;
  return row.kind === 'badge' ? '/account/badges' : null;
}

const deskPath = ({ kind }: { kind: keyof typeof PATHS }): string => PATHS[kind];
