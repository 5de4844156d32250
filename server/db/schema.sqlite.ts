// For drizzle-kit only.
import { sqlite } from './columns.ts';
import { tables } from './tables.ts';

export const {
  sites,
  siteTokens,
  accounts,
  sessions,
  oneTimeKeys,
  members,
  articles,
  articleUrls,
  spaces,
  threads,
  changes,
  posts,
  revisions,
  originRecords,
  rules,
  cases,
  findings,
  reports,
  decisions,
  restrictions,
  statements,
  caseLog,
  caseLogPayloads,
  outbox,
} = tables(sqlite);
