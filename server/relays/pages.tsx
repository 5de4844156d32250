import { Hono, type Context } from 'hono';
import type { ComponentChildren } from 'preact';
import { z } from 'zod';
import { check, Field, Form, orAgain, renderDoor, renderSpent, typedIn, type Problem } from '../accounts/form.tsx';
import { pathTo } from '../accounts/next.ts';
import { lacksSecondFactor } from '../accounts/policy.ts';
import { factorsOf, hasFactor } from '../accounts/second-factor.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { renderAboutPost } from '../forum/about-post.tsx';
import { bylineOf } from '../follows/around.ts';
import { bylinesOf } from '../follows/Bylines.tsx';
import { requireSite, staffOf, type Env } from '../http/who.ts';
import { passedOn } from '../inbox/input.ts';
import { isSecret } from '../inbox/policy.ts';
import { itemBy, newsroomOf, type ItemRecord } from '../inbox/queries.ts';
import { wordsOf } from '../pages/page.tsx';
import { source } from '../posts/input.ts';
import { findThankable } from '../belonging/find-thankable.ts';
import { findByClientId, postById } from '../posts/queries.ts';
import { clientIdOf, confirm, confirmInPrivate, decline, propose } from './answer.ts';
import { readRelayKey, relayPath, WRITING } from './link.ts';
import { passPostOn } from './pass-on.ts';
import { journalistOf, relayBy, runs, type Journalist, type Relay } from './queries.ts';
import { questionOf, titleOf } from './question.ts';

const answer = z.object({ source });

/**
 * What a mail's link opens: the question, and the field for an answer; or the answer that waits, to be confirmed once. Scanners of mails follow a GET: that one only shows.
 * And the newsroom's form by which a post is passed on.
 */
export const relayPages = new Hono<Env>()
  .get('/asked/:id/:key', async (c) => {
    const opened = await open(c);
    return 'page' in opened ? opened.page : show(c, opened.asked);
  })
  .post('/asked/:id/:key', async (c) => {
    const opened = await open(c);
    if ('page' in opened) return opened.page;
    const { asked } = opened;
    const typed = await typedIn(c);
    if (typed.act === 'decline') {
      await decline(c.var.deps, asked.relay);
      return renderDone(c, 'declined');
    }
    return orAgain(
      c,
      () => take(c, asked, check(answer, typed).source),
      (problem) => show(c, asked, { typed: typed.source ?? '', problem }),
    );
  })
  .get('/pass-on/:id', (c) => showColleagues(c))
  .post('/pass-on/:id', async (c) => {
    const { post } = await findThankable(c, c.req.param('id'));
    const typed = await typedIn(c);
    return orAgain(
      c,
      async () => {
        await passPostOn(c.var.deps, staffOf(c), post, check(passedOn, typed));
        return c.redirect(`/p/${post.uid}`, 303);
      },
      (problem) => showColleagues(c, problem),
    );
  });

type Asked = {
  relay: Relay;
  item: ItemRecord;
  journalist: Journalist;
  version: number;
  /** Signed in as who is asked. */
  theirs: boolean;
};

/** Through the link: what it may still do, for whoever holds it; or the page that says why nothing. */
async function open(c: Context<Env>): Promise<{ asked: Asked } | { page: Response | Promise<Response> }> {
  const { deps, who } = c.var;
  const site = requireSite(c);
  await deps.limit('link', c.var.address.ip);
  const uid = c.req.param('id')!;
  const version = readRelayKey(deps.config, uid, c.req.param('key')!);
  const relay = version === null ? null : await relayBy(deps.db.read, uid);
  if (version === null || relay?.siteId !== site.id) throw new Refusal('not_found');
  const journalist = await journalistOf(deps.db.read, relay);
  if (!journalist) return { page: renderOver(c) };
  const theirs = who.via === 'cookie' && who.session.account.id === journalist.account.id;
  if (who.via !== 'nobody' && !theirs) return { page: renderForAnother(c) };
  if (relay.state === 'answered') return { page: await renderAnswered(c, relay) };
  const item = await itemBy(deps.db.read, relay.itemId);
  if (!runs(relay, deps.now()) || !item?.there || (version !== WRITING && version !== relay.version)) return { page: renderOver(c) };
  // Private words are shown to nobody who only holds a link.
  const needed = version !== WRITING || isSecret(item);
  if (needed && who.via === 'cookie' && lacksSecondFactor(site, who.session))
    return { page: c.redirect(pathTo(c, '/account/second-factor', c.req.path), 303) };
  if (needed && !theirs && (isSecret(item) || (await needsSession(deps, site, journalist))))
    return { page: c.redirect(pathTo(c, '/signin', c.req.path), 303) };
  return { asked: { relay, item, journalist, version, theirs } };
}

/** A link never stands for a second factor. */
const needsSession = async ({ db }: Deps, site: Parameters<typeof lacksSecondFactor>[0], { account }: Journalist) =>
  site.settings.secondFactorForStaff === true || hasFactor(await factorsOf(db.read, account.id));

