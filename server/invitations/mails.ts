import { and, eq, ne } from 'drizzle-orm';
import { accountOfMember } from '../accounts/queries.ts';
import type { Config } from '../config.ts';
import type { Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { addToOutbox, type OutboxHandlers } from '../events/outbox.ts';
import { hashSecret, newSecret } from '../ids.ts';
import { momentOf, translate, type Locale, type MessageKey } from '../i18n/translate.ts';
import { writeLetter, type Block } from '../mail/letter.ts';
import type { Mail } from '../mail/mailer.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { standingOf } from './policy.ts';
import { titleOf } from './present.ts';
import { answersOf, invitationById, threadsOf, type Invitation } from './queries.ts';

/**
 * To whom is invited: `invited`, `fresh` (they asked for another link), `dates` (they changed), `before` it begins and
 * the `last` day (reminders). To whom invited them: `answered`.
 */
export type InvitationMail = {
  invitation: number;
  siteId: number;
  purpose: 'invited' | 'fresh' | 'dates' | 'before' | 'last' | 'answered';
};

/** In the transaction of what it tells of. */
export const queueInvitationMail = (tx: Writer, mail: InvitationMail, now: Date) =>
  addToOutbox(tx, { kind: 'invitation.mail', siteId: mail.siteId, data: mail }, now);

export const invitationOutbox = (deps: Deps): OutboxHandlers => ({
  'invitation.mail': (mail: InvitationMail) => send(deps, mail),
});

async function send(deps: Deps, { invitation: id, purpose }: InvitationMail): Promise<void> {
  const { db, now } = deps;
  const invitation = (await invitationById(db.read, id))!;
  const site = (await findSite(db.read, invitation.siteId))!;
  if (purpose === 'answered') return sendAnswer(deps, site, invitation);
  if (standingOf(invitation, now()) !== 'open' || (await isIdle(db.read, invitation, purpose))) return;
  const to = await addressOf(db.read, invitation);
  const secret = to && (await renewLink(deps, id));
  if (!secret) return;
  const url = `${siteUrl(deps.config, site)}/invitations/${invitation.uid}/${secret}`;
  await deps.mail({ to, ...invitationLetter(site, invitation, { purpose, url, threads: await titlesOf(db.read, id) }) });
}

/** A reminder that nobody needs any more. */
async function isIdle(reader: Reader, { id, state }: Invitation, purpose: InvitationMail['purpose']): Promise<boolean> {
  if (purpose === 'before') return state === 'declined' || state === 'proposed';
  return purpose === 'last' && (state === 'declined' || state === 'proposed' || (await answersOf(reader, [id])).has(id));
}

/** The address it was sent to; for somebody picked, their account's own. */
export const addressOf = async (reader: Reader, { email, memberId }: Pick<Invitation, 'email' | 'memberId'>): Promise<string | null> =>
  email ?? (memberId === null ? null : ((await accountOfMember(reader, memberId))?.email ?? null));

/** The link is made when its mail leaves, so that no row but the mail itself ever holds it. It takes the place of the one before. */
async function renewLink({ db }: Deps, id: number): Promise<string | null> {
  const secret = newSecret();
  const renewed = await db.write((tx) => {
    const { invitations } = tx.t;
    return tx
      .update(invitations)
      .set({ hash: hashSecret(secret), usedAt: null })
      .where(and(eq(invitations.id, id), ne(invitations.state, 'revoked')))
      .returning({ id: invitations.id });
  });
  return renewed.length > 0 ? secret : null;
}

const titlesOf = async (reader: Reader, id: number) => (await threadsOf(reader, [id])).map(titleOf);

type Invited = Pick<Invitation, 'kind' | 'locale' | 'inviter' | 'role' | 'message' | 'startsAt' | 'endsAt'>;
type Told = { purpose: Exclude<InvitationMail['purpose'], 'answered'>; url: string; threads: string[] };

/** The inviter's name, their message and the titles are others' words: letter.ts escapes them. */
export function invitationLetter(site: Site, invitation: Invited, { purpose, url, threads }: Told): Omit<Mail, 'to'> {
  const { kind, locale, inviter, role, message, startsAt, endsAt } = invitation;
  const facts = {
    site: site.settings.name,
    inviter: inviter.name,
    role: translate(locale, `invitations.role.${role}` as MessageKey),
    from: startsAt ? momentOf(locale, startsAt, site.timeZone) : '',
    until: endsAt ? momentOf(locale, endsAt, site.timeZone) : '',
  };
  const t = (key: MessageKey) => translate(locale, key, facts);
  const expert = kind === 'expert';
  const blocks: Block[] = [
    t(purpose === 'invited' && !expert ? 'mail.invitation.staff' : `mail.invitation.${purpose}`),
    ...(purpose === 'invited' && message ? [{ quote: message }] : []),
    ...(expert ? [t('mail.invitation.threads'), ...threads.map((quote) => ({ quote })), t('mail.invitation.term')] : []),
    { link: t('mail.invitation.link'), url },
    t(expert ? 'mail.invitation.life' : 'mail.invitation.lifeOnce'),
    t('mail.invitation.notYou'),
  ];
  const subject = purpose === 'invited' && !expert ? 'mail.invitation.subjectStaff' : (`mail.invitation.subject.${purpose}` as const);
  return writeLetter({ locale, subject: t(subject), blocks, site });
}

/** To whoever invited: what the expert said. */
async function sendAnswer(deps: Deps, site: Site, invitation: Invitation): Promise<void> {
  const { state, person, proposal, word, invitedById } = invitation;
  const account = await accountOfMember(deps.db.read, invitedById);
  if (!account?.email || !person || (state !== 'accepted' && state !== 'declined' && state !== 'proposed')) return;
  const words = state === 'proposed' ? proposal : state === 'declined' ? word : null;
  const letter = answeredLetter(deps.config, site, { locale: account.locale as Locale, state, name: person.name, words });
  await deps.mail({ to: account.email, ...letter });
}

type Answer = { locale: Locale; state: 'accepted' | 'declined' | 'proposed'; name: string; words: string | null };

export function answeredLetter(config: Config, site: Site, { locale, state, name, words }: Answer): Omit<Mail, 'to'> {
  const t = (key: MessageKey) => translate(locale, key, { site: site.settings.name, name });
  const blocks: Block[] = [
    t(`mail.invitation.told.${state}`),
    ...(words ? [{ quote: words }] : []),
    { link: t('mail.invitation.desk'), url: `${siteUrl(config, site)}/admin/#/invitations` },
  ];
  return writeLetter({ locale, subject: t(`mail.invitation.told.${state}`), blocks, site });
}
