import type { MemberFile } from '#server/members/wire.ts';
import { glyphs } from '#widget/thread/glyphs.ts';
import { Icon } from '#widget/thread/Icon.tsx';
import { Day } from '../clock.tsx';
import { useWords } from '../words.tsx';

/** What came to them of what they did. */
export function Earned({ earned }: Pick<MemberFile, 'earned'>) {
  const { t, locale } = useWords();
  if (earned.length === 0) return null;
  return (
    <section class="author" aria-labelledby="member-earned">
      <h2 id="member-earned">{t('file.earned')}</h2>
      <ul class="lines">
        {earned.map(({ key, glyph, name, at, hidden }) => (
          <li key={key}>
            <span class="glyph">
              <Icon d={glyphs[glyph]} />
              {name[locale]}
            </span>{' '}
            <span class="soft">
              <Day at={at} />
              {hidden && ` · ${t('file.earned_hidden')}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const REASONS = ['answers', 'mentions', 'followed', 'newsroom', 'reactions'] as const;

/** What they agreed to, how they want to be written to; and who looked here, for who may know. */
export function Consent({ consent, seenBy }: Pick<MemberFile, 'consent' | 'seenBy'>) {
  const { t, number } = useWords();
  const mails = REASONS.filter((reason) => consent.mails[reason] !== 'never');
  return (
    <section class="author" aria-labelledby="member-consent">
      <h2 id="member-consent">{t('file.data')}</h2>
      <dl class="kv">
        <dt>{t('file.charter')}</dt>
        <dd>{t('file.charter_value', { n: consent.charter ?? 0 })}</dd>
        <dt>{t('file.age')}</dt>
        <dd>{consent.age ? <Day at={consent.age} /> : t('file.age_none')}</dd>
        <dt>{t('file.mails')}</dt>
        <dd>{mails.map((reason) => t(`file.mails.${reason}`)).join(', ') || t('file.mails_none')}</dd>
        <dt>{t('file.devices')}</dt>
        <dd>{number(consent.devices)}</dd>
        {seenBy.length > 0 && (
          <>
            <dt>{t('file.seen')}</dt>
            <dd>{seenBy.join(', ')}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
