import type { NoticeKind } from './schema.ts';

/** Where each leads: they are the staff's, of a case and not of a post. */
const PATHS = {
  escalated: '/admin/#/escalated',
  overturned: '/admin/#/done',
  alarm: '/admin/#/all',
  differs: '/admin/#/settings/readings',
} as const satisfies Partial<Record<NoticeKind, string>>;

export const isOfDesk = <R extends { kind: NoticeKind }>(row: R): row is R & { kind: keyof typeof PATHS } => row.kind in PATHS;

export const deskPath = ({ kind }: { kind: keyof typeof PATHS }): string => PATHS[kind];
