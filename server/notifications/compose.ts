import { and, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { momentOf, translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { replyAddress } from '../inbound/addresses.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { cutAtWord } from '../markdown/shorten.ts';
import { textOf } from '../markdown/text-of.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { pathBeside } from './desk-notice.ts';
import type { Letter } from './letters.ts';
import { pacesOf, reasonOf } from './pace.ts';
import { isTellable } from './may-tell.ts';
import { noticesFrom, type NoticeRow } from './queries.ts';
import { sayNames } from './say-names.ts';
import { signUnsubscribe } from './unsubscribe-token.ts';

/** Characters of a reply that its mail quotes: enough to know whether to answer. */
const QUOTE = 600;
/** Of what is followed, which has its page: enough to know whether to go there. */
const GLIMPSE = 180;
/** Notifications that one letter looks at, and what it shows of them: what is said to oneself, and the best of what one follows. */
const LOOKED_AT = 60;
const PERSONAL = 10;
const FOLLOWED = 8;
/** Of those, the first are quoted. */
const QUOTED = 3;

/** What letters are written by: a thread of its own has no more. */
export type Writing = Pick<Deps, 'db' | 'now'> & { config: Pick<Config, 'publicUrl' | 'secret' | 'inboundMail'> };

/**
 * Each of these letters as it is to be read by now; null for one that says nothing any more, or that nobody may be sent: an address
 * that nobody proved, somebody who wants none by now, or is gone. Asks as much for one as for a page of them.
 */
export async function lettersFor(deps: Writing, letters: Letter[]): Promise<(Mail | null)[]> {
  if (letters.length === 0) return [];
  const { read } = deps.db;
  const people = new Map((await recipients(read, letters)).map((person) => [person.memberId, person]));
  const sites = new Map<number, Site>();
  for (const id of new Set([...people.values()].map(({ siteId }) => siteId))) sites.set(id, (await findSite(read, id))!);
  const rows = Map.groupBy(await rowsOf(read, letters, deps.now()), ({ memberId, mailedAt }) => `${memberId} ${mailedAt!.toISOString()}`);
  return letters.map(({ memberId, at }) => {
    const person = people.get(memberId);
    if (!person?.email) return null;
    const paces = pacesOf(person);
    const wanted = (rows.get(`${memberId} ${at}`) ?? []).filter(({ kind }) => paces[reasonOf(kind)] !== 'never');
    return wanted.length === 0
      ? null
      : { to: person.email, ...noticesLetter(deps, { person, site: sites.get(person.siteId)!, rows: wanted }) };
  });
}

type Person = Awaited<ReturnType<typeof recipients>>[number];

function recipients(reader: Reader, letters: Letter[]) {
  const { members, accounts, noticeSettings } = reader.t;
  const ids = letters.map(({ memberId }) => memberId);
  return reader
    .select({
      memberId: members.id,
      uid: members.uid,
      siteId: members.siteId,
      mailPace: members.mailPace,
      paces: noticeSettings.paces,
      email: accounts.email,
      locale: accounts.locale,
    })
    .from(members)
    .innerJoin(accounts, eq(accounts.id, members.accountId))
    .leftJoin(noticeSettings, eq(noticeSettings.memberId, members.id))
    .where(and(inArray(members.id, ids), sql`${accounts.emailConfirmedAt} is not null`));
}

/** What is said to oneself first, then the latest. */
async function rowsOf(reader: Reader, letters: Letter[], now: Date) {
  const { notifications } = reader.t;
  const ofThese = and(
    inArray(
      notifications.memberId,
      letters.map(({ memberId }) => memberId),
    ),
    inArray(
      notifications.mailedAt,
      [...new Set(letters.map(({ at }) => at))].map((at) => new Date(at)),
    ),
    isNull(notifications.readAt),
  );
  const place = sql<number>`row_number() over (partition by ${notifications.memberId}, ${notifications.mailedAt} order by ${notifications.kind} in ('post', 'thread', 'reactions'), ${notifications.id} desc)`;
  const ranked = reader
    .select({ id: notifications.id, place: place.as('place') })
    .from(notifications)
    .where(ofThese)
    .as('ranked');
  const looked = reader.select({ id: ranked.id }).from(ranked).where(lte(ranked.place, LOOKED_AT));
  return noticesFrom(reader)
    .where(and(inArray(notifications.id, looked), isTellable(reader, now)))
    .orderBy(desc(notifications.id));
}

type Told = { person: Pick<Person, 'uid' | 'locale'>; site: Site; rows: NoticeRow[] };

export function noticesLetter({ config }: Pick<Writing, 'config'>, { person, site, rows }: Told): Omit<Mail, 'to'> {
  const locale = person.locale as Locale;
  const t = (key: MessageKey, args?: Record<string, string | number>) => translate(locale, key, args);
  const base = siteUrl(config, site);
  const unsubscribe = `${base}/unsubscribe/${signUnsubscribe(config.secret!, person.uid)}`;
  const groups = groupsOf(rows);
  const personal = groups.filter(({ latest }) => reasonOf(latest.kind) !== 'followed');
  const followed = groups.filter(({ latest }) => reasonOf(latest.kind) === 'followed').toSorted((a, b) => worthOf(b) - worthOf(a));
  const shown = followed.slice(0, FOLLOWED);
  const others = Math.max(0, personal.length - PERSONAL) + followed.length - shown.length;
  const sayGroup = ({ latest, rows: all }: Group) =>
    all.length === 1 || latest.kind === 'reactions'
      ? sayOne(t, latest, locale)
      : t('notices.mail.posts', {
          n: all.length,
          names: sayNames(
            t,
            all.map((row) => row.authorName),
          ),
          place: placeOf(latest),
        });
  const about = (group: Group, quote: number | null): Block[] => [
    sayGroup(group),
    ...(quote !== null ? quotedOf(group.latest, quote) : []),
    { link: t(`notices.mail.${group.latest.kind}Link`), url: `${base}${pathOf(group.first)}` },
  ];
  const sections = Map.groupBy(
    shown.map((group, i) => ({ group, quote: i < QUOTED ? GLIMPSE : null })),
    ({ group: { latest } }) => latest.space ?? latest.section,
  );
  const replyTo = rows.length === 1 && isAnswerable(rows[0]!) ? replyAddress(config, rows[0]!.id) : null;
  const blocks: Block[] = [
    ...personal.slice(0, PERSONAL).flatMap((group) => about(group, group.latest.kind === 'reactions' ? null : QUOTE)),
    ...[...sections].flatMap(([name, items]): Block[] => [
      ...(groups.length > 1 ? [{ heading: name ?? t('notices.mail.elsewhere') }] : []),
      ...items.flatMap(({ group, quote }) => about(group, quote)),
    ]),
    ...(others > 0 ? [{ link: t('notices.mail.more', { n: others }), url: `${base}/notifications` }] : []),
    ...(replyTo ? [t('notices.mail.reply_here')] : []),
    t('notices.mail.why', { forum: site.settings.forumName }),
    { link: t('notices.mail.manage'), url: `${base}/notifications/settings` },
    { link: t('notices.mail.stop'), url: unsubscribe },
  ];
  const [only] = groups;
  const subject = groups.length === 1 ? sayGroup(only!) : t('notices.mail.many', { n: groups.length, forum: site.settings.forumName });
  return {
    ...writeLetter({ locale, subject, blocks, site }),
    ...(replyTo && { replyTo }),
    // RFC 2369 and RFC 8058: one click in the mail program, without a page.
    headers: { 'list-unsubscribe': `<${unsubscribe}>`, 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' },
  };
}

/** Whoever is thanked knows what they wrote: what they read is the word. */
function quotedOf(row: NoticeRow, max: number): Block[] {
  if (row.kind === 'thanks') return row.thanks?.word ? [{ quote: row.thanks.word }] : [];
  return isQuotable(row) ? [{ quote: cutAtWord(textOf(row.html), max) }] : [];
}

/** Somebody speaks, and waits for an answer perhaps. */
const isAnswerable = ({ kind }: NoticeRow) => ['reply', 'mention', 'called', 'post', 'thread'].includes(kind);

type Translate = (key: MessageKey, args?: Record<string, string | number>) => string;

function sayOne(t: Translate, row: NoticeRow, locale: Locale) {
  const place = placeOf(row);
  return t(`notices.mail.${row.kind}`, {
    name: row.authorName,
    place,
    named: place ? 'yes' : 'no',
    n: countOf(row),
    date: dateOfMeeting(row, locale),
  });
}

/** What leads there: the first of several. */
const pathOf = (row: NoticeRow) => pathBeside(row) ?? `/p/${row.postUid}`;

type Group = { latest: NoticeRow; first: NoticeRow; rows: NoticeRow[] };

/** Of what one follows, a conversation at a time, with what it opens; what is said to oneself is read in full. */
function groupsOf(rows: NoticeRow[]): Group[] {
  const byGroup = Map.groupBy(rows, ({ id, kind, gather, threadId }) => {
    const reason = reasonOf(kind);
    return reason === 'answers' ? id : reason === 'followed' ? `thread ${threadId}` : (gather ?? id);
  });
  return [...byGroup.values()].map((all) => ({ latest: all[0]!, first: all.at(-1)!, rows: all }));
}

/** What many take part in, and what is new, before what one person writes. */
const worthOf = ({ rows }: Group) =>
  2 * new Set(rows.map(({ authorUid }) => authorUid)).size + rows.length + (rows.some(({ kind }) => kind === 'thread') ? 3 : 0);

/** Of an event, by its own clocks; empty for all others. */
export const dateOfMeeting = ({ startsAt, startZone }: NoticeRow, locale: Locale) =>
  startsAt ? momentOf(locale, startsAt, startZone!) : '';

/** An article that its site never confirmed has no title that we would repeat. */
export const placeOf = (row: Pick<NoticeRow, 'threadTitle' | 'articleTitle'>) => row.threadTitle ?? row.articleTitle ?? '';

/** Reactions that a post has by now. */
export const countOf = ({ reactions }: Pick<NoticeRow, 'reactions'>) => Object.values(reactions ?? {}).reduce((sum, n) => sum + n, 0);

/** A badge is of no post. What was taken away is its author's alone to read again: whoever reported it learns what became of it. */
export const isQuotable = ({ kind, state }: Pick<NoticeRow, 'kind' | 'state'>) =>
  kind !== 'badge' && !kind.startsWith('goal_') && !kind.startsWith('testimony_') && (!kind.startsWith('report_') || state === 'published');
