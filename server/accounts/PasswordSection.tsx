import type { Translate } from '../pages/page.tsx';
import { Field, Form, NewPasswordField, type Problem } from './form.tsx';

type Props = { t: Translate; email: string; hasPassword: boolean; problem?: Problem };

/** To change it takes the current one; to choose a first one, the mailbox. */
export function PasswordSection({ t, email, hasPassword, problem }: Props) {
  return (
    <section class="flow">
      <h2>{t(hasPassword ? 'account.changePassword' : 'account.choosePassword')}</h2>
      {hasPassword ? (
        <Form action="/account/password" problem={problem}>
          <input type="hidden" autocomplete="username" value={email} />
          <Field
            name="current"
            label={t('account.current')}
            type="password"
            autocomplete="current-password"
            problem={problem}
            help={<a href="/forgot">{t('signin.forgot')}</a>}
          />
          <NewPasswordField t={t} problem={problem} />
          <button class="btn">{t('account.changePassword')}</button>
        </Form>
      ) : (
        <Form action="/account/password-link" problem={problem}>
          <p class="meta">{t('account.choosePasswordWhat', { email })}</p>
          <button class="btn">{t('account.choosePasswordGo')}</button>
        </Form>
      )}
    </section>
  );
}
