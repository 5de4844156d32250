import { accountLetter, type AccountLetterKind, type FactorChange } from '../../accounts/mails.ts';
import { guestLetter } from '../../guests/mails.ts';
import { answeredLetter, invitationLetter, type InvitationMail } from '../../invitations/mails.ts';
import { ownLetter } from '../../members/own-mails.ts';
import { siteUrl } from '../../sites/url.ts';
import { AT, forEach, LATER, nowhere, WORDS, type Of, type Wordings } from './made-up.ts';

const PATHS: Record<Exclude<AccountLetterKind, 'factors'>, string> = {
  confirm: '/confirm',
  known: '/signin',
  unproved: '/reset',
  link: '/signin',
  unprovedLink: '/reset',
  reset: '/reset',
  changed: '/forgot',
  prove: '/account/confirm-it-is-you',
};

const CHANGES: Record<FactorChange, true> = {
  passkeyAdded: true,
  passkeyRemoved: true,
  totpEnabled: true,
  totpDisabled: true,
  recoveryMade: true,
  recoveryUsed: true,
  factorsReset: true,
};

export const accounts = (of: Of): Wordings => ({
  ...forEach(PATHS, (kind, path) => accountLetter(kind, { ...of, url: nowhere(of, path), change: '' })),
  ...forEach(CHANGES, (change) => accountLetter('factors', { ...of, url: `${siteUrl(of.config, of.site)}/account`, change })),
});

export const guests = (of: Of): Wordings => ({
  guest: guestLetter(of.site, { locale: of.locale, origin: siteUrl(of.config, of.site), url: nowhere(of, '/guest') }),
});

export const leaving = (of: Of): Wordings => ({
  leaving: ownLetter({ ...of, about: 'leaving', date: LATER, url: nowhere(of, '/account') }),
});

export const takeout = (of: Of): Wordings => ({
  takeout: ownLetter({ ...of, about: 'takeout', date: LATER, url: nowhere(of, '/account') }),
});

const PURPOSES: Record<Exclude<InvitationMail['purpose'], 'answered'>, true> = {
  invited: true,
  fresh: true,
  dates: true,
  before: true,
  last: true,
};

export function invitations(of: Of): Wordings {
  const { config, site, locale } = of;
  const { staff, message, thread, expert: name, proposal, word } = WORDS[locale];
  const invited = { locale, inviter: { name: staff, role: 'manager' }, message, startsAt: AT, endsAt: LATER } as const;
  const link = { url: nowhere(of, '/invitations'), threads: [thread] };
  return {
    staff: invitationLetter(site, { ...invited, kind: 'staff', role: 'moderator' }, { ...link, purpose: 'invited' }),
    ...forEach(PURPOSES, (purpose) => invitationLetter(site, { ...invited, kind: 'expert', role: 'expert' }, { ...link, purpose })),
    ...forEach({ accepted: null, declined: word, proposed: proposal }, (state, words) =>
      answeredLetter(config, site, { locale, state, name, words }),
    ),
  };
}
