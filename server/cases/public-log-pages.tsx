import { Hono, type Context } from 'hono';
import { Refusal } from '../errors.ts';
import { requireSite, type Env } from '../http/who.ts';
import { dateOf } from '../i18n/translate.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { lawOf } from '../sites/law.ts';
import { groundWords } from './ground-words.ts';
import { appealOutcomes, decisionsByGround, noticeOutcomes } from './public-log.ts';

/** Days that the page tells of. */
const DAYS = 90;

/** What a site's moderation comes to, in figures: no name, no text, nothing that leads to a person. Where the site wants it shown. */
export const publicLogPages = new Hono<Env>().get('/moderation', async (c) => {
  if (!lawOf(requireSite(c)).publicLog) throw new Refusal('not_found');
  return show(c);
});

async function show(c: Context<Env>) {
  const { deps, locale } = c.var;
  const site = requireSite(c);
  const t = wordsOf(c);
  const since = new Date(deps.now().getTime() - DAYS * 86_400_000);
  const of = { siteId: site.id, since };
  const { read } = deps.db;
  const [decisions, notices, appeals] = [await decisionsByGround(read, of), await noticeOutcomes(read, of), await appealOutcomes(read, of)];
  return renderPage(c, {
    title: t('log.title'),
    head: { of: 'forum', description: t('head.log', { site: requireSite(c).settings.name }) },
    children: (
      <article class="flow">
        <h1>{t('log.title')}</h1>
        <p class="lede">{t('log.what', { date: dateOf(locale, since, site.timeZone) })}</p>
        <table class="figures">
          <caption>{t('log.decisions', { n: decisions.reduce((sum, { n }) => sum + n, 0) })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('log.why')}</th>
              <th scope="col">{t('log.verdict')}</th>
              <th scope="col">{t('log.count')}</th>
            </tr>
          </thead>
          <tbody>
            {decisions.map(({ rule, ruleTitle, legalGround, verdict, automatic, n }) => (
              <tr key={`${rule} ${legalGround} ${verdict} ${automatic}`}>
                <th scope="row">
                  {rule !== null ? `${rule}. ${ruleTitle}` : legalGround ? groundWords(t, legalGround) : t('log.noGround')}
                </th>
                <td>
                  {t(`log.verdict.${verdict}`)} {automatic && t('log.automatic')}
                </td>
                <td>{n}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>{t('log.notices', notices)}</p>
        <p>{t('log.appeals', appeals)}</p>
        <p>
          <a href="/charter">{t('page.charter')}</a>
        </p>
      </article>
    ),
  });
}
