import { eq, inArray } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { textOf } from '../markdown/text-of.ts';
import { isCommonWord, languageOf } from '../moderation/language.ts';
import { languagesOf } from './entry.ts';
import { wordsOf, type Language } from './words.ts';

/** Of its title and then of what it opens with, a thread is known by so many. */
const MOST = 60;
const SHORTEST = 3;

type Row = { siteId: number; threadId: number; word: string; inTitle: boolean };

export async function wordsOfThreads(reader: Reader, ids: number[]): Promise<Row[][]> {
  const { threads, posts, articles, sites } = reader.t;
  const rows = await reader
    .select({
      threadId: threads.id,
      siteId: threads.siteId,
      title: threads.title,
      article: { title: articles.title, confirmedAt: articles.confirmedAt },
      html: posts.html,
      settings: sites.settings,
    })
    .from(threads)
    .innerJoin(sites, eq(sites.id, threads.siteId))
    .leftJoin(articles, eq(articles.id, threads.articleId))
    .leftJoin(posts, eq(posts.id, threads.openingId))
    .where(inArray(threads.id, ids));
  return rows.map(({ threadId, siteId, title, article, html, settings }) => {
    // What a page claims of itself is nobody's word.
    const known = title ?? (article?.confirmedAt ? article.title : null) ?? '';
    const inTitle = tellingWords(known, settings.locale);
    const words = new Set([...inTitle, ...tellingWords(textOf(html ?? ''), settings.locale)]);
    return [...words].slice(0, MOST).map((word) => ({ siteId, threadId, word, inTitle: inTitle.has(word) }));
  });
}

/** What a text is about: its words without the common ones, each by one stem. */
export function tellingWords(text: string, locale: Language): Set<string> {
  const words = wordsOf(text, languagesOf(languageOf(text) ?? locale));
  const telling = words.filter(({ form }) => form.length >= SHORTEST && !isCommonWord(form, locale));
  return new Set(telling.map(({ form, stems }) => stems.at(-1) ?? form));
}
