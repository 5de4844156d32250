// Yesterday's review, at 8:00 where the site is, to who of the newsroom asks for it: once, or not at all (docs/decisions/081).
import { and, asc, eq, inArray, isNull, lt, or } from 'drizzle-orm';
import { accountOfMember } from '../accounts/queries.ts';
import type { Member } from '../accounts/queries.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { figuresOf } from '../figures/queries.ts';
import type { Locale } from '../i18n/translate.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { STAFF } from '../members/policy.ts';
import { spacesOf } from '../members/queries.ts';
import { signUnsubscribe } from '../notifications/unsubscribe-token.ts';
import { findSite, siteColumns, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { canModerate, isNewsroom } from '../threads/policy.ts';
import { dateIn, momentAt } from '../time/wall-time.ts';
import { dailyReview, dayWords, yesterdayOf, type Review } from './daily-review.ts';
import { sayIn } from './lines.ts';
import type { ReportLine } from './wire.ts';

/** On the site's clocks; after the second nobody reads what was to be read with the first coffee. */
const [SENT_AT, TOO_LATE] = ['08:00', '12:00'];

export type ReviewMail = { memberId: number; day: string };

/** Hands out what is due; resolves with of how many sites. Each day of a site once, whoever asks how often. */
export async function queueReviews(deps: Deps): Promise<number> {
  const { db } = deps;
  const sites = await db.read.select(siteColumns(db.read.t)).from(db.read.t.sites).orderBy(asc(db.read.t.sites.id));
  let queued = 0;
  for (const site of sites) if (await isDue(deps, site)) queued += await queue(deps, site);
  return queued;
}

async function isDue({ db, now }: Deps, site: Site): Promise<boolean> {
  const { timeZone } = site;
  const [at, today] = [now(), dateIn(now(), timeZone)];
  if (at < momentAt(`${today}T${SENT_AT}`, timeZone) || at >= momentAt(`${today}T${TOO_LATE}`, timeZone)) return false;
  const day = yesterdayOf({ now }, site);
  const { dailyReviews } = db.read.t;
  if ((await db.read.$count(dailyReviews, and(eq(dailyReviews.siteId, site.id), eq(dailyReviews.day, day)))) > 0) return false;
  return (await figuresOf(db.read, site, { span: 'day', first: day, last: day })).length > 0;
}

function queue({ db, now }: Deps, site: Site): Promise<number> {
  const [at, day] = [now(), yesterdayOf({ now }, site)];
  return db.write(
    async (tx) => {
      const { dailyReviews, noticeSettings, members } = tx.t;
      const first = await tx
        .insert(dailyReviews)
        .values({ siteId: site.id, day, at })
        .onConflictDoNothing({ target: [dailyReviews.siteId, dailyReviews.day] })
        .returning({ day: dailyReviews.day });
      if (first.length === 0) return 0;
      const readers = await tx
        .select({ memberId: members.id })
        .from(noticeSettings)
        .innerJoin(members, eq(members.id, noticeSettings.memberId))
        .where(
          and(eq(noticeSettings.siteId, site.id), eq(noticeSettings.review, true), inArray(members.role, STAFF), isNull(members.goneAt)),
        )
        .orderBy(asc(members.id));
      for (const { memberId } of readers)
        await addToOutbox(
          tx,
          { kind: 'review.mail', siteId: site.id, data: { memberId, day } satisfies ReviewMail, key: `review ${memberId} ${day}` },
          at,
        );
      return 1;
    },
    { lock: `reviews:${site.id}` },
  );
}

export const reviewOutbox = (deps: Deps): OutboxHandlers => ({ 'review.mail': (mail: ReviewMail) => send(deps, mail) });

async function send(deps: Deps, { memberId, day }: ReviewMail) {
  const { db, mail } = deps;
  const { members } = db.read.t;
  const [member] = await db.read
    .select({ id: members.id, uid: members.uid, siteId: members.siteId, role: members.role })
    .from(members)
    .where(eq(members.id, memberId));
  const account = await accountOfMember(db.read, memberId);
  if (!member || !account?.email || !account.emailConfirmedAt || !(await readsAll(deps, member))) return;
  const site = (await findSite(db.read, member.siteId))!;
  const review = await dailyReview(deps, site, { day, locale: account.locale as Locale });
  const letter = reviewLetter(deps, { site, locale: account.locale as Locale, uid: member.uid, desk: canModerate(member), review });
  // Noted before it leaves: whoever is killed from here on sends it to nobody twice.
  if (!(await note(deps, memberId, day))) return;
  try {
    await mail({ to: account.email, ...letter });
  } catch (error) {
    await forget(deps, memberId);
    throw error;
  }
}

/** All of the site is theirs to read. */
export const readsAll = async ({ db }: Pick<Deps, 'db'>, member: Pick<Member, 'id' | 'role'>) =>
  isNewsroom(member) && (await spacesOf(db.read, member)) === null;

const note = ({ db }: Deps, memberId: number, day: string) =>
  db.write(async (tx) => {
    const { noticeSettings } = tx.t;
    const { review, reviewedOn } = noticeSettings;
    const unsent = and(eq(noticeSettings.memberId, memberId), eq(review, true), or(isNull(reviewedOn), lt(reviewedOn, day)));
    return (await tx.update(noticeSettings).set({ reviewedOn: day }).where(unsent).returning({ day: reviewedOn })).length > 0;
  });

const forget = ({ db }: Deps, memberId: number) =>
  db.write(
    async (tx) => void (await tx.update(tx.t.noticeSettings).set({ reviewedOn: null }).where(eq(tx.t.noticeSettings.memberId, memberId))),
  );

/** Whether somebody gets it from the next morning on. */
export async function setReview(tx: Writer, { id: memberId, siteId }: Pick<Member, 'id' | 'siteId'>, review: boolean) {
  const { noticeSettings } = tx.t;
  await tx
    .insert(noticeSettings)
    .values({ memberId, siteId, review })
    .onConflictDoUpdate({ target: noticeSettings.memberId, set: { review } });
}

/** `uid`: of who reads it, for the link that stops it; `desk`: they have one. */
type Told = { site: Site; locale: Locale; uid: string; desk: boolean; review: Pick<Review, 'day' | 'quiet' | 'sections' | 'voices'> };

export function reviewLetter({ config }: Pick<Deps, 'config'>, { site, locale, uid, desk, review }: Told): Omit<Mail, 'to'> {
  const { t } = sayIn(locale);
  const base = siteUrl(config, site);
  const date = dayWords(review.day, locale);
  const forum = site.settings.forumName;
  const stop = `${base}/unsubscribe/${signUnsubscribe(config.secret!, uid, 'review')}`;
  const shown = review.quiet ? [] : review.sections.filter(({ lines }) => lines.length > 0);
  const blocks: Block[] = [
    t(review.quiet ? 'review.mail.quiet' : 'review.mail.intro', { date, forum }),
    ...shown.flatMap(({ title, lines }): Block[] => [{ heading: title }, ...lines.map((line) => asBlock(line, desk))]),
    ...(review.voices.length > 0 ? [{ heading: t('review.voices') }] : []),
    ...review.voices.flatMap(({ name, words, title, url }): Block[] => [
      { quote: words },
      { link: t('review.mail.voice', { name, title }), url },
    ]),
    ...(desk ? [{ link: t('review.mail.desk'), url: `${base}/admin/#/reports/day/${review.day}` }] : []),
    t('review.mail.why', { forum }),
    { link: t('review.mail.stop'), url: stop },
  ];
  return {
    ...writeLetter({
      locale,
      subject: t(review.quiet ? 'review.mail.subject_quiet' : 'review.mail.subject', { date, forum }),
      blocks,
      site,
    }),
    headers: { 'list-unsubscribe': `<${stop}>`, 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' },
  };

  /** What leads to the desk leads nowhere for who has none. */
  function asBlock({ label, value, note, url }: ReportLine, hasDesk: boolean): Block {
    const words = t(note ? 'review.mail.noted' : 'report.mail.line', { label, value, note: note ?? '' });
    return url && (hasDesk || !url.includes('/admin/')) ? { link: words, url } : words;
  }
}
