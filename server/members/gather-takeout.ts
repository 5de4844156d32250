// All that there is of somebody, table by table, as plain records. What is others' stays out: who reported them, whom
// they wrote with, what a moderator noted to another.
import { and, asc, eq, gt, inArray, or } from 'drizzle-orm';
import { emailKey } from '../accounts/queries.ts';
import { engagementTaken } from '../engagement/gather.ts';
import { belongingOf } from '../belonging/gather.ts';
import type { Reader } from '../db/database.ts';
import { endOf, largestName } from '../media/files.ts';
import { isTold, legalOf, statementFacts } from './gather-legal.ts';
import { standingOf } from './gather-standing.ts';

/** Posts read at a time. */
const BATCH = 500;

export type Takeout = Awaited<ReturnType<typeof gatherTakeout>>;
export type TakenPost = Takeout['posts'][number];

type Asked = { accountId: number; at: Date };

/** As it stands `at` that moment; `onProgress` hears 0 to 90: packing is the rest. */
export async function gatherTakeout(reader: Reader, { accountId, at }: Asked, onProgress: (progress: number) => void) {
  const account = await accountOf(reader, accountId);
  const memberships = await membershipsOf(reader, accountId);
  const memberIds = orNobody(memberships.map(({ id }) => id));
  const posts = await postsOf(reader, { memberIds, at }, onProgress);
  const photos = await reader
    .select({ uid: reader.t.photos.uid, bytes: reader.t.photos.bytes })
    .from(reader.t.photos)
    .where(inArray(reader.t.photos.memberId, memberIds));
  return {
    account,
    memberships: memberships.map(({ membership }) => membership),
    formerNames: await formerNames(reader, memberIds),
    posts,
    photos,
    media: await mediaOf(reader, memberIds),
    ...(await legalOf(reader, { memberIds, email: account.emailConfirmedAt && account.email && emailKey(account.email), at })),
    ...(await actsOf(reader, memberIds)),
    ...(await belongingOf(reader, memberIds)),
    ...(await standingOf(reader, memberIds)),
    ...(await engagementTaken(reader, memberIds)),
    events: await eventsOf(reader, memberIds),
    livesHeld: await livesOf(reader, memberIds),
    testimonies: await testimoniesOf(reader, memberIds),
    agreements: await agreementsOf(reader, memberIds),
    ...(await keysOf(reader, accountId)),
    securityLog: await securityOf(reader, account.id),
  };
}

/** `in ()` is no SQL. */
const orNobody = (ids: number[]) => (ids.length > 0 ? ids : [0]);

async function accountOf(reader: Reader, accountId: number) {
  const { accounts } = reader.t;
  const [row] = await reader.select().from(accounts).where(eq(accounts.id, accountId));
  const { uid: id, email, emailConfirmedAt, name, password, locale, scheme, suspicion, owner, createdAt } = row!;
  return { id, email, emailConfirmedAt, name, hasPassword: password !== null, locale, scheme, suspicion, owner, createdAt };
}

async function membershipsOf(reader: Reader, accountId: number) {
  const { members, sites } = reader.t;
  const rows = await reader
    .select({ member: members, site: sites.settings, host: sites.host, timeZone: sites.timeZone })
    .from(members)
    .innerJoin(sites, eq(sites.id, members.siteId))
    .where(eq(members.accountId, accountId))
    .orderBy(asc(members.id));
  return rows.map(({ member, site, host, timeZone }) => {
    const { id, uid, name, handle, role, title, affiliation, interests, bio, links, photo, badges, mailPace } = member;
    const { ageDeclaredAt, charterVersion, postCount, rejectedCount, createdAt, importKey } = member;
    const said = { name, handle, role, title, affiliation, interests, bio, links, photo, badges, mailPace, ageDeclaredAt, charterVersion };
    const counted = { postCount, rejectedCount, createdAt, importKey };
    return { id, membership: { id: uid, site: site.name, forum: site.forumName, host, timeZone, ...said, ...counted } };
  });
}

function formerNames(reader: Reader, memberIds: number[]) {
  const { formerNames: table } = reader.t;
  return reader
    .select({ name: table.name, reason: table.reason, until: table.at })
    .from(table)
    .where(inArray(table.memberId, memberIds))
    .orderBy(asc(table.id));
}

