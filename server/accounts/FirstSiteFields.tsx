import type { Locale } from '../i18n/translate.ts';
import type { Translate } from '../pages/page.tsx';
import { Field, type Problem, type Typed } from './form.tsx';
import { LocaleField } from './LocaleField.tsx';

/** What the first site of an installation needs; its host is the one this page is on. */
export function FirstSiteFields({
  t,
  typed,
  problem,
  host,
  locale,
}: {
  t: Translate;
  typed: Typed;
  problem?: Problem;
  host: string;
  locale: Locale;
}) {
  return (
    <>
      <h2>{t('signup.siteTitle')}</h2>
      <p class="meta">{t('signup.siteHost', { host })}</p>
      <Field name="siteName" label={t('signup.siteName')} help={t('signup.siteNameHelp')} value={typed.siteName} problem={problem} />
      <Field
        name="key"
        label={t('signup.siteKey')}
        help={t('signup.siteKeyHelp')}
        value={typed.key}
        autocapitalize="none"
        spellcheck={false}
        problem={problem}
      />
      <LocaleField label={t('signup.siteLocale')} chosen={typed.locale ?? locale} />
      <Field
        name="origins"
        label={t('signup.siteOrigins')}
        help={t('signup.siteOriginsHelp')}
        lines={3}
        value={typed.origins}
        problem={problem}
      />
    </>
  );
}
