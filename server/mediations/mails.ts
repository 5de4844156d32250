import { and, eq } from 'drizzle-orm';
import { accountOfMember } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import type { OutboxHandlers } from '../events/outbox.ts';
import { translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import type { Seat } from './wire.ts';

export type MediationMail = { memberId: number; mediationId: number; what: 'proposed' | 'news' | 'ended' };

export const mediationOutbox = (deps: Deps): OutboxHandlers => ({ 'mediation.mail': (mail: MediationMail) => send(deps, mail) });

/** To whoever sits there when it leaves, where something is still new to them: where, and not a word of what. */
async function send({ db, config, mail }: Deps, { memberId, mediationId, what }: MediationMail) {
  const { mediations, mediationSeats } = db.read.t;
  const [row] = await db.read
    .select({ uid: mediations.uid, siteId: mediations.siteId, seat: mediationSeats.seat, unread: mediationSeats.unread })
    .from(mediationSeats)
    .innerJoin(mediations, eq(mediations.id, mediationSeats.mediationId))
    .where(and(eq(mediationSeats.memberId, memberId), eq(mediations.id, mediationId)));
  const account = await accountOfMember(db.read, memberId);
  if (!row?.unread || !account?.email || !account.emailConfirmedAt) return;
  const site = (await findSite(db.read, row.siteId))!;
  const url = `${siteUrl(config, site)}${pathFor(row.seat)}${row.uid}`;
  await mail({ to: account.email, ...mediationLetter({ site, locale: account.locale as Locale, what, url }) });
}

const pathFor = (seat: Seat) => (seat === 'mediator' ? '/admin/#/mediations/' : '/mediations/');

type Facts = { site: Site; locale: Locale; what: MediationMail['what']; url: string };

export function mediationLetter({ site, locale, what, url }: Facts): Omit<Mail, 'to'> {
  const t = (key: MessageKey, args?: Record<string, string | number>) => translate(locale, key, args);
  const subject = t(`mediation.mail.${what}`, { forum: site.settings.forumName });
  const blocks = [t(`mediation.mail.${what}Text`), { link: t('mediation.mail.link'), url }, t('mediation.mail.private')];
  return writeLetter({ locale, subject, blocks, site });
}