/** What they have sent for their posts; `lies`: where it does in the store, at its largest. */
async function mediaOf(reader: Reader, memberIds: number[]) {
  const { media, posts, sites, galleryPictures } = reader.t;
  const rows = await reader
    .select({
      id: media.uid,
      host: sites.host,
      post: posts.uid,
      kind: media.kind,
      type: media.type,
      key: media.key,
      bytes: media.bytes,
      width: media.width,
      height: media.height,
      seconds: media.seconds,
      captions: media.captions,
      captionsLang: media.captionsLang,
      alt: media.alt,
      credit: media.credit,
      rightsUntil: media.rightsUntil,
      removedAt: media.removedAt,
      /** Which words of their right to show it they ticked, and when. */
      rightsStated: galleryPictures.statement,
      rightsStatedAt: galleryPictures.saidAt,
      createdAt: media.createdAt,
    })
    .from(media)
    .innerJoin(sites, eq(sites.id, media.siteId))
    .leftJoin(posts, eq(posts.id, media.postId))
    .leftJoin(galleryPictures, eq(galleryPictures.mediaId, media.id))
    .where(inArray(media.memberId, memberIds))
    .orderBy(asc(media.id));
  const { captionVersions } = reader.t;
  const versions = await reader
    .select({ medium: media.uid, captions: captionVersions.captions, language: captionVersions.captionsLang, until: captionVersions.at })
    .from(captionVersions)
    .innerJoin(media, eq(media.id, captionVersions.mediaId))
    .where(inArray(media.memberId, memberIds))
    .orderBy(asc(captionVersions.id));
  const earlier = (id: string) =>
    versions.filter(({ medium }) => medium === id).map(({ captions, language, until }) => ({ captions, language, until }));
  return rows.map(({ key, host, ...row }) => ({
    row: { ...row, earlierCaptions: earlier(row.id) },
    host,
    end: endOf(row.type),
    lies: largestName({ ...row, key }),
  }));
}

async function postsOf(reader: Reader, { memberIds, at }: { memberIds: number[]; at: Date }, onProgress: (progress: number) => void) {
  const { posts, threads, articles, sites } = reader.t;
  // Also what they wrote in a voice of the newsroom.
  const mine = or(inArray(posts.authorId, memberIds), inArray(posts.handId, memberIds));
  const all = await reader.$count(posts, mine);
  const taken = [];
  for (let last = 0; ;) {
    const rows = await reader
      .select({
        id: posts.id,
        uid: posts.uid,
        host: sites.host,
        thread: threads.uid,
        threadTitle: threads.title,
        article: articles.key,
        articleTitle: articles.title,
        articleUrl: articles.url,
        answers: posts.parentUid,
        state: posts.state,
        source: posts.source,
        format: posts.format,
        html: posts.html,
        revision: posts.revision,
        thanks: posts.thanks,
        createdAt: posts.createdAt,
        editedAt: posts.editedAt,
      })
      .from(posts)
      .innerJoin(sites, eq(sites.id, posts.siteId))
      .innerJoin(threads, eq(threads.id, posts.threadId))
      .leftJoin(articles, eq(articles.id, threads.articleId))
      .where(and(mine, gt(posts.id, last)))
      .orderBy(asc(posts.id))
      .limit(BATCH);
    if (rows.length === 0) return taken;
    const beside = await besidePosts(
      reader,
      rows.map(({ id }) => id),
      at,
    );
    taken.push(...rows.map(({ id, ...row }) => ({ ...row, ...beside(id) })));
    last = rows.at(-1)!.id;
    onProgress(Math.floor((90 * taken.length) / all));
  }
}

