import { Hono, type Context } from 'hono';
import { Refusal } from '../errors.ts';
import { requireSite, type Env } from '../http/who.ts';
import { dateOf } from '../i18n/translate.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { currentRules, rulesOfVersion, type Rule } from './queries.ts';

/** The rules in force, and every version that ever was: what a decision cites keeps its address. */
export const charterPages = new Hono<Env>()
  .get('/charter', async (c) => show(c, await currentRules(c.var.deps.db.read, requireSite(c)), true))
  .get('/charter/rules/:number{[0-9]+}', (c) => {
    return c.redirect(`/charter/${requireSite(c).charterVersion}#rule-${c.req.param('number')}`);
  })
  .get('/charter/:version{[0-9]+}', async (c) => {
    const site = requireSite(c);
    const rules = await rulesOfVersion(c.var.deps.db.read, site.id, Number(c.req.param('version')));
    return show(c, rules, rules[0]?.version === site.charterVersion);
  });

function show(c: Context<Env>, rules: Rule[], inForce: boolean) {
  const [first] = rules;
  if (!first) throw new Refusal('not_found');
  const t = wordsOf(c);
  return renderPage(c, {
    title: t('charter.title'),
    head: {
      of: 'forum',
      path: inForce ? '/charter' : c.req.path,
      hidden: !inForce,
      description: t('head.charter', { site: requireSite(c).settings.name }),
    },
    children: (
      <article class="flow charter">
        <h1>{t('charter.title')}</h1>
        <p class="meta">
          {t(inForce ? 'charter.inForce' : 'charter.past', {
            version: first.version,
            date: dateOf(c.var.locale, first.publishedAt, requireSite(c).timeZone),
          })}
        </p>
        {!inForce && (
          <p>
            <a href="/charter">{t('charter.current')}</a>
          </p>
        )}
        <ol class="rules">
          {rules.map((rule) => (
            <li id={`rule-${rule.number}`} key={rule.number} class="flow">
              <h2 class="small">
                <a class="plain" href={`/charter/${rule.version}#rule-${rule.number}`}>
                  {`${rule.number}. ${rule.title}`}
                </a>
              </h2>
              {rule.body && <p>{rule.body}</p>}
            </li>
          ))}
        </ol>
      </article>
    ),
  });
}
