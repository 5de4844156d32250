// Whoever planned what was not opened is told by mail, at that hour: they may not be at the desk.
import { eq } from 'drizzle-orm';
import { accountOfMember } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { momentOf, translate, type Locale } from '../i18n/translate.ts';
import { writeLetter } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { isNewsroom } from '../threads/policy.ts';
import type { Problem } from './wire.ts';

export const NOT_OPENED = 'calendar.mail';
export type NotOpened = { item: number };

export const planningOutbox = (deps: Deps): OutboxHandlers => ({ [NOT_OPENED]: (told: NotOpened) => tell(deps, told) });

/** Nothing of what was mended meanwhile, nor to whom the newsroom is no longer theirs. */
async function tell({ db: { read }, config, mail }: Deps, { item: id }: NotOpened) {
  const { calendarItems, members } = read.t;
  const [row] = await read
    .select({ item: calendarItems, role: members.role })
    .from(calendarItems)
    .innerJoin(members, eq(members.id, calendarItems.authorId))
    .where(eq(calendarItems.id, id));
  const account = row && (await accountOfMember(read, row.item.authorId));
  if (!row?.item.problem || !isNewsroom(row) || !account?.email || !account.emailConfirmedAt) return;
  const site = (await findSite(read, row.item.siteId))!;
  const { title, at, problem, uid } = row.item;
  const url = `${siteUrl(config, site)}/admin/#/calendar/item/${uid}`;
  await mail({ to: account.email, ...notOpenedLetter({ site, locale: account.locale as Locale, title, at: at!, problem, url }) });
}

type Told = { site: Site; locale: Locale; title: string; at: Date; problem: Pick<Problem, 'code' | 'fields'>; url: string };

export function notOpenedLetter({ site, locale, title, at, problem, url }: Told): Omit<Mail, 'to'> {
  const why = Object.values(problem.fields ?? {});
  const blocks = [
    translate(locale, 'planning.mail.what', { title, date: momentOf(locale, at, site.timeZone) }),
    ...(why.length > 0 ? why : [translate(locale, problem.code === 'late' ? 'planning.mail.late' : 'planning.mail.refused')]),
    { link: translate(locale, 'planning.mail.link'), url },
  ];
  return writeLetter({ locale, subject: translate(locale, 'planning.mail.subject', { title }), blocks, site });
}