/** What each post said before, what was found in it, decided of it, and reported of it. */
async function besidePosts(reader: Reader, ids: number[], at: Date) {
  const { revisions, findings, decisions, statements, reports, rules, originRecords } = reader.t;
  const [earlier, found, decided, stated, reported, origins] = await Promise.all([
    reader
      .select({ postId: revisions.postId, revision: revisions.revision, source: revisions.source, at: revisions.at })
      .from(revisions)
      .where(inArray(revisions.postId, ids))
      .orderBy(asc(revisions.revision)),
    reader
      .select({ postId: findings.postId, revision: findings.revision, reason: findings.phase, words: findings.evidence, at: findings.at })
      .from(findings)
      .where(inArray(findings.postId, ids))
      .orderBy(asc(findings.id)),
    reader
      .select({
        postId: decisions.postId,
        verdict: decisions.verdict,
        rule: rules.number,
        ruleTitle: rules.title,
        note: decisions.note,
        at: decisions.at,
      })
      .from(decisions)
      .leftJoin(rules, eq(rules.id, decisions.ruleId))
      .where(and(inArray(decisions.postId, ids), isTold(decisions, at)))
      .orderBy(asc(decisions.id)),
    reader
      .select({ postId: statements.postId, ...statementFacts(reader) })
      .from(statements)
      .leftJoin(rules, eq(rules.id, statements.ruleId))
      .where(and(inArray(statements.postId, ids), isTold(statements, at)))
      .orderBy(asc(statements.id)),
    reader
      .select({ postId: reports.postId, rule: reports.rule, upheld: reports.upheld, at: reports.at })
      .from(reports)
      .where(inArray(reports.postId, ids))
      .orderBy(asc(reports.id)),
    reader
      .select({ postId: originRecords.postId, act: originRecords.act, keptUntil: originRecords.purgeAt })
      .from(originRecords)
      .where(inArray(originRecords.postId, ids))
      .orderBy(asc(originRecords.id)),
  ]);
  const of = <T extends { postId: number | null }>(rows: T[], id: number) =>
    rows.filter(({ postId }) => postId === id).map((row): Omit<T, 'postId'> => ({ ...row, postId: undefined }));
  return (id: number) => ({
    earlier: of(earlier, id),
    findings: of(found, id),
    decisions: of(decided, id),
    statements: of(stated, id),
    reportsReceived: of(reported, id),
    /** Address, port and time, sealed: the law has them kept, nobody here reads them. */
    originRecords: of(origins, id),
  });
}

/** What they said of coming, and whether somebody at the door ticked them. */
function eventsOf(reader: Reader, memberIds: number[]) {
  const { attendances, threads } = reader.t;
  const { answer, named, answeredAt, cameAt } = attendances;
  return reader
    .select({ thread: threads.uid, title: threads.title, answer, named, answeredAt, cameAt })
    .from(attendances)
    .innerJoin(threads, eq(threads.id, attendances.threadId))
    .where(inArray(attendances.memberId, memberIds))
    .orderBy(asc(attendances.id));
}

/** The live nights that they held, from when to when. */
function livesOf(reader: Reader, memberIds: number[]) {
  const { liveHosts, threads } = reader.t;
  return reader
    .select({ thread: threads.uid, title: threads.title, from: liveHosts.at, until: liveHosts.leftAt })
    .from(liveHosts)
    .innerJoin(threads, eq(threads.id, liveHosts.threadId))
    .where(inArray(liveHosts.memberId, memberIds))
    .orderBy(asc(liveHosts.at), asc(threads.id));
}

/** What they answered to the newsroom, with what was asked; not what it noted to itself. */
async function testimoniesOf(reader: Reader, memberIds: number[]) {
  const { testimonies, testimonyCalls, threads } = reader.t;
  const { answers, consent, consentedAt, sentAt, editedAt, keptUntil } = testimonies;
  const rows = await reader
    .select({
      thread: threads.uid,
      title: threads.title,
      asked: testimonyCalls.fields,
      answers,
      consent,
      consentedAt,
      sentAt,
      editedAt,
      keptUntil,
    })
    .from(testimonies)
    .innerJoin(threads, eq(threads.id, testimonies.threadId))
    .innerJoin(testimonyCalls, eq(testimonyCalls.threadId, testimonies.threadId))
    .where(inArray(testimonies.memberId, memberIds))
    .orderBy(asc(testimonies.id));
  return rows.map(({ asked, answers: given, ...row }) => ({
    ...row,
    answers: asked.map(({ id, label }) => ({ asked: label, answer: given[id] ?? null })),
  }));
}

