import { sql } from 'drizzle-orm';
import type { AccountTables } from '../accounts/schema.ts';
import type { CharterTables } from '../charter/schema.ts';
import type { Columns } from '../db/columns.ts';
import type { PostTables } from '../posts/schema.ts';
import type { HeldReason } from '../posts/wire.ts';
import type { SiteTables } from '../sites/schema.ts';
import type { ThreadTables } from '../threads/schema.ts';
import type { PrecisionWire } from '../classifier/wire.ts';
import type { FindingWire, RestrictionKind, Score, Verdict } from './wire.ts';

export function caseTables(
  c: Columns,
  { sites, posts, members, rules, threads }: SiteTables & PostTables & AccountTables & CharterTables & ThreadTables,
) {
  /** What waits for a moderator: one open case a post, or a member, at most. Its version rises with anything that changes what there is to decide. */
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
      /** null where it is about a member as such. */
      postId: c.ref().references(() => posts.id),
      /** Whom it is about: the post's author. */
      memberId: c.ref().references(() => members.id),
      /** Where the post stands, again: the queue filters a hundred thousand of them from one index. */
      threadId: c.ref().references(() => threads.id),
      spaceId: c.ref(),
      section: c.text(),
      /** What the text is written in, as far as one can tell (ISO 639-1); null where one can't. */
      language: c.text(),
      state: c.text().$type<'open' | 'decided'>().notNull(),
      kind: c.text().$type<'held' | 'reported'>().notNull(),
      version: c.int().notNull().default(1),
      /** Strongest first. */
      reasons: c.json<HeldReason[]>().notNull(),
      /** The same as bits (cases/reasons.ts), to filter by. */
      reasonBits: c.int().notNull().default(0),
      weight: c.real().notNull(),
      reportCount: c.int().notNull().default(0),
      /** A notice of illegal content is among its reasons, or an appeal: these come first. */
      legal: c.bool().notNull().default(false),
      /** The appeal it was opened again for. */
      appealId: c.ref(),
      /** What orders the queue after the law: when it was opened, earlier by an hour a point of weight. Earliest first. */
      urgency: c.time(),
      /** The arithmetic of reports, frozen with the case (reports/score.ts). */
      score: c.json<Score>(),
      /** Who has it open, three minutes at a time. */
      claimedBy: c.ref().references(() => members.id),
      claimedUntil: c.time(),
      assigneeId: c.ref().references(() => members.id),
      escalatedAt: c.time(),
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
      c
        .unique('cases_open_member')
        .on(t.memberId)
        .where(sql`state = 'open' and post_id is null`),
      c.index('cases_lane').on(t.siteId, t.state, t.kind, t.openedAt, t.id),
      // The queue, whatever the filter: order first, then all that one filters by, so that no row is read for nothing.
      c
        .index('cases_queue')
        .on(
          t.siteId,
          t.state,
          t.legal,
          t.urgency,
          t.id,
          t.kind,
          t.reasonBits,
          t.threadId,
          t.spaceId,
          t.section,
          t.language,
          t.weight,
          t.reportCount,
          t.appealId,
          t.escalatedAt,
          t.assigneeId,
          t.openedAt,
        ),
      c.index('cases_done').on(t.siteId, t.state, t.decidedAt, t.id),
      c.index('cases_member').on(t.memberId, t.id),
      // Rare among the open ones: counted, and read in their order, without the others.
      c
        .index('cases_escalated')
        .on(t.siteId, t.state, t.legal, t.urgency, t.id, t.escalatedAt)
        .where(sql`state = 'open' and escalated_at is not null`),
      c
        .index('cases_assigned')
        .on(t.siteId, t.state, t.assigneeId, t.legal, t.urgency, t.id)
        .where(sql`state = 'open' and assignee_id is not null`),
      c
        .index('cases_claimed')
        .on(t.claimedBy)
        .where(sql`claimed_by is not null`),
      c.index('cases_post').on(t.postId, t.id),
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
      /** What it weighed when it was made, by the reporter's record (reports/score.ts). */
      weight: c.real().notNull().default(1),
      /** The host of the page that led there, where the browser said: waves come from one place. */
      referrer: c.text(),
      /** null until decided. */
      upheld: c.bool(),
      at: c.time().notNull(),
    },
    (t) => [
      c.unique('reports_once').on(t.postId, t.reporterId),
      c.index('reports_case').on(t.caseId),
      c.index('reports_reporter').on(t.reporterId),
      c.index('reports_day').on(t.siteId, t.at), // figures
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
      /** null on a member's own case. */
      postId: c.ref().references(() => posts.id),
      revision: c.int(),
      /** null where nobody decided: reports hid it by their score. */
      moderatorId: c.ref().references(() => members.id),
      verdict: c.text().$type<Verdict>().notNull(),
      ruleId: c.ref().references(() => rules.id),
      /** Of the catalogue of legal grounds (cases/legal-grounds.ts), where the law is the reason. */
      legalGround: c.text(),
      note: c.text().notNull(),
      /** The decision that this one takes back: within seconds, or on appeal. */
      compensates: c.ref(),
      /** When people are told of it; until then it can be undone without a trace on their side. */
      tellAt: c.time(),
      at: c.time().notNull(),
    },
    (t) => [
      c.unique('decisions_uid').on(t.uid),
      c.unique('decisions_version').on(t.caseId, t.caseVersion),
      c.unique('decisions_compensates').on(t.compensates),
      c.index('decisions_post').on(t.postId),
      c.index('decisions_site').on(t.siteId, t.at, t.id),
      c.index('decisions_moderator').on(t.moderatorId, t.at),
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
      /** null where it is the member who is restricted. */
      postId: c.ref().references(() => posts.id),
      memberId: c.ref().references(() => members.id),
      kind: c.text().$type<RestrictionKind>().notNull(),
      from: c.time().notNull(),
      /** When it ends by itself; null stands until lifted. */
      until: c.time(),
      /** Of `slow`: seconds between two posts. */
      seconds: c.int(),
      /** Of the ladder (sanctions/ladder.ts); they lapse. */
      points: c.int().notNull().default(0),
      pointsUntil: c.time(),
      /** Of a warning: when its author said they had read it. */
      acknowledgedAt: c.time(),
      liftedAt: c.time(),
    },
    (t) => [
      c.index('restrictions_post').on(t.postId),
      c.index('restrictions_member').on(t.memberId, t.kind, t.liftedAt, t.until),
      // One decision may take several posts of a member (sanctions/remove-posts.ts), each once.
      c.unique('restrictions_decision').on(t.decisionId, t.kind, t.postId),
    ],
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
      postId: c.ref().references(() => posts.id),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id),
      /** (a) what is restricted, where and until when: everywhere the site is read, unless it says otherwise. */
      kind: c.text().$type<RestrictionKind>().notNull().default('removal'),
      territory: c.json<string[]>(),
      until: c.time(),
      /** (e) the contractual ground. One of (d) and (e) is there. */
      ruleId: c.ref().references(() => rules.id),
      /** (d) the legal ground, of the catalogue (cases/legal-grounds.ts). */
      legalGround: c.text(),
      /** (b) the facts relied on. */
      passages: c.json<string[]>().notNull(),
      note: c.text().notNull(),
      source: c.text().$type<'voluntary' | 'notice' | 'report'>().notNull(),
      /** (c) automated means. */
      automatedDetection: c.bool().notNull(),
      automatedDecision: c.bool().notNull(),
      /** When its author is told; null at once. */
      tellAt: c.time(),
      /** (f) until when it can be contested here: six months at least (DSA, art. 20). */
      contestableUntil: c.time(),
      at: c.time().notNull(),
    },
    (t) => [
      c.unique('statements_uid').on(t.uid),
      c.index('statements_member').on(t.memberId, t.id),
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
  /** A post as it was at that moment, with its print: what was notified can be shown whatever becomes of it. */
  const evidence = c.table(
    'evidence',
    {
      id: c.id(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      postId: c
        .ref()
        .notNull()
        .references(() => posts.id),
      revision: c.int().notNull(),
      /** JSON; the print is the sha-256 of these very characters. */
      content: c.text().notNull(),
      print: c.text().notNull(),
      at: c.time().notNull(),
    },
    (t) => [c.unique('evidence_once').on(t.postId, t.revision)],
  );
  /** A notice of illegal content (DSA, art. 16), by anyone. */
  const notices = c.table(
    'notices',
    {
      id: c.id(),
      /** Where its author follows it: the address is the secret. */
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      caseId: c
        .ref()
        .notNull()
        .references(() => cases.id),
      postId: c
        .ref()
        .notNull()
        .references(() => posts.id),
      revision: c.int().notNull(),
      ground: c.text().notNull(),
      explanation: c.text().notNull(),
      url: c.text().notNull(),
      /** Not asked of who notifies of child abuse (art. 16(2)(c)). */
      name: c.text(),
      email: c.text(),
      /** When the address was proved by its link; the notice is in before. */
      emailProvedAt: c.time(),
      memberId: c.ref().references(() => members.id),
      locale: c.text().notNull(),
      evidenceId: c
        .ref()
        .notNull()
        .references(() => evidence.id),
      outcome: c.text().$type<'acted' | 'not_acted'>(),
      decisionId: c.ref().references(() => decisions.id),
      contestableUntil: c.time(),
      at: c.time().notNull(),
    },
    (t) => [
      c.unique('notices_uid').on(t.uid),
      c.index('notices_case').on(t.caseId),
      c.index('notices_post').on(t.postId),
      c.index('notices_email').on(t.siteId, t.email, t.at),
    ],
  );
  /** A complaint against a decision (DSA, art. 20), by whom it restricts or by who had notified. Decided by somebody else. */
  const appeals = c.table(
    'appeals',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      decisionId: c
        .ref()
        .notNull()
        .references(() => decisions.id),
      statementId: c.ref().references(() => statements.id),
      noticeId: c.ref().references(() => notices.id),
      text: c.text().notNull(),
      state: c.text().$type<'open' | 'upheld' | 'partly' | 'reversed'>().notNull(),
      decidedBy: c.ref().references(() => members.id),
      /** Decided by who had decided, on a site with nobody else: said so. */
      alone: c.bool().notNull().default(false),
      answer: c.text().notNull().default(''),
      decidedAt: c.time(),
      at: c.time().notNull(),
    },
    (t) => [
      c.unique('appeals_uid').on(t.uid),
      c.unique('appeals_statement').on(t.statementId),
      c.unique('appeals_notice').on(t.noticeId),
      c.index('appeals_site').on(t.siteId, t.at),
    ],
  );
  /** When the team saw, knew and acted (loi 82-652, art. 93-3: prompt action once known). */
  const postClocks = c.table(
    'post_clocks',
    {
      postId: c
        .ref()
        .primaryKey()
        .references(() => posts.id),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      firstSeenAt: c.time(),
      firstNoticeAt: c.time(),
      knowledgeAt: c.time(),
      actedAt: c.time(),
      /** When somebody must be told that nothing was done yet; null once done. */
      alarmAt: c.time(),
    },
    (t) => [c.index('post_clocks_alarm').on(t.alarmAt)],
  );
  /** What the team tells itself, of a case or of a member. Never shown outside. */
  const notes = c.table(
    'notes',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      caseId: c.ref().references(() => cases.id),
      memberId: c.ref().references(() => members.id),
      byId: c
        .ref()
        .notNull()
        .references(() => members.id),
      text: c.text().notNull(),
      at: c.time().notNull(),
    },
    (t) => [c.unique('notes_uid').on(t.uid), c.index('notes_case').on(t.caseId, t.id), c.index('notes_member').on(t.memberId, t.id)],
  );
  /** A decided case read again by somebody else, who does not see what was decided. */
  const secondReadings = c.table(
    'second_readings',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      decisionId: c
        .ref()
        .notNull()
        .references(() => decisions.id),
      readerId: c.ref().references(() => members.id),
      verdict: c.text().$type<'approve' | 'reject'>(),
      ruleId: c.ref().references(() => rules.id),
      at: c.time().notNull(),
      readAt: c.time(),
    },
    (t) => [
      c.unique('second_readings_uid').on(t.uid),
      c.unique('second_readings_once').on(t.decisionId),
      c.index('second_readings_site').on(t.siteId, t.readAt, t.id),
    ],
  );
  /** Filters somebody keeps under a name. */
  const savedFilters = c.table(
    'saved_filters',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      memberId: c
        .ref()
        .notNull()
        .references(() => members.id, { onDelete: 'cascade' }),
      name: c.text().notNull(),
      query: c.text().notNull(),
    },
    (t) => [c.unique('saved_filters_uid').on(t.uid), c.unique('saved_filters_name').on(t.memberId, t.name)],
  );
  /** What moderators say often, and do with it: a new version at each change, the old one kept for what was sent. */
  const cannedReplies = c.table(
    'canned_replies',
    {
      id: c.id(),
      uid: c.text().notNull(),
      siteId: c
        .ref()
        .notNull()
        .references(() => sites.id),
      version: c.int().notNull(),
      locale: c.text().notNull(),
      title: c.text().notNull(),
      body: c.text().notNull(),
      /** A macro: the verdict and the rule it also chooses. */
      verdict: c.text().$type<Verdict>(),
      rule: c.int(),
      byId: c
        .ref()
        .notNull()
        .references(() => members.id),
      at: c.time().notNull(),
      retiredAt: c.time(),
    },
    (t) => [
      c.unique('canned_replies_version').on(t.uid, t.locale, t.version),
      c.index('canned_replies_site').on(t.siteId, t.retiredAt, t.id),
    ],
  );
  /**
   * What the classifier has learnt of a site's own decisions (classifier/refit.ts): weights, no text, nobody's name. Made anew
   * from the texts that are there, so that one that was erased was never learnt. No bytes while there is too little to learn.
   */
  const corrections = c.table('corrections', {
    siteId: c
      .ref()
      .primaryKey()
      .references(() => sites.id, { onDelete: 'cascade' }),
    bytes: c.bytes().notNull(),
    /** Decisions it was fitted on. */
    lessons: c.int().notNull(),
    /** By thresholds, each decision scored by what the others teach. */
    precision: c.json<PrecisionWire[]>().notNull(),
    fittedAt: c.time().notNull(),
  });
  return {
    cases,
    findings,
    reports,
    decisions,
    restrictions,
    statements,
    caseLog,
    caseLogPayloads,
    notices,
    evidence,
    appeals,
    postClocks,
    notes,
    secondReadings,
    savedFilters,
    cannedReplies,
    corrections,
  };
}
export type CaseTables = ReturnType<typeof caseTables>;
