import type { Deps } from '../deps.ts';
import { ruleUrl } from '../charter/present.ts';
import { textOf } from '../markdown/render.ts';
import { presentForStaff, presentPost } from '../posts/present.ts';
import { postById } from '../posts/queries.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { isClosed, rulesOf } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { authorRecord, decisionsOf, findingsOf, neighbours, reportsOf, revisionsOf, statementsOf, type CaseRecord } from './queries.ts';
import type { CaseDetail, CaseRow, DecisionWire } from './wire.ts';

const EXCERPT = 160;

type DecisionRow = Awaited<ReturnType<typeof decisionsOf>>[number];

export function presentRow(config: Deps['config'], site: Site, row: CaseRecord, decisions: DecisionRow[]): CaseRow {
  const decision = decisions.find(({ caseId }) => caseId === row.id);
  return {
    id: row.uid,
    number: row.number,
    version: row.version,
    state: row.state,
    kind: row.kind,
    reasons: row.reasons,
    weight: row.weight,
    reports: row.reportCount,
    excerpt: excerpt(textOf(row.html)),
    author: { id: row.authorUid, name: row.authorName },
    thread: {
      id: row.threadUid,
      // A title that its site never confirmed is a page's claim: the publisher's own id stands in for it.
      title: row.threadTitle ?? row.articleTitle ?? row.articleKey ?? '',
      url: `${siteUrl(config, site)}/t/${row.threadUid}`,
    },
    openedAt: row.openedAt.toISOString(),
    decision: decision ? presentDecision(config, site, decision) : null,
  };
}

/** A case with all its context. */
export async function presentCase({ db, config, now }: Deps, row: CaseRecord): Promise<CaseDetail> {
  const site = (await findSite(db.read, row.siteId))!;
  const [post, place] = [(await postById(db.read, row.postId))!, (await findThreadPlace(db.read, row.threadId))!];
  const parent = post.parentId === null ? null : await postById(db.read, post.parentId);
  const near = await neighbours(db.read, post);
  const [findings, reports, revisions, decisions, record, statements] = await Promise.all([
    findingsOf(db.read, post.id, post.revision),
    reportsOf(db.read, row.id),
    revisionsOf(db.read, post.id),
    decisionsOf(db.read, [post.id]),
    authorRecord(db.read, post.authorId),
    statementsOf(db.read, [post.id, ...(parent ? [parent.id] : [])]),
  ]);
  const facts = { config, site, statements };
  const rules = rulesOf(place);
  return {
    ...presentRow(config, site, row, decisions),
    post: presentForStaff(post, facts),
    parent: parent && presentPost(parent, facts),
    around: near.map((one) => presentPost(one, facts)),
    findings: findings.map((finding, i) => ({ number: i + 1, ...finding })),
    reported: reports.map(({ uid, at, byUid, byName, ...report }) => ({
      id: uid,
      at: at.toISOString(),
      reporter: { id: byUid, name: byName },
      ...report,
    })),
    revisions: [...revisions, { revision: post.revision, source: post.source, at: post.editedAt ?? post.createdAt }].map(
      ({ at, ...revision }) => ({
        ...revision,
        at: at.toISOString(),
      }),
    ),
    decisions: decisions.map((decision) => presentDecision(config, site, decision)),
    where: {
      moderation: rules.moderation,
      closed: isClosed(rules, now()),
      count: place.thread.count,
      held: place.thread.heldCount,
      articleUrl: place.article?.confirmedAt ? place.article.url : null,
    },
    record: {
      id: record.member.uid,
      name: record.member.name,
      role: record.member.role,
      since: record.member.createdAt.toISOString(),
      posts: record.member.postCount,
      rejected: record.member.rejectedCount,
      reportsMade: record.reportsMade,
      reportsUpheld: record.reportsUpheld,
      last: record.last,
    },
  };
}

function presentDecision(config: Deps['config'], site: Site, row: DecisionRow): DecisionWire {
  return {
    id: row.uid,
    at: row.at.toISOString(),
    by: { id: row.byUid, name: row.byName },
    verdict: row.verdict,
    rule:
      row.ruleNumber === null || row.ruleVersion === null
        ? null
        : {
            number: row.ruleNumber,
            title: row.ruleTitle!,
            url: ruleUrl(config, site, { version: row.ruleVersion, number: row.ruleNumber }),
          },
    note: row.note,
    revision: row.revision,
  };
}

const excerpt = (text: string) => {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= EXCERPT ? line : `${line.slice(0, EXCERPT).replace(/\s\S*$/, '')}…`;
};
