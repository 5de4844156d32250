import { eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Translate } from '../pages/page.tsx';

/** Who signed an article, and the way to hear of what they write. */
export function Bylines({ t, article, names }: { t: Translate; article: string; names: string[] }) {
  return (
    <p class="meta">
      <span>{t('follows.by')}</span>
      {names.map((name, place) => (
        <span key={name}>
          {name}{' '}
          <a href={`/follow/byline/${place}-${encodeURIComponent(article)}`} aria-label={t('follows.linkTo', { name })}>
            {t('follows.link')}
          </a>
        </span>
      ))}
    </p>
  );
}

/** As its site confirmed them, in their order. */
export async function bylinesOf(reader: Reader, articleId: number): Promise<string[]> {
  const { articles } = reader.t;
  const [row] = await reader.select({ bylines: articles.bylines }).from(articles).where(eq(articles.id, articleId));
  return row!.bylines;
}
