import { Hono, type Context } from 'hono';
import { Field, Form, renderDoor, type Problem, type Typed } from '../accounts/form.tsx';
import { GROUND_IDS, groundOf } from '../cases/legal-grounds.ts';
import { groundWords, isGround } from '../cases/ground-words.ts';
import { Refusal } from '../errors.ts';
import { requireSite, type Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { postById } from '../posts/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { findThreadPlace } from '../threads/queries.ts';

/** Two pages, no script: the law that is broken, then what that ground asks for. */
export const newNoticePages = new Hono<Env>().get('/notices/new', async (c) => {
  const noticed = await findNoticed(c, c.req.query('post'));
  const ground = c.req.query('ground') ?? '';
  return isGround(ground) ? showForm(c, noticed, { ground, typed: {} }) : showGrounds(c, noticed);
});

export type Noticed = Awaited<ReturnType<typeof findNoticed>>;

/** What anybody can read, on this host's site. */
export async function findNoticed(c: Context<Env>, uid = '') {
  const post = await postById(c.var.deps.db.read, uid);
  const place = post?.state === 'published' && (await findThreadPlace(c.var.deps.db.read, post.threadId));
  if (!place || place.site.id !== requireSite(c).id) throw new Refusal('not_found');
  return { post: post!, place };
}

function showGrounds(c: Context<Env>, { post }: Noticed) {
  const t = wordsOf(c);
  const lang = c.req.query('lang');
  return renderDoor(c, {
    title: t('legal.new.title'),
    children: (
      <form method="get" class="flow">
        <h1>{t('legal.new.title')}</h1>
        <p>{t('legal.new.what')}</p>
        <p class="meta">
          {t('legal.new.orReport')} <a href={`/p/${post.uid}/report`}>{t('report.title')}</a>
        </p>
        <blockquote class="text" dangerouslySetInnerHTML={{ __html: post.html }} />
        <input type="hidden" name="post" value={post.uid} />
        {lang && <input type="hidden" name="lang" value={lang} />}
        <fieldset class="field">
          <legend>{t('legal.new.ground')}</legend>
          {GROUND_IDS.map((id) => (
            <label class="choice" key={id}>
              <input type="radio" name="ground" value={id} required />
              <span>
                {t(`ground.${id}`)} {groundOf(id).article && <span class="meta">{groundOf(id).article}</span>}
                <br />
                <span class="meta">{t(`ground.${id}.what`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <button class="btn main">{t('legal.new.next')}</button>
      </form>
    ),
  });
}

type Asked = { ground: string; typed: Typed; problem?: Problem };

export function showForm(c: Context<Env>, noticed: Noticed, { ground, typed, problem }: Asked) {
  if (!isGround(ground)) return showGrounds(c, noticed);
  const t = wordsOf(c);
  const { post, place } = noticed;
  const { url, anonymous } = groundOf(ground);
  const field = (name: string) => ({ name, value: typed[name], problem });
  return renderDoor(c, {
    title: t('legal.new.title'),
    status: problem?.status,
    children: (
      <Form action="/notices" problem={problem}>
        <h1>{t('legal.new.title')}</h1>
        <p>
          {url ? <a href={url}>{groundWords(t, ground)}</a> : groundWords(t, ground)}
          <br />
          <a href={`/notices/new?post=${post.uid}`}>{t('legal.new.otherGround')}</a>
        </p>
        <p class="meta">{t(`ground.${ground}.what`)}</p>
        <blockquote class="text" dangerouslySetInnerHTML={{ __html: post.html }} />
        <input type="hidden" name="post" value={post.uid} />
        <input type="hidden" name="ground" value={ground} />
        <p>
          <strong>{t('legal.notice.where')}</strong> <code>{`${siteUrl(c.var.deps.config, place.site)}/p/${post.uid}`}</code>
        </p>
        <Field {...field('explanation')} label={t('legal.notice.explanation')} help={t('legal.new.explanationHelp')} lines={6} />
        {anonymous ? (
          <p class="note">{t('legal.new.anonymous')}</p>
        ) : (
          <>
            <Field {...field('name')} label={t('legal.new.name')} autocomplete="name" help={t('legal.new.nameHelp')} />
            <Field {...field('email')} label={t('signin.email')} type="email" autocomplete="email" help={t('legal.new.emailHelp')} />
          </>
        )}
        <GoodFaith t={t} ticked={typed.goodFaith === 'true'} fault={problem?.fields.goodFaith} />
        <button class="btn main">{t('legal.new.send')}</button>
      </Form>
    ),
  });
}

/** DSA, art. 16(2)(d). */
function GoodFaith({ t, ticked, fault }: { t: ReturnType<typeof wordsOf>; ticked: boolean; fault: string | undefined }) {
  return (
    <div class="field">
      <label class="choice">
        <input
          type="checkbox"
          name="goodFaith"
          value="true"
          checked={ticked}
          required
          aria-describedby={fault && 'goodFaith-err'}
          aria-invalid={fault ? 'true' : undefined}
        />
        <span>{t('legal.new.goodFaith')}</span>
      </label>
      {fault && <p id="goodFaith-err">{fault}</p>}
    </div>
  );
}
