import { useState } from 'preact/hooks';
import type { InvitationAnswer } from '#server/invitations/wire.ts';
import type { Role } from '#server/threads/wire.ts';
import { Failure } from '../Failure.tsx';
import { Choice, Line, Lines } from '../settings/fields.tsx';
import { useSubmit } from '../use-form.ts';
import type { Locale } from '../words.tsx';
import { useWords } from '../words.tsx';
import { invite } from './invite.ts';

type Props = { roles: Role[]; onMade: (answer: InvitationAnswer) => void };

export function InviteByMail({ roles, onMade }: Props) {
  const { t, locale: mine } = useWords();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<string>(roles[0]!);
  const [message, setMessage] = useState('');
  const [locale, setLocale] = useState<string>(mine);
  const { error, busy, form, errorIn } = useSubmit(async () =>
    onMade(await invite({ kind: 'mail', email, role: role as Role, message, locale: locale as Locale })),
  );
  return (
    <form class="stack" {...form}>
      <p class="soft">{t('invitations.mail_hint')}</p>
      {error && <Failure error={error} />}
      <div class="two">
        <Line id="email" label={t('invitations.email')} value={email} error={errorIn('email')} onChange={setEmail} />
        <Choice
          id="role"
          label={t('invitations.role')}
          value={role}
          options={roles.map((each) => [each, t(`role.${each}`)])}
          error={errorIn('role')}
          onChange={setRole}
        />
        <LocaleChoice value={locale} onChange={setLocale} />
      </div>
      <Lines id="message" label={t('invitations.message')} value={message} error={errorIn('message')} onChange={setMessage} />
      <p>
        <button class="btn" data-primary type="submit" aria-disabled={busy}>
          {t('invitations.send')}
        </button>
      </p>
    </form>
  );
}

/** The language of the mail. */
export function LocaleChoice({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useWords();
  return (
    <Choice
      id="locale"
      label={t('invitations.locale')}
      value={value}
      options={[
        ['fr', t('locale.fr')],
        ['en', t('locale.en')],
      ]}
      onChange={onChange}
    />
  );
}
