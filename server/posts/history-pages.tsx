import { Hono } from 'hono';
import { diffWords } from '../../widget/thread/diff.ts';
import { Refusal } from '../errors.ts';
import { requireSite, type Env } from '../http/who.ts';
import { momentOf } from '../i18n/translate.ts';
import { shownIn, withWordsFor } from '../media/figures.ts';
import { textOf } from '../markdown/text-of.ts';
import { renderPage, wordsOf, type Translate } from '../pages/page.tsx';
import { findPublic } from './find-public.ts';
import { publicVersions } from './history.ts';

/** Cells of a comparison, some milliseconds: anybody may ask for the page, again and again. */
const LIMIT = 250_000;

/** What a comment said before each change of it. */
export const historyPages = new Hono<Env>().get('/p/:id/history', async (c) => {
  const { post, place } = await findPublic(c.var.deps, c.req.param('id'));
  if (place.site.id !== requireSite(c).id) throw new Refusal('not_found');
  const t = wordsOf(c);
  const versions = await publicVersions(c.var.deps.db.read, post);
  return renderPage(c, {
    title: t('history.title'),
    narrow: true,
    children: (
      <div class="flow">
        <h1>{t('history.title')}</h1>
        <p class="meta">{t('history.of', { name: post.authorName })}</p>
        <ol class="rows">
          {versions.map(({ html, at }, i) => (
            <li key={at.getTime()} class="flow">
              <h2 class="small">
                <time dateTime={at.toISOString()}>{momentOf(c.var.locale, at, place.site.timeZone)}</time>
              </h2>
              {versions[i + 1] ? (
                <Changes t={t} from={textOf(versions[i + 1]!.html)} to={textOf(html)} />
              ) : (
                <div class="text" dangerouslySetInnerHTML={{ __html: withWordsFor(html, shownIn(post.html)) }} />
              )}
            </li>
          ))}
        </ol>
        <a class="btn" href={`/p/${post.uid}`}>
          {t('history.back')}
        </a>
      </div>
    ),
  });
});

/** What left is struck, what came is underlined, and both are named aloud. */
function Changes({ t, from, to }: { t: Translate; from: string; to: string }) {
  return (
    <p class="text diff">
      {diffWords(from, to, LIMIT).map(({ kind, text }) => {
        if (kind === 'same') return text;
        const Tag = kind === 'old' ? 'del' : 'ins';
        return (
          <Tag>
            <span class="sr">{t(`history.${kind}`)} </span>
            {text}
          </Tag>
        );
      })}
    </p>
  );
}
