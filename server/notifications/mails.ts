import { accountOfMember, type AccountRecord } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { momentOf, translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { replyAddress } from '../inbound/addresses.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { textOf } from '../markdown/text-of.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { deskPath, isOfDesk } from './desk-notice.ts';
import { dateIn, nextEvening } from './evening.ts';
import { lastWaiting, paceOf, settleMails, waitingNotices, type NoticeRow } from './queries.ts';
import { signUnsubscribe } from './unsubscribe-token.ts';

/** Characters of a reply that its mail quotes: enough to know whether to answer. */
const QUOTE = 600;

export const noticeOutbox = (deps: Deps): OutboxHandlers => ({
  notice: ({ memberId, urgent = false }: { memberId: number; urgent?: boolean }) => ring(deps, memberId, urgent),
  'notice.mail': ({ memberId }: { memberId: number }) => sendWaiting(deps, memberId),
  'notice.daily': ({ memberId }: { memberId: number }) => sendWaiting(deps, memberId),
});

/** The bell at once; a mail at once too, or with the others in the evening. No mail server keeps the bell waiting. */
async function ring({ db, bus, now }: Deps, memberId: number, urgent: boolean): Promise<void> {
  const member = await paceOf(db.read, memberId);
  if (!member) return;
  bus.emit('notice.added', { memberId });
  const { siteId, timeZone } = member;
  const [at, evening] = [now(), nextEvening(now(), timeZone)];
  const daily = { kind: 'notice.daily', siteId, data: { memberId }, key: `notice.daily:${memberId}:${dateIn(evening, timeZone)}` };
  await db.write((tx) =>
    member.pace === 'daily' && !urgent
      ? addToOutbox(tx, daily, evening)
      : addToOutbox(tx, { kind: 'notice.mail', siteId, data: { memberId } }, at),
  );
}

/**
 * Sends what waits, as it is to be read by now: not what was taken away or read meanwhile. Nothing to an address that
 * nobody has proved, nor to whoever wants none or is gone; what they are not sent waits no longer.
 */
async function sendWaiting(deps: Deps, memberId: number): Promise<void> {
  const { db, mail, now } = deps;
  const upTo = await lastWaiting(db.read, memberId);
  if (upTo === null) return;
  const rows = await waitingNotices(db.read, memberId, now());
  const [member, account] = [await paceOf(db.read, memberId), await accountOfMember(db.read, memberId)];
  if (member && member.pace !== 'never' && account?.email && account.emailConfirmedAt && rows.length > 0) {
    const site = (await findSite(db.read, member.siteId))!;
    await mail({ to: account.email, ...letter(deps, { site, account, memberUid: member.uid, rows }) });
  }
  await db.write((tx) => settleMails(tx, memberId, upTo, now()));
}

type Told = { site: Site; account: AccountRecord; memberUid: string; rows: NoticeRow[] };

function letter({ config }: Deps, { site, account, memberUid, rows }: Told): Omit<Mail, 'to'> {
  const locale = account.locale as Locale;
  const t = (key: MessageKey, args?: Record<string, string | number>) => translate(locale, key, args);
  const base = siteUrl(config, site);
  const unsubscribe = `${base}/unsubscribe/${signUnsubscribe(config.secret!, memberUid)}`;
  const says = (row: NoticeRow) => {
    const place = placeOf(row);
    return t(`notices.mail.${row.kind}`, { name: row.authorName, place, named: place ? 'yes' : 'no', date: dateOfMeeting(row, locale) });
  };
  const [first] = rows;
  const replyTo = rows.length === 1 && isAnswerable(first!) ? replyAddress(config, first!.id) : null;
  const blocks: Block[] = [
    ...rows.flatMap((row): Block[] => [
      says(row),
      ...(isQuotable(row) ? [{ quote: shorten(textOf(row.html)) }] : []),
      { link: t(`notices.mail.${row.kind}Link`), url: isOfDesk(row) ? `${base}${deskPath(row)}` : `${base}/p/${row.postUid}` },
    ]),
    ...(replyTo ? [t('notices.mail.reply_here')] : []),
    t('notices.mail.why', { forum: site.settings.forumName }),
    { link: t('notices.mail.manage'), url: `${base}/notifications` },
    { link: t('notices.mail.stop'), url: unsubscribe },
  ];
  const subject = rows.length === 1 ? says(first!) : t('notices.mail.many', { n: rows.length, forum: site.settings.forumName });
  return {
    ...writeLetter({ locale, subject, blocks, site }),
    ...(replyTo && { replyTo }),
    // RFC 2369 and RFC 8058: one click in the mail program, without a page.
    headers: { 'list-unsubscribe': `<${unsubscribe}>`, 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' },
  };
}

/** Of an event, by its own clocks; empty for all others. */
export const dateOfMeeting = ({ startsAt, startZone }: NoticeRow, locale: Locale) =>
  startsAt ? momentOf(locale, startsAt, startZone!) : '';

/** Somebody speaks, and waits for an answer perhaps. */
const isAnswerable = ({ kind }: NoticeRow) => ['reply', 'mention', 'called', 'post', 'thread'].includes(kind);

/** An article that its site never confirmed has no title that we would repeat. */
export const placeOf = (row: Pick<NoticeRow, 'threadTitle' | 'articleTitle'>) => row.threadTitle ?? row.articleTitle ?? '';

/** What was taken away is its author's alone to read again: whoever reported it learns what became of it. */
export const isQuotable = ({ kind, state }: Pick<NoticeRow, 'kind' | 'state'>) => !kind.startsWith('report_') || state === 'published';

export function shorten(text: string, max = QUOTE): string {
  return text.length <= max ? text : `${text.slice(0, max).replace(/\s\S*$/, '')}…`;
}
