import type { CaseDetail, CaseRow } from '#server/cases/wire.ts';

export function caseRow(id: string, facts: Partial<CaseRow> = {}): CaseRow {
  return {
    id,
    number: 1,
    version: 1,
    state: 'open',
    kind: 'held',
    reasons: ['newcomer'],
    weight: 1,
    reports: 0,
    excerpt: 'Bonjour',
    author: { id: 'm-linus', name: 'Linus' },
    thread: { id: 't', title: 'Le pont', url: '/t/t' },
    openedAt: '2026-11-24T08:00:00Z',
    decision: null,
    ...facts,
  };
}

export function caseDetail(
  id: string,
  { source = 'Bonjour', revision = 1, ...facts }: Partial<CaseDetail> & { source?: string; revision?: number } = {},
): CaseDetail {
  return {
    ...caseRow(id),
    post: {
      id: `p-${id}`,
      parent: null,
      root: `p-${id}`,
      depth: 0,
      rank: 0,
      state: 'held',
      author: { id: 'm-linus', name: 'Linus', badge: null, title: null },
      html: `<p>${source}</p>`,
      source,
      at: '2026-11-24T08:00:00Z',
      editedAt: revision > 1 ? '2026-11-24T09:00:00Z' : null,
      revision,
      replies: 0,
      branch: 0,
      rule: null,
      own: null,
    },
    parent: null,
    around: [],
    findings: [],
    reported: [],
    revisions: [],
    decisions: [],
    where: { moderation: 'after', closed: false, count: 1, held: 1, articleUrl: null },
    record: {
      id: 'm-linus',
      name: 'Linus',
      role: 'member',
      since: '2026-01-01T00:00:00Z',
      posts: 0,
      rejected: 0,
      reportsMade: 0,
      reportsUpheld: 0,
      last: [],
    },
    ...facts,
  };
}
