import { useEffect, useState } from 'preact/hooks';
import type { CheckedLink } from '#server/planning/wire.ts';
import { api, type ApiError } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { asApiError } from '../use-load.ts';
import { useWords } from '../words.tsx';

/** ms after the last key. */
const PAUSE = 400;

/** As a reader will see it, made by what makes posts; and where its links lead. */
export function Preview({ title, source }: { title: string; source: string }) {
  const { t } = useWords();
  const [html, setHtml] = useState('');
  useEffect(() => {
    if (source.trim() === '') return setHtml('');
    const look = () => void api.post<{ html: string }>('/preview', { source }).then((answer) => setHtml(answer.html), ignore);
    const timer = setTimeout(look, PAUSE);
    return () => clearTimeout(timer);
  }, [source]);
  if (!title && !html) return null;
  return (
    <section class="stack" aria-labelledby="preview">
      <h2 id="preview">{t('calendar.preview')}</h2>
      <div class="preview">
        <p class="pt">{title}</p>
        <div dangerouslySetInnerHTML={{ __html: html }} />
      </div>
      {html.includes('<a href="http') && <Links key={source} source={source} />}
    </section>
  );
}

/** The last one stands: what is wrong with the text is said when it is saved. */
const ignore = () => {};

function Links({ source }: { source: string }) {
  const { t } = useWords();
  const [links, setLinks] = useState<CheckedLink[] | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const check = () =>
    void api.post<{ links: CheckedLink[] }>('/calendar/links', { source }).then(
      (answer) => setLinks(answer.links),
      (failure: unknown) => setError(asApiError(failure)),
    );
  const doubtful = links?.filter(({ says }) => says !== 'there') ?? [];
  return (
    <>
      {error && <Failure error={error} />}
      <p>
        <button class="btn" type="button" onClick={check}>
          {t('calendar.links_check')}
        </button>
      </p>
      <output class="stack">
        {links && doubtful.length === 0 && <span class="soft small">{t('calendar.links_there', { n: links.length })}</span>}
        {doubtful.map(({ url, says }) => (
          <span key={url} class="small">
            <span class="state" data-s={says === 'gone' ? 'bad' : 'warn'}>
              {t(says === 'gone' ? 'calendar.link_gone' : 'calendar.link_silent')}
            </span>{' '}
            {url}
          </span>
        ))}
      </output>
    </>
  );
}
