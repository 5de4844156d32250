import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { ruleUrl } from '../charter/present.ts';
import { shorten } from '../markdown/shorten.ts';
import { textOf } from '../markdown/text-of.ts';
import { mediaOfPost } from '../media/of-post.ts';
import { mediationsOfCase } from '../mediations/queries.ts';
import { percentAlike } from '../moderation/likeness.ts';
import { presentLegal } from '../notices/present-legal.ts';
import { presentForStaff, presentPost } from '../posts/present.ts';
import { postById } from '../posts/queries.ts';
import { activeRestrictions } from '../sanctions/active.ts';
import { ladderOf } from '../sanctions/queries.ts';
import { presentActive } from '../sanctions/refuse.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { handOf, isVoice } from '../voices/queries.ts';
import { isClosed, rulesOf } from '../threads/policy.ts';
import { presentState } from '../threads/present.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { surgeIn } from '../threads/surge-now.ts';
import { actedOn, allowedActs } from './allowed.ts';
import { blindCase, isBlind } from './blind.ts';
import {
  authorRecord,
  casesBy,
  decisionsLike,
  decisionsOf,
  findingsOf,
  neighbours,
  notesOf,
  reportsOf,
  revisionsOf,
  statementsOf,
  type CaseRecord,
} from './queries.ts';
import type { CaseDetail, CaseRow, ClaimWire, DecisionWire, LikeWire, MeasureKind } from './wire.ts';

type DecisionRow = Awaited<ReturnType<typeof decisionsOf>>[number];

export function presentRow(config: Deps['config'], site: Site, row: CaseRecord, decisions: DecisionRow[]): CaseRow {
  const decision = row.state === 'decided' ? standing(decisions.filter(({ caseId }) => caseId === row.id)) : null;
  return {
    id: row.uid,
    number: row.number,
    version: row.version,
    state: row.state,
    kind: row.kind,
    reasons: row.reasons,
    weight: row.weight,
    reports: row.reportCount,
    excerpt: row.html === null ? '' : shorten(textOf(row.html)),
    revision: row.revision,
    author: { id: row.authorUid, name: row.authorName },
    thread: row.threadUid === null ? null : presentThread(config, site, row),
    section: row.section,
    space: row.space,
    language: row.language,
    openedAt: row.openedAt.toISOString(),
    legal: row.legal,
    alarmAt: row.alarmAt?.toISOString() ?? null,
    appeal: row.appealId !== null,
    urgency: (row.urgency ?? row.openedAt).toISOString(),
    claim: presentClaim(row),
    assignee: row.assigneeUid === null ? null : { id: row.assigneeUid, name: row.assigneeName! },
    escalatedAt: row.escalatedAt?.toISOString() ?? null,
    decision: decision ? presentDecision(config, site, decision) : null,
  };
}

/** A title that its site never confirmed is a page's claim: the publisher's own id stands in for it. */
const presentThread = (config: Deps['config'], site: Site, row: CaseRecord) => ({
  id: row.threadUid!,
  title: row.threadTitle ?? row.articleTitle ?? row.articleKey ?? '',
  url: `${siteUrl(config, site)}/t/${row.threadUid}`,
});

/** Whoever reads it sees by its end whether it still holds. */
export const presentClaim = ({
  claimerUid,
  claimerName,
  claimedUntil,
}: Pick<CaseRecord, 'claimerUid' | 'claimerName' | 'claimedUntil'>): ClaimWire | null =>
  claimerUid === null || claimedUntil === null ? null : { by: { id: claimerUid, name: claimerName! }, until: claimedUntil.toISOString() };

/** A case with all its context; without its people, for whoever asked not to know them before it is decided. */
export async function presentCase(deps: Deps, row: CaseRecord, actor: Staff): Promise<CaseDetail> {
  const detail = await wholeCase(deps, row, actor);
  return (await isBlind(deps.db.read, actor.member.id)) ? blindCase(detail) : detail;
}

