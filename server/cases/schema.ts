import { sql } from 'drizzle-orm';
import type { AccountTables } from '../accounts/schema.ts';
import type { CharterTables } from '../charter/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { PostTables } from '../posts/schema.ts';
import type { HeldReason } from '../posts/wire.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { FindingWire } from './wire.ts';

export function caseTables(c: Columns, { sites, posts, members, rules }: SiteTables & PostTables & AccountTables & CharterTables) {
  /** What waits for a moderator: one open case a post at most. Its version rises with anything that happens to it. */
  const cases = c.table(
    'cases',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      number: c.int().notNull(),
      postId: c
        .ref()
        .notNull()
        .references(() => posts.id),
      state: c.text().$type<'open' | 'decided'>().notNull(),
      kind: c.text().$type<'held' | 'reported'>().notNull(),
      version: c.int().notNull().default(1),
      /** Strongest first. */
      reasons: c.json<HeldReason[]>().notNull(),
      weight: c.real().notNull(),
      reportCount: c.int().notNull().default(0),
      openedAt: c.time().notNull(),
      decidedAt: c.time(),
    },
    (t) => [
      c.unique('cases_uid').on(t.uid),
      c.unique('cases_number').on(t.siteId, t.number),
      c
        .unique('cases_open')
        .on(t.postId)
        .where(sql`state = 'open'`),
      c.index('cases_lane').on(t.siteId, t.state, t.kind, t.openedAt, t.id),
      c.index('cases_done').on(t.siteId, t.state, t.decidedAt, t.id),
    ],
  );
  /** All that the phases matched, whatever it led to. */
  const findings = c.table(
    'findings',
    {
      id: c.id(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      postId: c
        .ref()
        .notNull()
        .references(() => posts.id, { onDelete: 'cascade' }),
      revision: c.int().notNull(),
      phase: c.text().$type<HeldReason>().notNull(),
      effect: c.text().$type<FindingWire['effect']>().notNull(),
      weight: c.real().notNull(),
      evidence: c.json<string[]>().notNull(),
      facts: c.json<FindingWire['facts']>().notNull(),
      at: c.time().notNull(),
    },
    (t) => [c.index('findings_post').on(t.postId, t.revision)],
  );
  /** A member's report: one a member and post. */
  const reports = c.table(
    'reports',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      postId: c
        .ref()
        .notNull()
        .references(() => posts.id, { onDelete: 'cascade' }),
      caseId: c
        .ref()
        .notNull()
        .references(() => cases.id),
      reporterId: c
        .ref()
        .notNull()
        .references(() => members.id),
      rule: c.int(),
      note: c.text().notNull(),
      revision: c.int().notNull(),
      /** null until decided. */
      upheld: c.bool(),
      at: c.time().notNull(),
    },
    (t) => [
      c.unique('reports_once').on(t.postId, t.reporterId),
      c.index('reports_case').on(t.caseId),
      c.index('reports_reporter').on(t.reporterId),
    ],
  );
  /** Names the case's version and the post's revision it was taken on: nobody approves a text edited since. */
  const decisions = c.table(
    'decisions',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      caseId: c
        .ref()
        .notNull()
        .references(() => cases.id),
      caseVersion: c.int().notNull(),
      postId: c
        .ref()
        .notNull()
        .references(() => posts.id),
      revision: c.int().notNull(),
      moderatorId: c
        .ref()
        .notNull()
        .references(() => members.id),
      verdict: c.text().$type<'approve' | 'reject'>().notNull(),
      ruleId: c.ref().references(() => rules.id),
      note: c.text().notNull(),
      at: c.time().notNull(),
    },
    (t) => [
      c.unique('decisions_uid').on(t.uid),
      c.unique('decisions_version').on(t.caseId, t.caseVersion),
      c.index('decisions_post').on(t.postId),
    ],
  );
  /** What a decision takes from somebody; lifted when a later one gives it back. */
  const restrictions = c.table(
    'restrictions',
    {
      id: c.id(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      decisionId: c
        .ref()
        .notNull()
        .references(() => decisions.id),
      postId: c
        .ref()
        .notNull()
        .references(() => posts.id),
      kind: c.text().$type<'removal'>().notNull(),
      from: c.time().notNull(),
      liftedAt: c.time(),
    },
    (t) => [c.index('restrictions_post').on(t.postId), c.unique('restrictions_decision').on(t.decisionId)],
  );
  /** The statement of reasons owed to the author (DSA art. 17(3)), written in the restriction's own transaction. */
  const statements = c.table(
    'statements',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      restrictionId: c
        .ref()
        .notNull()
        .references(() => restrictions.id),
      postId: c
        .ref()
        .notNull()
        .references(() => posts.id),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id),
      /** (e) the contractual ground. */
      ruleId: c
        .ref()
        .notNull()
        .references(() => rules.id),
      /** (b) the facts relied on. */
      passages: c.json<string[]>().notNull(),
      note: c.text().notNull(),
      source: c.text().$type<'voluntary' | 'notice'>().notNull(),
      /** (c) automated means. */
      automatedDetection: c.bool().notNull(),
      automatedDecision: c.bool().notNull(),
      at: c.time().notNull(),
    },
    (t) => [
      c.unique('statements_uid').on(t.uid),
      c.unique('statements_restriction').on(t.restrictionId),
      c.index('statements_post').on(t.postId),
    ],
  );
  /**
   * The log of each case, chained: hash(n) covers hash(n-1) and a salted commitment to the payload, which lies apart
   * and can be erased without breaking the chain.
   */
  const caseLog = c.table(
    'case_log',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      caseId: c
        .ref()
        .notNull()
        .references(() => cases.id),
      n: c.int().notNull(),
      commitment: c.text().notNull(),
      hash: c.text().notNull(),
      at: c.time().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.caseId, t.n] })],
  );
  const caseLogPayloads = c.table(
    'case_log_payloads',
    {
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      caseId: c
        .ref()
        .notNull()
        .references(() => cases.id),
      n: c.int().notNull(),
      salt: c.text().notNull(),
      payload: c.text().notNull(),
    },
    (t) => [c.primaryKey({ columns: [t.caseId, t.n] })],
  );
  return { cases, findings, reports, decisions, restrictions, statements, caseLog, caseLogPayloads };
}
