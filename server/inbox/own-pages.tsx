import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { check, Field, Form, orAgain, typedIn, type Problem, type Typed } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { requireMember, requireSite, type Actor, type Env } from '../http/who.ts';
import { momentOf } from '../i18n/translate.ts';
import { asMember } from '../members/own.ts';
import { renderPage, wordsOf, zoneOf } from '../pages/page.tsx';
import { clientId } from '../posts/input.ts';
import { findArticlePlace } from '../threads/queries.ts';
import { allowThanks, markMessagesRead, writeAgain, writeToNewsroom } from './converse.ts';
import { isSecret } from './policy.ts';
import { paragraphsOf } from './present.ts';
import { conversationsOf, itemBy, messagesOf, type ItemRecord } from './queries.ts';

/** A printed page: longer is a file, or a call. */
const MAX_TEXT = 4000;
const MAX_SUBJECT = 120;

const text = z.string('field.required').trim().min(1, 'field.required').max(MAX_TEXT, `field.too_long|max=${MAX_TEXT}`);
const subject = z.string('field.required').trim().min(1, 'field.required').max(MAX_SUBJECT, `field.too_long|max=${MAX_SUBJECT}`);
const again = z.object({ clientId, text });

/** What one writes to the newsroom alone, and its answers: by forms alone. */
export const messagePages = new Hono<Env>()
  .get('/messages', (c) => asMember(c, (actor) => showAll(c, actor)))
  .get('/messages/new', (c) => asMember(c, async () => showForm(c, await articleAsked(c, c.req.query('article')), {})))
  .post('/messages', async (c) => {
    const typed = await typedIn(c);
    const article = await articleAsked(c, typed.article);
    const site = requireSite(c);
    const actor = await requireMember(c, site);
    const write = async () => {
      const given = check(article ? again : again.extend({ subject }), typed);
      const about = { articleId: article?.id ?? null, subject: 'subject' in given ? String(given.subject) : null };
      const uid = await writeToNewsroom(c.var.deps, actor, site, { ...given, ...about, mayThank: typed.mayThank !== undefined });
      return c.redirect(`/messages/${uid}?done=sent`, 303);
    };
    return orAgain(c, write, (problem) => showForm(c, article, { typed, problem }));
  })
  .get('/messages/:id', (c) => asMember(c, async (actor) => show(c, await findOwn(c, actor))))
  .post('/messages/:id', async (c) => {
    const site = requireSite(c);
    const actor = await requireMember(c, site);
    const item = await findOwn(c, actor);
    const typed = await typedIn(c);
    const write = async () => {
      await writeAgain(c.var.deps, actor, { site, item }, check(again, typed));
      return c.redirect(`/messages/${item.uid}?done=sent`, 303);
    };
    return orAgain(c, write, (problem) => show(c, item, { typed, problem }));
  })
  .post('/messages/:id/thanks', async (c) => {
    const item = await findOwn(c, await requireMember(c, requireSite(c)));
    await allowThanks(c.var.deps, item, (await typedIn(c)).mayThank !== undefined);
    return c.redirect(`/messages/${item.uid}`, 303);
  });

type Article = { id: number; key: string; title: string };

/** The article that an error is told of; null for a message to the team. Refuses `not_found` for one that its site has not confirmed. */
async function articleAsked(c: Context<Env>, key: string | undefined): Promise<Article | null> {
  if (!key) return null;
  const { article } = await findArticlePlace(c.var.deps.db.read, requireSite(c), key);
  if (!article?.confirmedAt) throw new Refusal('not_found');
  return { id: article.id, key: article.key, title: article.title ?? article.key };
}

/** One's own; another's is not there. */
async function findOwn(c: Context<Env>, { member }: Actor): Promise<ItemRecord> {
  const found = await itemBy(c.var.deps.db.read, { siteId: member.siteId, uid: c.req.param('id')! });
  if (!found || found.memberId !== member.id || !isSecret(found)) throw new Refusal('not_found');
  return found;
}

type Again = { typed?: Typed; problem?: Problem };

