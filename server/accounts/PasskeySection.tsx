import { dateOf, type Locale } from '../i18n/translate.ts';
import type { Translate } from '../pages/page.tsx';
import { Field, Form, type Problem } from './form.tsx';
import { PasskeyForm } from './PasskeyForm.tsx';
import type { PasskeyOptions } from './passkey-options.ts';
import type { Passkey } from './passkeys.ts';

type Props = {
  t: Translate;
  locale: Locale;
  timeZone: string;
  passkeys: Passkey[];
  /** null where this host can have none. */
  adding: { options: PasskeyOptions; name: string } | null;
  mayChange: boolean;
  problem?: Problem;
};

export function PasskeySection({ t, locale, timeZone, passkeys, adding, mayChange, problem }: Props) {
  return (
    <section class="flow" id="passkeys">
      <h2>{t('passkey.title')}</h2>
      <p class="meta">{t('passkey.what')}</p>
      {problem && (
        <p class="note bad" role="alert">
          <strong>{problem.note}</strong>
        </p>
      )}
      {passkeys.length > 0 && (
        <ul class="rows">
          {passkeys.map((passkey) => (
            <li class="flow" key={passkey.uid}>
              <Known t={t} locale={locale} timeZone={timeZone} passkey={passkey} mayChange={mayChange} />
            </li>
          ))}
        </ul>
      )}
      {mayChange && adding && (
        <PasskeyForm t={t} action="/account/passkeys" options={adding.options} label={t('passkey.add')}>
          <Field name="name" label={t('passkey.name')} help={t('passkey.nameHelp')} value={adding.name} maxLength={60} problem={problem} />
        </PasskeyForm>
      )}
    </section>
  );
}

type KnownProps = Pick<Props, 't' | 'locale' | 'timeZone' | 'mayChange'> & { passkey: Passkey };

function Known({ t, locale, timeZone, passkey, mayChange }: KnownProps) {
  const { uid, name, rpId, createdAt, lastUsedAt } = passkey;
  const day = (date: Date) => dateOf(locale, date, timeZone);
  return (
    <>
      <p>
        <strong>{name}</strong>
        <br />
        <span class="meta">{t('passkey.facts', { host: rpId, made: day(createdAt), used: lastUsedAt ? day(lastUsedAt) : 'never' })}</span>
      </p>
      {mayChange && (
        <details class="flow">
          <summary>{t('passkey.change', { name })}</summary>
          <Form action={`/account/passkeys/${uid}`}>
            <div class="field">
              <label for={`name-${uid}`}>{t('passkey.name')}</label>
              <input id={`name-${uid}`} name="name" value={name} maxLength={60} required />
            </div>
            <button class="btn">{t('passkey.rename')}</button>
          </Form>
          <Form action={`/account/passkeys/${uid}/removal`}>
            <button class="btn">{t('passkey.remove')}</button>
          </Form>
        </details>
      )}
    </>
  );
}
