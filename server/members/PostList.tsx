import type { Context } from 'hono';
import type { ComponentChildren } from 'preact';
import { requireSite, type Env } from '../http/who.ts';
import { momentOf } from '../i18n/translate.ts';
import { wordsOf } from '../pages/page.tsx';
import type { OwnRow } from './profile.ts';

/** Somebody's posts, each with where it stands and, where `of` adds any, what else there is to say of it. */
export function PostList({ c, rows, of }: { c: Context<Env>; rows: OwnRow[]; of?: (row: OwnRow) => ComponentChildren }) {
  const t = wordsOf(c);
  return (
    <ol class="rows">
      {rows.map((row) => {
        const place = row.threadTitle ?? row.articleTitle ?? t('profile.article');
        return (
          <li key={row.uid} class="flow">
            <p class="meta">
              <span>
                {t('profile.under')} <a href={row.state === 'published' ? `/p/${row.uid}` : `/t/${row.threadUid}`}>{place}</a>
              </span>
              <time dateTime={row.createdAt.toISOString()}>{momentOf(c.var.locale, row.createdAt, requireSite(c).timeZone)}</time>
            </p>
            <div class="text" dangerouslySetInnerHTML={{ __html: row.html }} />
            {of?.(row)}
          </li>
        );
      })}
    </ol>
  );
}
