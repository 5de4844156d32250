import type { Translate } from '../pages/page.tsx';
import type { NearThread } from './wire.ts';

/** Beside a thread: others that are about the same. */
export function Related({ t, threads }: { t: Translate; threads: NearThread[] }) {
  if (threads.length === 0) return null;
  return (
    <aside aria-labelledby="related">
      <h2 id="related">{t('search.related')}</h2>
      <ul class="rows tight">
        {threads.map(({ id, url, title, count }) => (
          <li key={id}>
            <a href={url}>{title}</a>
            <p class="meta">{t('forum.answers', { n: count })}</p>
          </li>
        ))}
      </ul>
    </aside>
  );
}