async function wholeCase(deps: Deps, row: CaseRecord, actor: Staff): Promise<CaseDetail> {
  const { db, config, now } = deps;
  const site = (await findSite(db.read, row.siteId))!;
  const [decisions, record, notes, like, voice] = await Promise.all([
    decisionsOf(db.read, [row]),
    authorRecord(db.read, row.memberId),
    notesOf(db.read, row.id),
    likeDecisions(deps, site, row),
    isVoice(db.read, row.memberId),
  ]);
  return {
    ...presentRow(config, site, row, decisions),
    ...(row.postId === null || row.threadId === null
      ? WITHOUT_POST
      : await presentPostOf(deps, site, { ...row, postId: row.postId, threadId: row.threadId })),
    law: await presentLegal(db.read, row, actor.member),
    decisions: decisions.map((decision) => presentDecision(config, site, decision)),
    can: allowedActs(actor, { ...row, author: { ...record.member, voice }, post: await actedOn(db.read, row) }),
    score: row.score,
    notes: notes.map(({ uid, at, text, byUid, byName }) => ({ id: uid, at: at.toISOString(), by: { id: byUid, name: byName }, text })),
    mediations: (await mediationsOfCase(db.read, row.id)).map(({ uid, state, at, endedAt, mediatorId }) => ({
      id: uid,
      state,
      at: at.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      mine: mediatorId === actor.member.id,
    })),
    like,
    record: {
      id: record.member.uid,
      name: record.member.name,
      role: record.member.role,
      since: record.member.createdAt.toISOString(),
      posts: record.member.postCount,
      rejected: record.member.rejectedCount,
      reportsMade: record.reportsMade,
      reportsUpheld: record.reportsUpheld,
      ladder: await ladderOf(db.read, site, row.memberId, now()),
      measures: (await activeRestrictions(db.read, row.memberId, now())).map(presentActive),
      last: record.last,
    },
  };
}

type AboutPost = Pick<
  CaseDetail,
  'post' | 'byMail' | 'hand' | 'parent' | 'around' | 'media' | 'findings' | 'reported' | 'revisions' | 'where'
>;

/** A case about a member as such. */
const WITHOUT_POST: AboutPost = {
  post: null,
  byMail: false,
  hand: null,
  parent: null,
  around: [],
  media: [],
  findings: [],
  reported: [],
  revisions: [],
  where: null,
};

type RecordWithPost = CaseRecord & { postId: number; threadId: number };

async function presentPostOf(deps: Deps, site: Site, row: RecordWithPost): Promise<AboutPost> {
  const { db, config, now } = deps;
  const [post, place] = [(await postById(db.read, row.postId))!, (await findThreadPlace(db.read, row.threadId))!];
  const parent = post.parentId === null ? null : await postById(db.read, post.parentId);
  const near = await neighbours(db.read, post);
  const [findings, reports, revisions, statements] = await Promise.all([
    findingsOf(db.read, post.id, post.revision),
    reportsOf(db.read, row.id),
    revisionsOf(db.read, post.id),
    statementsOf(db.read, [post.id, ...(parent ? [parent.id] : [])], now()),
  ]);
  const facts = { config, site, statements };
  const rules = rulesOf(place, now());
  return {
    post: presentForStaff(post, { ...facts, now: now() }),
    byMail: post.via === 'mail',
    hand: await handOf(db.read, post),
    parent: parent && presentPost(parent, facts),
    around: near.map((one) => presentPost(one, facts)),
    media: await mediaOfPost(deps, site, post),
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
    where: {
      moderation: rules.moderation,
      closed: isClosed(rules, now()),
      count: place.thread.count,
      held: place.thread.heldCount,
      measures: presentState(place, now()).measures,
      surge: await surgeIn(db.read, place.thread, now()),
      articleUrl: place.article?.confirmedAt ? place.article.url : null,
    },
  };
}

/** What the team decided where the same reason came first, and how near its texts come to this one. */
async function likeDecisions({ db, config }: Deps, site: Site, row: CaseRecord): Promise<LikeWire[]> {
  const [reason] = row.reasons;
  if (!reason) return [];
  const ids = (await decisionsLike(db.read, { id: row.id, siteId: row.siteId, reason })).map(({ caseId }) => caseId);
  const found = await casesBy(db.read, [...new Set(ids)]);
  const decisions = await decisionsOf(db.read, found);
  const text = row.html === null ? null : textOf(row.html);
  return found.flatMap((one) => {
    const decision = decisions.find(({ caseId }) => caseId === one.id);
    if (!decision) return [];
    const other = one.html === null ? null : textOf(one.html);
    return {
      case: one.uid,
      number: one.number,
      excerpt: other === null ? '' : shorten(other),
      decision: presentDecision(config, site, decision),
      same: text === null || other === null ? null : percentAlike(text, other),
    };
  });
}

/** The latest that nobody took back: what undoing did to a restoration counts for nothing either. */
const standing = (decisions: DecisionRow[]) =>
  decisions.find(({ undone, compensates }) => !undone && decisions.find(({ id }) => id === compensates)?.verdict !== 'restore') ?? null;

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
    legalGround: row.legalGround,
    note: row.note,
    revision: row.revision,
    tellAt: row.tellAt?.toISOString() ?? null,
    undone: row.undone,
    undoes: row.undoes,
    measures: row.measures.map(({ kind, until }) => ({ kind: kind as MeasureKind, until: until?.toISOString() ?? null })),
  };
}
