import type { LegalGroundWire, NoticeWire } from '#server/notices/wire.ts';
import { Ago } from '../../clock.tsx';
import { useWords } from '../../words.tsx';

type Props = { notices: NoticeWire[]; grounds: LegalGroundWire[] };

export function Notices({ notices, grounds }: Props) {
  const { t } = useWords();
  if (!notices.length) return null;
  return (
    <section class="why" aria-labelledby="law-notices">
      <h3 id="law-notices">{t('case.law.notices', { n: notices.length })}</h3>
      {notices.map((notice) => (
        <Notice key={notice.id} notice={notice} ground={grounds.find(({ id }) => id === notice.ground)} />
      ))}
      <p class="small soft">{t('case.law.secret')}</p>
    </section>
  );
}

function Notice({ notice, ground }: { notice: NoticeWire; ground: LegalGroundWire | undefined }) {
  const { t } = useWords();
  const { name, email, emailProved, explanation, url, at, outcome } = notice;
  return (
    <article class="law-notice">
      <dl class="kv">
        <dt>{t('case.law.from')}</dt>
        <dd>
          {name ?? t('case.law.nobody')} {email && <span class="soft">{email}</span>}{' '}
          {email && <span class="tag">{t(emailProved ? 'case.law.proved' : 'case.law.unproved')}</span>} <Ago at={at} />
        </dd>
        <dt>{t('case.law.ground')}</dt>
        <dd>
          {ground?.label ?? notice.ground}
          {ground?.article && <span class="soft"> {ground.url ? <a href={ground.url}>{ground.article}</a> : ground.article}</span>}
        </dd>
        <dt>{t('case.law.address')}</dt>
        <dd>
          <a href={url}>{url}</a>
        </dd>
        {outcome && <dt>{t('case.law.outcome')}</dt>}
        {outcome && <dd>{t(`case.law.outcome_${outcome}`)}</dd>}
      </dl>
      <blockquote class="kept">{explanation}</blockquote>
    </article>
  );
}
