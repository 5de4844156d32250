// What somebody asked of the newsroom; where they stand in it, and how they set up their work there.
import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { keptUntil } from './kept-for.ts';
import { alias } from '../db/alias.ts';

export async function standingOf(reader: Reader, memberIds: number[]) {
  const {
    inboxMessages,
    inboxItems,
    mediations,
    mediationSeats,
    mediationWords,
    posts,
    moderatorSpaces,
    spaces,
    voiceHands,
    members,
    savedFilters,
    polls,
    threads,
    agendas,
    calendars,
    experts,
    notes,
    memberLabels,
  } = reader.t;
  const named = alias(members, 'voices_named');
  const speaker = alias(members, 'mediation_speaker');
  return {
    askedOfNewsroom: await reader
      .select({
        lane: inboxItems.lane,
        post: posts.uid,
        state: inboxItems.state,
        at: inboxItems.openedAt,
        answeredAt: inboxItems.answeredAt,
      })
      .from(inboxItems)
      .leftJoin(posts, eq(posts.id, inboxItems.postId))
      .where(inArray(inboxItems.memberId, memberIds))
      .orderBy(asc(inboxItems.id)),
    /** On both sides: what was answered them is theirs to know. */
    messagesWithNewsroom: await reader
      .select({
        conversation: inboxItems.uid,
        subject: inboxItems.subject,
        newsroom: inboxMessages.ours,
        text: inboxMessages.text,
        at: inboxMessages.at,
      })
      .from(inboxMessages)
      .innerJoin(inboxItems, eq(inboxItems.id, inboxMessages.itemId))
      .where(inArray(inboxItems.memberId, memberIds))
      .orderBy(asc(inboxMessages.id)),
    /** The whole room, as the other party has it. */
    mediations: await reader
      .select({
        mediation: mediations.uid,
        subject: mediations.subject,
        state: mediations.state,
        by: speaker.name,
        kind: mediationWords.kind,
        text: mediationWords.text,
        publishes: mediationWords.publishes,
        proposal: mediationWords.state,
        at: mediationWords.at,
      })
      .from(mediationSeats)
      .innerJoin(mediations, eq(mediations.id, mediationSeats.mediationId))
      .leftJoin(mediationWords, eq(mediationWords.mediationId, mediations.id))
      .leftJoin(speaker, eq(speaker.id, mediationWords.authorId))
      .where(and(inArray(mediationSeats.memberId, memberIds), ne(mediationSeats.seat, 'mediator')))
      .orderBy(asc(mediations.id), asc(mediationWords.id)),
    pollsAsked: await reader
      .select({ poll: polls.uid, question: polls.question, thread: threads.uid, at: polls.createdAt })
      .from(polls)
      .innerJoin(threads, eq(threads.id, polls.threadId))
      .where(inArray(polls.byId, memberIds))
      .orderBy(asc(polls.id)),
    spacesModerated: await reader
      .select({ space: spaces.name })
      .from(moderatorSpaces)
      .innerJoin(spaces, eq(spaces.id, moderatorSpaces.spaceId))
      .where(inArray(moderatorSpaces.memberId, memberIds))
      .orderBy(asc(spaces.id)),
    voicesGiven: await reader
      .select({ voice: named.name })
      .from(voiceHands)
      .innerJoin(named, eq(named.id, voiceHands.voiceId))
      .where(inArray(voiceHands.memberId, memberIds))
      .orderBy(asc(named.id)),
    savedFilters: await reader
      .select({ name: savedFilters.name, query: savedFilters.query })
      .from(savedFilters)
      .where(inArray(savedFilters.memberId, memberIds))
      .orderBy(asc(savedFilters.id)),
    /** What the team noted of them, without who did: on which ground, and until when (docs/decisions/079). */
    notedByNewsroom: (
      await reader.select({ text: notes.text, at: notes.at }).from(notes).where(inArray(notes.memberId, memberIds)).orderBy(asc(notes.id))
    ).map(kept),
    labelledByNewsroom: (
      await reader
        .select({ text: memberLabels.label, at: memberLabels.at })
        .from(memberLabels)
        .where(inArray(memberLabels.memberId, memberIds))
        .orderBy(asc(memberLabels.label))
    ).map(kept),
    /** What the newsroom's directory of experts says of them. */
    saidAsExpert: await reader
      .select({ field: experts.field, availability: experts.availability })
      .from(experts)
      .where(inArray(experts.memberId, memberIds)),
    /** That they follow a calendar by an address of their own: which, is a secret that is made anew from these. */
    calendarsFollowed: [
      ...(await reader.select({ version: calendars.version }).from(calendars).where(inArray(calendars.memberId, memberIds))).map((row) => ({
        calendar: 'events' as const,
        ...row,
      })),
      ...(await reader.select({ version: agendas.version }).from(agendas).where(inArray(agendas.memberId, memberIds))).map((row) => ({
        calendar: 'newsroom' as const,
        ...row,
      })),
    ],
  };
}

/** The ground: article 6(1)(f) of the GDPR. */
const kept = ({ text, at }: { text: string; at: Date }) => ({
  text,
  at,
  legalBasis: 'legitimate interest (GDPR, art. 6(1)(f))',
  keptUntil: keptUntil(at),
});
