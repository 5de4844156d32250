import { eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import type { Translate } from '../pages/page.tsx';

type BylinesProps = { t: Translate; article: string; names: string[]; section: string | null };

/** Who signed an article, and the ways to hear of what they write, and of its section. */
export function Bylines({ t, article, names, section }: BylinesProps) {
  if (names.length === 0 && section === null) return null;
  return (
    <p class="meta">
      {names.map((name, place) => (
        <span key={name}>
          {place === 0 ? t('follows.by', { name }) : name}{' '}
          <a href={`/follow/byline/${place}-${encodeURIComponent(article)}`} aria-label={t('follows.linkTo', { name })}>
            {t('follows.link')}
          </a>
        </span>
      ))}
      {section !== null && <a href={`/follow/section/${encodeURIComponent(section)}`}>{t('follows.section', { name: section })}</a>}
    </p>
  );
}

/** As its site confirmed them, in their order. */
export async function bylinesOf(reader: Reader, articleId: number): Promise<string[]> {
  const { articles } = reader.t;
  const [row] = await reader.select({ bylines: articles.bylines }).from(articles).where(eq(articles.id, articleId));
  return row!.bylines;
}