/** What they were asked to agree to, and what they said. */
function agreementsOf(reader: Reader, memberIds: number[]) {
  const { agreements, threads, posts } = reader.t;
  const { text, namedAs, name, wording, hash, state, stays, word, askedAt, answeredAt, withdrawnAt } = agreements;
  return reader
    .select({
      thread: threads.uid,
      text,
      namedAs,
      name,
      wording,
      hash,
      state,
      stays,
      word,
      askedAt,
      answeredAt,
      withdrawnAt,
      post: posts.uid,
    })
    .from(agreements)
    .innerJoin(threads, eq(threads.id, agreements.threadId))
    .leftJoin(posts, eq(posts.id, agreements.postId))
    .where(inArray(agreements.memberId, memberIds))
    .orderBy(asc(agreements.id));
}

async function actsOf(reader: Reader, theirs: number[]) {
  const {
    reports,
    posts,
    reactions,
    votes,
    drafts,
    bookmarks,
    follows,
    noticeSettings,
    threads,
    notifications,
    ignores,
    members,
    decisions,
    cases,
    invitations,
    polls,
    pollOptions,
    pollVoters,
    pollVotes,
  } = reader.t;
  const [reportsMade, reacted, voted, polled, begun, kept, followed, settings, told, ignored, decisionsMade, received, sent] =
    await Promise.all([
      reader
        .select({ post: posts.uid, rule: reports.rule, note: reports.note, upheld: reports.upheld, at: reports.at })
        .from(reports)
        .innerJoin(posts, eq(posts.id, reports.postId))
        .where(inArray(reports.reporterId, theirs))
        .orderBy(asc(reports.id)),
      reader
        .select({ post: posts.uid, kind: reactions.kind, at: reactions.at })
        .from(reactions)
        .innerJoin(posts, eq(posts.id, reactions.postId))
        .where(inArray(reactions.memberId, theirs))
        .orderBy(asc(reactions.at), asc(reactions.postId)),
      reader
        .select({ post: posts.uid, at: votes.at })
        .from(votes)
        .innerJoin(posts, eq(posts.id, votes.postId))
        .where(inArray(votes.memberId, theirs))
        .orderBy(asc(votes.at), asc(votes.postId)),
      // Of a secret vote nothing is known but that it was cast.
      reader
        .select({ poll: polls.uid, question: polls.question, option: pollOptions.text, at: pollVotes.at })
        .from(pollVoters)
        .innerJoin(polls, eq(polls.id, pollVoters.pollId))
        .leftJoin(pollVotes, and(eq(pollVotes.pollId, polls.id), eq(pollVotes.memberId, pollVoters.memberId)))
        .leftJoin(pollOptions, eq(pollOptions.id, pollVotes.optionId))
        .where(inArray(pollVoters.memberId, theirs))
        .orderBy(asc(polls.id)),
      reader
        .select({ place: drafts.place, title: drafts.title, opening: drafts.opening, source: drafts.source, updatedAt: drafts.updatedAt })
        .from(drafts)
        .where(inArray(drafts.memberId, theirs))
        .orderBy(asc(drafts.id)),
      reader
        .select({ post: posts.uid, thread: threads.uid, note: bookmarks.note, at: bookmarks.at })
        .from(bookmarks)
        .leftJoin(posts, eq(posts.id, bookmarks.postId))
        .leftJoin(threads, eq(threads.id, bookmarks.threadId))
        .where(inArray(bookmarks.memberId, theirs))
        .orderBy(asc(bookmarks.id)),
      reader
        .select({
          kind: follows.kind,
          target: follows.target,
          name: follows.name,
          level: follows.level,
          chosen: follows.chosen,
          since: follows.at,
        })
        .from(follows)
        .where(inArray(follows.memberId, theirs))
        .orderBy(asc(follows.id)),
      reader
        .select({
          paces: noticeSettings.paces,
          timeZone: noticeSettings.timeZone,
          digestAt: noticeSettings.digestAt,
          quiet: noticeSettings.quiet,
          followsWritten: noticeSettings.followsWritten,
          review: noticeSettings.review,
          lettersSince: noticeSettings.lettersSince,
        })
        .from(noticeSettings)
        .where(inArray(noticeSettings.memberId, theirs)),
      reader
        .select({
          kind: notifications.kind,
          post: posts.uid,
          createdAt: notifications.createdAt,
          readAt: notifications.readAt,
          mailedAt: notifications.mailedAt,
        })
        .from(notifications)
        .innerJoin(posts, eq(posts.id, notifications.postId))
        .where(inArray(notifications.memberId, theirs))
        .orderBy(asc(notifications.id)),
      reader
        .select({ id: members.uid, name: members.name, since: ignores.createdAt })
        .from(ignores)
        .innerJoin(members, eq(members.id, ignores.ignoredId))
        .where(inArray(ignores.memberId, theirs)),
      reader
        .select({ case: cases.number, verdict: decisions.verdict, note: decisions.note, at: decisions.at })
        .from(decisions)
        .innerJoin(cases, eq(cases.id, decisions.caseId))
        .where(inArray(decisions.moderatorId, theirs))
        .orderBy(asc(decisions.id)),
      reader
        .select({
          kind: invitations.kind,
          role: invitations.role,
          state: invitations.state,
          message: invitations.message,
          startsAt: invitations.startsAt,
          endsAt: invitations.endsAt,
          proposal: invitations.proposal,
          word: invitations.word,
          createdAt: invitations.createdAt,
        })
        .from(invitations)
        .where(inArray(invitations.memberId, theirs))
        .orderBy(asc(invitations.id)),
      reader
        .select({ kind: invitations.kind, role: invitations.role, message: invitations.message, createdAt: invitations.createdAt })
        .from(invitations)
        .where(inArray(invitations.invitedById, theirs))
        .orderBy(asc(invitations.id)),
    ]);
  return {
    reportsMade,
    reactions: reacted,
    votes: voted,
    polls: polled,
    drafts: begun,
    bookmarks: kept,
    follows: followed,
    noticeSettings: settings,
    notifications: told,
    ignored,
    decisionsMade,
    invitationsReceived: received,
    invitationsSent: sent,
  };
}

