// Who opened a thread for the newsroom is told what came of it: a mail at a day, one at a week (docs/decisions/074).
import { and, eq } from 'drizzle-orm';
import { accountOfMember } from '../accounts/queries.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import type { Locale } from '../i18n/translate.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { personOf } from '../posts/policy.ts';
import type { PostIn } from '../posts/queries.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { canModerate, isNewsroom } from '../threads/policy.ts';
import { sameHourAfter } from '../time/wall-time.ts';
import { sayIn } from './lines.ts';
import { reportedThread, spanReport, SPANS } from './thread-report.ts';
import type { SpanReport } from './wire.ts';

type SpanName = keyof typeof SPANS;
export type ReportMail = { threadId: number; memberId: number; span: SpanName };

/** In the transaction that makes public for the first time what the newsroom opens with. */
export async function tellReports(tx: Writer, post: PostIn, at: Date) {
  if (post.parentId !== null || post.rank !== null) return;
  const { members, threads, sites } = tx.t;
  const memberId = personOf(post);
  const [opened] = await tx
    .select({ role: members.role, timeZone: sites.timeZone })
    .from(threads)
    .innerJoin(members, eq(members.id, memberId))
    .innerJoin(sites, eq(sites.id, threads.siteId))
    .where(and(eq(threads.id, post.threadId), eq(threads.openingId, post.id)));
  if (opened && isNewsroom(opened)) await queueReports(tx, { ...post, memberId, timeZone: opened.timeZone }, at);
}

type Opened = { siteId: number; threadId: number; memberId: number; timeZone: string };

/** Once for a thread, whoever asks. */
export async function queueReports(tx: Writer, { siteId, threadId, memberId, timeZone }: Opened, at: Date) {
  for (const span of Object.keys(SPANS) as SpanName[]) {
    const data: ReportMail = { threadId, memberId, span };
    const entry = { kind: 'report.mail', siteId, data, key: `report ${threadId} ${span}` };
    await addToOutbox(tx, entry, sameHourAfter(at, SPANS[span], timeZone));
  }
}

export const reportOutbox = (deps: Deps): OutboxHandlers => ({ 'report.mail': (mail: ReportMail) => send(deps, mail) });

/** Nothing of a thread that is gone, nor to whom the newsroom is no longer theirs. */
async function send(deps: Deps, { threadId, memberId, span }: ReportMail) {
  const { db, config, mail } = deps;
  const { threads, members } = db.read.t;
  const [row] = await db.read
    .select({ siteId: threads.siteId, role: members.role })
    .from(threads)
    .innerJoin(members, eq(members.id, memberId))
    .where(eq(threads.id, threadId));
  const account = await accountOfMember(db.read, memberId);
  if (!row || !isNewsroom(row) || !account?.email || !account.emailConfirmedAt) return;
  const site = (await findSite(db.read, row.siteId))!;
  const thread = await reportedThread(deps, { site, spaces: null }, { id: threadId });
  if (!thread) return;
  const locale = account.locale as Locale;
  const report = await spanReport(deps, site, { thread, span, locale });
  const more = canModerate(row) ? `${siteUrl(config, site)}/admin/#/reports/thread/${thread.uid}` : thread.url;
  await mail({ to: account.email, ...reportLetter({ site, locale, title: thread.title, report, url: more }) });
}

type Told = { site: Site; locale: Locale; title: string; report: Pick<SpanReport, 'span' | 'lines'>; url: string };

export function reportLetter({ site, locale, title, report, url }: Told): Omit<Mail, 'to'> {
  const { t } = sayIn(locale);
  const blocks: Block[] = [
    t(`report.mail.${report.span}`, { title }),
    ...report.lines.map(({ label, value }) => t('report.mail.line', { label, value })),
    { link: t('report.mail.link'), url },
  ];
  return writeLetter({ locale, subject: t(`report.mail.subject_${report.span}`, { title }), blocks, site });
}
