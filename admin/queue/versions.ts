import type { CaseDetail } from '#server/cases/wire.ts';

type Version = CaseDetail['revisions'][number];

/** Every text the post had, the oldest first, the one it has now last. */
export function textVersions({ revisions, post }: Pick<CaseDetail, 'revisions' | 'post'>): Version[] {
  if (!post) return [];
  const now: Version = { revision: post.revision, source: post.source, at: post.editedAt ?? post.at };
  const before = revisions.filter(({ revision }) => revision < post.revision).toSorted((a, b) => a.revision - b.revision);
  return [...before, now];
}