async function take(c: Context<Env>, { relay, item, journalist, version, theirs }: Asked, said: string): Promise<Response> {
  const { deps, address } = c.var;
  if (version !== WRITING && isSecret(item)) {
    await confirmInPrivate(deps, journalist, relay, { version, source: said });
    return renderDone(c, 'sent');
  }
  if (version !== WRITING) {
    const id = await confirm(deps, { journalist, address }, relay, { version, source: said });
    const post = (await postById(deps.db.read, id))!;
    return post.state === 'published' ? c.redirect(`/p/${post.uid}`, 303) : renderDone(c, 'held');
  }
  if (!theirs) await deps.limit('mailLink', `relay ${relay.id}`);
  const waits = await propose(deps, relay, { source: said, hash: null, mailed: !theirs });
  if (waits === null) return renderOver(c);
  return theirs ? c.redirect(relayPath(deps.config, relay.uid, waits), 303) : renderDone(c, 'mailed');
}

type Again = { typed: string; problem: Problem };

async function show(c: Context<Env>, { relay, item, version }: Asked, again?: Again) {
  const t = wordsOf(c);
  const confirms = version !== WRITING;
  const secret = isSecret(item);
  const question = await questionOf(c.var.deps.db.read, item);
  const title = t(confirms ? 'relay.confirmTitle' : 'relay.title');
  return renderDoor(c, {
    title,
    status: again?.problem.status ?? 200,
    children: (
      <>
        <h1>{title}</h1>
        <p class="meta">{t('relay.asks', { name: item.byName, title: titleOf(item) })}</p>
        <blockquote class="text" dangerouslySetInnerHTML={{ __html: question }} />
        {relay.word && (
          <p>
            <strong>{t('relay.word', { name: relay.byName })}</strong> {relay.word}
          </p>
        )}
        {item.state === 'done' && <p class="note warn">{t('relay.answeredMeanwhile')}</p>}
        {!confirms && relay.state === 'waiting' && <p class="note warn">{t('relay.waitsAlready')}</p>}
        <Form action={c.req.path} {...(again && { problem: again.problem })}>
          <Field
            name="source"
            label={t('relay.answer')}
            lines={8}
            value={again?.typed ?? (confirms ? (relay.source ?? '') : '')}
            help={t(secret ? 'relay.secretHelp' : confirms ? 'relay.confirmHelp' : 'relay.answerHelp')}
            {...(again && { problem: again.problem })}
          />
          <button class="btn main">
            {t(secret ? (confirms ? 'relay.confirmSecret' : 'relay.proposeSecret') : confirms ? 'relay.confirm' : 'relay.propose')}
          </button>
          <button class="btn" name="act" value="decline">
            {t('relay.decline')}
          </button>
        </Form>
      </>
    ),
  });
}

const renderDone = (c: Context<Env>, what: 'mailed' | 'held' | 'declined' | 'sent') => renderWord(c, `relay.${what}Title`, `relay.${what}`);
const renderForAnother = (c: Context<Env>) => renderWord(c, 'relay.forAnotherTitle', 'relay.forAnother', 403);
const renderOver = (c: Context<Env>) => renderSpent(c, <p>{wordsOf(c)('relay.over')}</p>);

async function renderAnswered(c: Context<Env>, relay: Relay) {
  const { read } = c.var.deps.db;
  const id = await findByClientId(read, relay.memberId, clientIdOf(relay));
  const post = id === null ? null : await postById(read, id);
  const there = post?.state === 'published' && <a href={`/p/${post.uid}`}>{wordsOf(c)('relay.read')}</a>;
  return renderWord(c, 'relay.answeredTitle', 'relay.answered', 200, there);
}

type Word = Parameters<ReturnType<typeof wordsOf>>[0];

function renderWord(c: Context<Env>, title: Word, what: Word, status: 200 | 403 = 200, more?: ComponentChildren) {
  const t = wordsOf(c);
  return renderDoor(c, {
    title: t(title),
    status,
    children: (
      <>
        <h1>{t(title)}</h1>
        <p>{t(what)}</p>
        {more}
      </>
    ),
  });
}

/** Those who signed the article first. */
async function showColleagues(c: Context<Env>, problem?: Problem) {
  const { read } = c.var.deps.db;
  const { post, place } = await findThankable(c, c.req.param('id') ?? '');
  const { site, member } = staffOf(c);
  const t = wordsOf(c);
  const signed = place.article ? (await bylinesOf(read, place.article.id)).map(bylineOf) : [];
  const isSigned = ({ name }: { name: string }) => signed.includes(bylineOf(name));
  const people = (await newsroomOf(read, site.id)).filter(({ accountId, id }) => accountId !== null && id !== member.id);
  const sorted = [...people.filter(isSigned), ...people.filter((one) => !isSigned(one))];
  return renderAboutPost(c, post, {
    title: t('relay.passOn'),
    what: t('relay.passOnWhat'),
    problem,
    field: 'to',
    children: (
      <Form action={`/pass-on/${post.uid}`} problem={problem?.fields.word ? problem : undefined}>
        <div class="field">
          <label for="to">{t('relay.to')}</label>
          <select id="to" name="to">
            {sorted.map((one) => (
              <option key={one.uid} value={one.uid}>
                {isSigned(one) ? t('relay.signed', { name: one.name }) : one.name}
              </option>
            ))}
          </select>
        </div>
        <Field name="word" label={t('relay.yourWord')} lines={3} required={false} help={t('relay.yourWordHelp')} problem={problem} />
        <button class="btn main">{t('relay.send')}</button>
      </Form>
    ),
  });
}
