import { useState } from 'preact/hooks';
import type { DailyReview as Review, Voice } from '#server/reporting/wire.ts';
import { api, type ApiError } from '../api.ts';
import { useMoments } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { dayWords } from '../home/day-words.ts';
import { hrefOf } from '../route.ts';
import { Loading } from '../settings/Loading.tsx';
import { asApiError, useLoad } from '../use-load.ts';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';
import { Sections } from './Sections.tsx';

/** What the letter of the morning says, of any day; null: of yesterday. */
export function DailyReview({ day }: { day: string | null }) {
  const { t, locale } = useWords();
  const loaded = useLoad(() => api.get<Review>(`/reports/daily?lang=${locale}${day ? `&day=${day}` : ''}`));
  const review = loaded.value;
  useTitle(review ? t('reporting.daily_of', { day: dayWords(review.day, locale) }) : t('reporting.daily'));
  if (!review) return <Loading {...loaded} />;
  return (
    <div class="stack-6">
      <Days review={review} />
      {!review.counted && <p class="soft">{t('reporting.daily_not_yet')}</p>}
      {review.quiet && <p>{t('reporting.daily_quiet')}</p>}
      {review.counted && (
        <div class="report-parts">
          <Sections sections={review.sections} />
          <Voices voices={review.voices} />
        </div>
      )}
      <Mailed mailed={review.mailed} />
    </div>
  );
}

function Days({ review: { day, from, until, before, after, sections } }: { review: Review }) {
  const { t, locale } = useWords();
  const moment = useMoments();
  const to = (other: string) => hrefOf({ screen: 'reports', part: 'day', at: other });
  return (
    <header class="bar">
      <div>
        <h2>{dayWords(day, locale)}</h2>
        <p class="soft small">
          {t('reporting.daily_span', { from: moment(from), until: moment(until) })}{' '}
          {sections.some(({ key }) => key === 'waits') && t('reporting.daily_now')}
        </p>
      </div>
      <nav class="bar push" aria-label={t('reporting.days')}>
        {before && (
          <a class="btn" href={to(before)}>
            ← {t('reporting.daily_before')}
          </a>
        )}
        {after && (
          <a class="btn" href={to(after)}>
            {t('reporting.daily_after')} →
          </a>
        )}
      </nav>
    </header>
  );
}

function Voices({ voices }: { voices: Voice[] }) {
  const { t } = useWords();
  return (
    <section class="report-part" aria-labelledby="report-voices">
      <h2 id="report-voices">{t('reporting.voices')}</h2>
      {voices.length === 0 && <p class="soft">{t('reporting.voices_none')}</p>}
      {voices.map(({ name, words, title, url }) => (
        <figure class="voice" key={url}>
          <blockquote>{words}</blockquote>
          <figcaption class="small">
            <a href={url}>{t('reporting.voice_in', { name, title })}</a>
          </figcaption>
        </figure>
      ))}
    </section>
  );
}

/** By mail, for who reads this alone. */
function Mailed({ mailed }: { mailed: boolean }) {
  const { t } = useWords();
  const [on, setOn] = useState(mailed);
  const [error, setError] = useState<ApiError | null>(null);
  const change = async (wanted: boolean) => {
    setOn(wanted);
    setError(null);
    await (wanted ? api.put('/reports/daily/mail') : api.remove('/reports/daily/mail')).catch((failure: unknown) => {
      setOn(!wanted);
      setError(asApiError(failure));
    });
  };
  return (
    <div class="stack">
      <label class="check">
        <input type="checkbox" checked={on} onChange={({ currentTarget }) => void change(currentTarget.checked)} />
        <span>{t('reporting.daily_mail')}</span>
      </label>
      <p class="soft small">{t('reporting.daily_mail_hint')}</p>
      {error && <Failure error={error} />}
    </div>
  );
}