function showForm(c: Context<Env>, article: Article | null, { typed = {}, problem }: Again) {
  const t = wordsOf(c);
  const title = t(article ? 'messages.correction' : 'messages.new');
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title,
    status: problem?.status ?? 200,
    children: (
      <div class="sheet">
        {article && (
          <p class="kicker">
            <a href={`/a/${encodeURIComponent(article.key)}`}>{article.title}</a>
          </p>
        )}
        <h1>{title}</h1>
        <p class="meta">{t(article ? 'messages.correctionHelp' : 'messages.newHelp')}</p>
        <Form action="/messages" {...(problem && { problem })}>
          <input type="hidden" name="clientId" value={typed.clientId ?? c.var.deps.newId()} />
          {article && <input type="hidden" name="article" value={article.key} />}
          {!article && (
            <Field
              name="subject"
              label={t('messages.subject')}
              maxLength={MAX_SUBJECT}
              value={typed.subject}
              {...(problem && { problem })}
            />
          )}
          <Field
            name="text"
            label={t(article ? 'messages.error' : 'messages.text')}
            lines={8}
            value={typed.text}
            help={article ? t('messages.errorHelp') : undefined}
            {...(problem && { problem })}
          />
          {article && (
            <label class="choice">
              <input type="checkbox" name="mayThank" value="1" checked={typed.mayThank !== undefined} />
              <span>{t('messages.mayThank')}</span>
            </label>
          )}
          <button class="btn main">{t('messages.send')}</button>
        </Form>
        <p class="meta">
          <a href="/messages">{t('messages.mine')}</a>
        </p>
      </div>
    ),
  });
}

async function showAll(c: Context<Env>, { member }: Actor) {
  const t = wordsOf(c);
  const rows = await conversationsOf(c.var.deps.db.read, member.id);
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: t('messages.mine'),
    children: (
      <div class="sheet">
        <h1>{t('messages.mine')}</h1>
        {rows.length === 0 && <p class="meta">{t('messages.none')}</p>}
        <ul class="rows">
          {rows.map((row) => (
            <li key={row.uid}>
              <a href={`/messages/${row.uid}`}>{subjectOf(row)}</a>
              <span class="block meta">
                {t(row.unread ? 'messages.state.unread' : `messages.state.${row.state}`)} ·{' '}
                {momentOf(c.var.locale, row.openedAt, zoneOf(c))}
              </span>
            </li>
          ))}
        </ul>
        <p>
          <a class="btn" href="/messages/new">
            {t('messages.new')}
          </a>
        </p>
      </div>
    ),
  });
}

const subjectOf = ({ subject: said, articleTitle, articleKey }: ItemRecord) => said ?? articleTitle ?? articleKey ?? '';

async function show(c: Context<Env>, item: ItemRecord, { typed = {}, problem }: Again = {}) {
  const t = wordsOf(c);
  const { deps, locale } = c.var;
  const messages = await messagesOf(deps.db.read, item.id);
  if (c.req.method === 'GET') await markMessagesRead(deps, item);
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: subjectOf(item),
    status: problem?.status ?? 200,
    children: (
      <div class="sheet">
        <p class="kicker">
          <a href="/messages">{t('messages.mine')}</a>
        </p>
        <h1>{subjectOf(item)}</h1>
        {c.req.query('done') === 'sent' && <output class="note good">{t('messages.sent')}</output>}
        <p class="meta">{t('messages.private')}</p>
        <ol class="rows">
          {messages.map(({ uid, byName, ours, text: said, at }) => (
            <li key={uid}>
              <div>
                <p class="meta">
                  <strong>{byName}</strong> {ours && <span class="badge">{t('messages.newsroom')}</span>}{' '}
                  <time dateTime={at.toISOString()}>{momentOf(locale, at, zoneOf(c))}</time>
                </p>
                <div dangerouslySetInnerHTML={{ __html: paragraphsOf(said) }} />
              </div>
            </li>
          ))}
        </ol>
        {item.lane === 'correction' && <Thanks c={c} item={item} />}
        <Form action={`/messages/${item.uid}`} {...(problem && { problem })}>
          <input type="hidden" name="clientId" value={typed.clientId ?? deps.newId()} />
          <Field name="text" label={t('messages.again')} lines={5} value={typed.text} {...(problem && { problem })} />
          <button class="btn main">{t('messages.send')}</button>
        </Form>
      </div>
    ),
  });
}

/** Theirs to say, and to take back. */
function Thanks({ c, item }: { c: Context<Env>; item: ItemRecord }) {
  const t = wordsOf(c);
  return (
    <Form action={`/messages/${item.uid}/thanks`}>
      {item.thankedAt && item.mayThank && <p class="note good">{t('messages.thanked')}</p>}
      <label class="choice">
        <input type="checkbox" name="mayThank" value="1" checked={item.mayThank} />
        <span>{t('messages.mayThank')}</span>
      </label>
      <button class="btn">{t('messages.save')}</button>
    </Form>
  );
}
