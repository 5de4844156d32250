import type { Context } from 'hono';
import { requireSite, type Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';

/** Where one is: from the forum down. */
export function Trail({ c, to }: { c: Context<Env>; to: { path: string; name: string }[] }) {
  const t = wordsOf(c);
  return (
    <nav class="meta trail" aria-label={t('forum.trail')}>
      {[{ path: '/', name: requireSite(c).settings.forumName }, ...to].map(({ path, name }) => (
        <a key={path} href={path}>
          {name}
        </a>
      ))}
    </nav>
  );
}
