import { Hono } from 'hono';
import { currentRules } from '../charter/queries.ts';
import { staffOf, type Env } from '../http/who.ts';
import { momentOf } from '../i18n/translate.ts';
import { paragraphsOf } from '../inbox/present.ts';
import { renderPage, wordsOf, zoneOf } from '../pages/page.tsx';
import { versionsOf } from './queries.ts';

/** For who writes on the forum's own pages: journalists have no desk. */
export const positioningPages = new Hono<Env>().get('/positioning', async (c) => {
  const t = wordsOf(c);
  const { site } = staffOf(c);
  const { read } = c.var.deps.db;
  const [last] = await versionsOf(read, site.id);
  const rules = await currentRules(read, site);
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: t('positioning.title'),
    children: (
      <div class="sheet">
        <h1>{t('positioning.title')}</h1>
        <p class="meta">{t('positioning.what')}</p>
        <h2>{t('positioning.tone')}</h2>
        {last?.tone ? <div dangerouslySetInnerHTML={{ __html: paragraphsOf(last.tone) }} /> : <p class="meta">{t('positioning.none')}</p>}
        {last && last.points.length > 0 && (
          <>
            <h2>{t('positioning.points')}</h2>
            <dl>
              {last.points.map(({ about, say }) => (
                <div key={about}>
                  <dt>
                    <strong>{about}</strong>
                  </dt>
                  <dd class="typed">{say}</dd>
                </div>
              ))}
            </dl>
          </>
        )}
        <h2>
          <a href="/charter">{t('page.charter')}</a>
        </h2>
        <ol>
          {rules.map(({ number, title }) => (
            <li key={number}>{title}</li>
          ))}
        </ol>
        {last && (
          <p class="meta">
            {t('positioning.version', {
              version: last.version,
              name: last.goneAt === null ? last.by : '',
              date: momentOf(c.var.locale, last.at, zoneOf(c)),
            })}
          </p>
        )}
      </div>
    ),
  });
});
