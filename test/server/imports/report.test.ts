import { expect, test } from 'vitest';
import { linesOf } from '#server/imports/print-report.ts';
import { POST_REASONS, type Report } from '#server/imports/report.ts';

const nothing: Report = {
  dryRun: false,
  site: 'courrier',
  threads: { seen: 0, withPosts: 0, articles: 0, merged: 0, skipped: {} },
  posts: { seen: 0, imported: 0, tombstones: 0, alreadyThere: 0, skipped: {} },
  authors: { imported: 0, alreadyThere: 0 },
  unmatched: [],
  hosts: [],
  notes: [],
};

test('what stays behind is listed in one order, whatever the file and the counts: what to look into last', () => {
  const reasons = POST_REASONS.toReversed();
  const skipped = Object.fromEntries(reasons.map((reason, i) => [reason, i + 1]));

  const lines = linesOf({ ...nothing, posts: { ...nothing.posts, skipped } }, (key) => key);

  const listed = lines.filter(([key]) => key === 'import.skipped').map(([, args]) => args!.why);
  expect(listed).toEqual(POST_REASONS.map((reason) => `skipped.${reason}`));
});
