import { Hono } from 'hono';
import { renderDoor } from '../accounts/form.tsx';
import { cursorOf, readCursor } from '../http/cursor.ts';
import { requireSite, type Env } from '../http/who.ts';
import { momentOf } from '../i18n/translate.ts';
import { asMember } from '../members/own.ts';
import { OwnTabs } from '../members/OwnTabs.tsx';
import { wordsOf } from '../pages/page.tsx';
import { reactionsPage, REACTIONS_PAGE } from './queries.ts';
import { reactionsOf } from './set.ts';

/** To what one has reacted, and with what: from there one takes it back. */
export const ownReactionPages = new Hono<Env>().get('/account/reactions', (c) =>
  asMember(c, async ({ member }) => {
    const t = wordsOf(c);
    const { settings, timeZone } = requireSite(c);
    const words = new Map(reactionsOf(settings).map((one) => [one.key, one[c.var.locale]]));
    const rows = await reactionsPage(c.var.deps.db.read, member.id, readCursor(c.req.query('before')));
    const page = rows.slice(0, REACTIONS_PAGE);
    return renderDoor(c, {
      title: t('own.reactions'),
      children: (
        <>
          <h1>{t('own.reactions')}</h1>
          <OwnTabs t={t} here="/account/reactions" />
          {page.length === 0 && <p class="meta">{t('reactions.none')}</p>}
          <ol class="rows">
            {page.map(({ postUid, kind, author, html, createdAt, threadTitle, articleTitle }) => (
              <li key={`${postUid} ${kind}`} class="flow">
                <p class="meta">
                  <span>{words.get(kind) ?? kind}</span>
                  <a href={`/p/${postUid}`}>{t('reactions.of', { name: author })}</a>
                  <span>
                    {t('profile.under')} {threadTitle ?? articleTitle ?? t('profile.article')}
                  </span>
                  <time dateTime={createdAt.toISOString()}>{momentOf(c.var.locale, createdAt, timeZone)}</time>
                </p>
                <div class="text" dangerouslySetInnerHTML={{ __html: html }} />
                <form method="post" action={`/p/${postUid}/reactions`}>
                  <button class="act say" name="undo" value={kind}>
                    {t('reactions.undo')}
                  </button>
                </form>
              </li>
            ))}
          </ol>
          {rows.length > REACTIONS_PAGE && (
            <a class="btn" href={`/account/reactions?before=${cursorOf(page.at(-1)!)}`}>
              {t('profile.older')}
            </a>
          )}
        </>
      ),
    });
  }),
);