/** Ways in, and where they are open. Their secrets are nobody's to read, theirs included: most are only hashes. */
async function keysOf(reader: Reader, accountId: number) {
  const { sessions, passkeys, totp, recoveryCodes, identities, sites, pushEndpoints } = reader.t;
  const [open, keys, codes, recovery, elsewhere, devices] = await Promise.all([
    reader
      .select({
        site: sites.host,
        origin: sessions.origin,
        device: sessions.device,
        createdAt: sessions.createdAt,
        lastUsedAt: sessions.lastUsedAt,
        expiresAt: sessions.expiresAt,
      })
      .from(sessions)
      .leftJoin(sites, eq(sites.id, sessions.siteId))
      .where(eq(sessions.accountId, accountId)),
    reader
      .select({ name: passkeys.name, host: passkeys.rpId, createdAt: passkeys.createdAt, lastUsedAt: passkeys.lastUsedAt })
      .from(passkeys)
      .where(eq(passkeys.accountId, accountId)),
    reader.select({ confirmedAt: totp.confirmedAt }).from(totp).where(eq(totp.accountId, accountId)),
    reader.$count(recoveryCodes, eq(recoveryCodes.accountId, accountId)),
    reader
      .select({
        site: sites.host,
        issuer: identities.issuer,
        subject: identities.subject,
        given: identities.given,
        createdAt: identities.createdAt,
        lastUsedAt: identities.lastUsedAt,
      })
      .from(identities)
      .innerJoin(sites, eq(sites.id, identities.siteId))
      .where(eq(identities.accountId, accountId)),
    reader
      .select({
        host: sites.host,
        device: pushEndpoints.device,
        createdAt: pushEndpoints.createdAt,
        lastUsedAt: pushEndpoints.lastUsedAt,
      })
      .from(pushEndpoints)
      .innerJoin(sessions, eq(sessions.id, pushEndpoints.sessionId))
      .innerJoin(sites, eq(sites.id, pushEndpoints.siteId))
      .where(eq(sessions.accountId, accountId)),
  ]);
  return {
    sessions: open,
    passkeys: keys,
    oneTimeCodes: { confirmedAt: codes[0]?.confirmedAt ?? null, recoveryCodes: recovery },
    identities: elsewhere,
    devicesTold: devices,
  };
}

function securityOf(reader: Reader, accountUid: string) {
  const { securityLog } = reader.t;
  return reader
    .select({ event: securityLog.event, facts: securityLog.facts, network: securityLog.network, at: securityLog.at })
    .from(securityLog)
    .where(or(eq(securityLog.account, accountUid), eq(securityLog.actor, accountUid)))
    .orderBy(asc(securityLog.id));
}
