import { writeDigest } from '../../digests/write-digest.ts';
import { answerLetter, type AnswerMail } from '../../inbound/mails.ts';
import { callLetter, messageLetter, type CallMail } from '../../inbox/mails.ts';
import { mediationLetter, type MediationMail } from '../../mediations/mails.ts';
import { translate } from '../../i18n/translate.ts';
import type { Audience } from '../../digests/wire.ts';
import { relayLetter, type RelayMail } from '../../relays/mails.ts';
import { noticesLetter } from '../../notifications/compose.ts';
import type { NoticeRow } from '../../notifications/queries.ts';
import type { NoticeKind } from '../../notifications/schema.ts';
import { textOf } from '../../markdown/text-of.ts';
import { webhookOffLetter } from '../../webhooks/mails.ts';
import type { ErrorCode } from '../../wire.ts';
import { AT, forEach, LATER, nowhere, UID, WORDS, type Of, type Wordings } from './made-up.ts';

const KINDS: Record<NoticeKind, true> = {
  reply: true,
  post: true,
  thread: true,
  reactions: true,
  mention: true,
  called: true,
  decision: true,
  escalated: true,
  overturned: true,
  alarm: true,
  differs: true,
  report_upheld: true,
  report_refused: true,
  moved: true,
  reminder: true,
  event_seat: true,
  event_changed: true,
  event_cancelled: true,
  event_restored: true,
  event_soon: true,
  event_recap: true,
  idea_turned: true,
  idea_merged: true,
  asked: true,
  thanks: true,
  badge: true,
  welcomed: true,
  testimony_asked: true,
  testimony_decided: true,
  testimony_withdrawn: true,
  inbox_called: true,
  inbox_given: true,
  goal_half: true,
  goal_reached: true,
  goal_over: true,
};

export const digests = (of: Of): Wordings => forEach({ section: true, space: true, segment: true }, (kind) => digest(of, kind));

export const digestTests = (of: Of): Wordings => ({
  test: digest(of, 'section', translate(of.locale, 'digests.test', { title: WORDS[of.locale].section })),
});

function digest({ config, site, locale }: Of, kind: Audience['kind'], title: string = WORDS[locale].section) {
  const { section, word, place, mine } = WORDS[locale];
  const letter = { title, source: word, html: `<p>${word}</p>`, audience: { kind, target: '', name: section }, campaign: '', digest: UID };
  const threads = [
    { id: 1, uid: UID, title: place, articleTitle: null, articleKey: null, count: 34, authorId: 1, openingId: 1, html: mine },
  ];
  return writeDigest(config, letter, { site, locale, member: UID, threads });
}

/** At once, and several together as in the evening. */
export const notices = (of: Of): Wordings => ({
  ...forEach(KINDS, (kind) => told(of, [kind])),
  several: told(of, ['reply', 'mention', 'reactions', 'post', 'post', 'thread']),
});

const told = (of: Of, kinds: NoticeKind[]) =>
  noticesLetter(of, { site: of.site, person: { uid: UID, locale: of.locale }, rows: kinds.map((kind, i) => noticeRow(of, kind, i)) });

function noticeRow({ locale, site }: Of, kind: NoticeKind, place: number): NoticeRow {
  const words = WORDS[locale];
  const meeting = kind.startsWith('event_');
  return {
    id: place,
    uid: UID,
    kind,
    key: `${kind}:${UID}`,
    createdAt: AT,
    readAt: null,
    memberId: 1,
    gather: kind === 'post' ? 'thread' : null,
    mailedAt: AT,
    postUid: UID,
    reactions: { like: 12 },
    thanks: { word: words.thanks, at: AT.toISOString() },
    threadId: 1,
    space: null,
    section: words.section,
    state: 'published',
    html: OF_THEIR_OWN.includes(kind) ? words.mine : words.reply,
    authorUid: UID,
    authorName: place % 2 ? words.other : words.person,
    authorPhoto: null,
    threadTitle: meeting ? words.meeting : kind.startsWith('idea_') ? words.idea : words.place,
    articleTitle: null,
    articleKey: null,
    startsAt: meeting ? LATER : null,
    startZone: meeting ? site.timeZone : null,
  };
}

/** Told to whoever wrote the post. */
const OF_THEIR_OWN: NoticeKind[] = ['decision', 'reactions', 'moved', 'thanks', 'welcomed'];

const REASONS: Record<AnswerMail['why'], ErrorCode | null> = {
  held: null,
  refused: 'thread_closed',
  used: null,
  expired: null,
  empty: null,
  too_long: null,
  other_sender: null,
};

export const answers = (of: Of): Wordings =>
  forEach(REASONS, (why, code) =>
    answerLetter({
      ...of,
      why,
      ...(code && { code }),
      said: why === 'empty' ? '' : textOf(WORDS[of.locale].reply),
      url: nowhere(of, '/p'),
    }),
  );

export const messages = (of: Of): Wordings => {
  const { mine, place: subject } = WORDS[of.locale];
  const letter = { ...of, subject, said: textOf(mine), url: nowhere(of, '/messages') };
  return { message: messageLetter({ ...letter, lane: 'message' }), correction: messageLetter({ ...letter, lane: 'correction' }) };
};

const ROOMS: Record<MediationMail['what'], null> = { proposed: null, news: null, ended: null };

export const mediations = (of: Of): Wordings => forEach(ROOMS, (what) => mediationLetter({ ...of, what, url: nowhere(of, '/mediations') }));

const RELAYED: Record<RelayMail['what'], null> = {
  asked: null,
  confirm: null,
  remind: null,
  other_sender: null,
  used: null,
  empty: null,
  too_long: null,
};

export const relays = (of: Of): Wordings => {
  const letterOf = (what: RelayMail['what'], { secret = false, confirms = what === 'confirm' } = {}) => {
    const { person: asker, staff: by, place: title, mine, reply, message: word } = WORDS[of.locale];
    const url = nowhere(of, '/asked');
    const facts = { what, byMail: true, secret, confirms, asker, by, word, title, question: textOf(reply), said: textOf(mine), url };
    return relayLetter({ ...of, ...facts });
  };
  return {
    ...forEach(RELAYED, (what) => letterOf(what)),
    'asked in private': letterOf('asked', { secret: true }),
    'confirm in private': letterOf('confirm', { secret: true }),
    'remind to confirm': letterOf('remind', { confirms: true }),
  };
};

const CALLED: Record<CallMail['what'], null> = { called: null, given: null };

export const calls = (of: Of): Wordings =>
  forEach(CALLED, (what) => callLetter({ ...of, what, by: WORDS[of.locale].staff, url: nowhere(of, '/admin') }));

export const webhooks = ({ config, site, locale }: Of): Wordings => ({
  off: webhookOffLetter(config, site, { locale, url: 'https://redaction.example/terrasse' }),
});
