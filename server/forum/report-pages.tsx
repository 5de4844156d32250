import { Hono, type Context } from 'hono';
import { Refusal } from '../errors.ts';
import { requireMember, requireSite, type Env } from '../http/who.ts';
import { asMember } from '../members/own.ts';
import { currentRules } from '../charter/queries.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { findPublic } from '../posts/find-public.ts';
import { newReport } from '../posts/input.ts';
import { reportPost } from '../reports/report-post.ts';

/** Reporting with a form alone. */
export const reportPages = new Hono<Env>()
  .get('/p/:id/report', async (c) => {
    const { post } = await findReported(c, c.req.param('id'));
    return asMember(c, () => form(c, post.html));
  })
  .post('/p/:id/report', async (c) => {
    const { post, place } = await findReported(c, c.req.param('id'));
    const actor = await requireMember(c, place.site);
    const { rule, note } = await c.req.parseBody();
    const report = newReport.parse({ rule: rule ? Number(rule) : null, note: note ?? '' });
    await c.var.deps.limit('reportFromAddress', c.var.address.ip);
    await reportPost(c.var.deps, actor, { place, postId: post.id, rule: report.rule ?? null, note: report.note, referrer: null });
    const t = wordsOf(c);
    return renderPage(c, {
      title: t('report.title'),
      narrow: true,
      children: (
        <>
          <h1>{t('report.thanks')}</h1>
          <p>{t('report.next')}</p>
          <a class="btn" href={`/t/${place.thread.uid}?around=${post.uid}#p-${post.uid}`}>
            {t('report.back')}
          </a>
        </>
      ),
    });
  });

async function findReported(c: Context<Env>, uid: string) {
  const found = await findPublic(c.var.deps, uid);
  if (found.place.site.id !== requireSite(c).id) throw new Refusal('not_found');
  return found;
}

async function form(c: Context<Env>, html: string) {
  const t = wordsOf(c);
  const rules = await currentRules(c.var.deps.db.read, requireSite(c));
  return renderPage(c, {
    title: t('report.title'),
    narrow: true,
    children: (
      <form method="post" class="flow">
        <h1>{t('report.title')}</h1>
        <p class="meta">{t('report.help')}</p>
        <blockquote class="text" dangerouslySetInnerHTML={{ __html: html }} />
        <fieldset class="field">
          <legend>{t('report.why')}</legend>
          {rules.map((rule) => (
            <label class="choice" key={rule.number}>
              <input type="radio" name="rule" value={rule.number} required />
              <span>
                {rule.title} <span class="meta">{t('report.rule', { number: rule.number })}</span>
              </span>
            </label>
          ))}
          <label class="choice">
            <input type="radio" name="rule" value="" required />
            <span>{t('report.other')}</span>
          </label>
        </fieldset>
        <div class="field">
          <label for="note">{t('report.note')}</label>
          <textarea id="note" name="note" rows={2} maxLength={1000} />
        </div>
        <button class="btn main">{t('report.send')}</button>
      </form>
    ),
  });
}
