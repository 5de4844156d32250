import type { Context } from 'hono';
import type { There } from '../forum/kind-parts.tsx';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';

/** On /manage: it is held on a page of its own. */
export async function LiveSection(c: Context<Env>, { thread }: There) {
  const t = wordsOf(c);
  return (
    <section class="flow" aria-labelledby="live">
      <h2 id="live">{t('live.console')}</h2>
      <p>
        <a class="btn main" href={`/lives/${thread.uid}`}>
          {t('live.hold')}
        </a>
      </p>
    </section>
  );
}
