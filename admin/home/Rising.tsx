import type { RisingWire } from '#server/home/wire.ts';
import { lineOf, topOf } from '../charts/scale.ts';
import { useWords } from '../words.tsx';

/** Threads that are written in faster than before, each with its twelve hours. */
export function Rising({ rising }: { rising: RisingWire[] }) {
  const { t } = useWords();
  return (
    <section aria-labelledby="home-rises">
      <header>
        <h2 id="home-rises">{t('home.rising')}</h2>
        <a class="tap small" href="#/threads">
          {t('rail.threads')}
        </a>
      </header>
      {rising.length === 0 && <p class="nothing">{t('home.rising_none')}</p>}
      <ul class="rise">
        {rising.map(({ id, title, url, n, usual, hours }) => (
          <li key={id}>
            <a href={url}>{title}</a>
            <svg class="spark" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={t('home.rising_line', { n, usual })}>
              <path class="line" d={lineOf(hours, topOf(Math.max(...hours)))} />
            </svg>
            <span>{t('home.rising_n', { n })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
