import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { quotation } from '../../widget/thread/quotation.ts';
import { asProblem, typedIn, type Typed } from '../accounts/form.tsx';
import { peekKey } from '../accounts/one-time-key.ts';
import type { Draft } from '../accounts/schema.ts';
import { Refusal } from '../errors.ts';
import { sayRefusal } from '../http/say-refusal.ts';
import { actorOf, isFromOwnPage, requireMember, requireSite, type Env } from '../http/who.ts';
import { translate, type MessageKey } from '../i18n/translate.ts';
import { ageAsked } from '../members/age.ts';
import { AgeBox } from '../members/AgeBox.tsx';
import { addPicture, readForm, refuseLeftBehind } from '../media/from-form.ts';
import { PictureField } from '../media/PictureField.tsx';
import { textOf } from '../markdown/text-of.ts';
import { renderPage, wordsOf } from '../pages/page.tsx';
import { createPost } from '../posts/create-post.ts';
import { newPost } from '../posts/input.ts';
import { findPublic } from '../posts/find-public.ts';
import { postById, type PostRow } from '../posts/queries.ts';
import { acknowledge } from '../sanctions/acknowledge.ts';
import { warningsOf, type Active } from '../sanctions/active.ts';
import type { NudgeWire } from '../posts/wire.ts';
import { siteUrl } from '../sites/url.ts';
import { canFind } from '../threads/policy.ts';
import { findArticlePlace, findThreadPlace, type Place } from '../threads/queries.ts';
import { voicesOf } from '../voices/queries.ts';
import { VoiceField } from '../voices/VoiceField.tsx';
import { keepDraft } from './keep-draft.ts';
import { NudgeWords } from './NudgeWords.tsx';

const draft = z.object({
  site: z.string().max(100).optional(),
  article: z.string().max(200).optional(),
  thread: z.string().max(40).optional(),
  parent: z.string().max(40).optional(),
  body: z.string().default(''),
  clientId: z.string().max(64).optional(),
  publish: z.string().optional(),
  ofAge: z.string().optional(),
  /** In whose name, by a voice's id. */
  voice: z.string().max(40).optional(),
  /** The statement of a warning that its author says they read. */
  warning: z.string().optional(),
});

/**
 * Writing with forms alone. A form of any page may bring a draft here, which changes nothing: it is shown in a form of
 * our own, and only that one publishes. A draft survives signing in.
 */
export const writePages = new Hono<Env>()
  .get('/write', async (c) => {
    const key = await peekKey(c.var.deps, 'draft', c.req.query('draft') ?? '');
    if (!key?.data.draft) throw new Refusal('link_spent');
    return show(c, key.data.draft);
  })
  .get('/p/:id/quote', async (c) => {
    const { post, place } = await findPublic(c.var.deps, c.req.param('id'));
    if (place.site.id !== requireSite(c).id) throw new Refusal('not_found');
    return show(c, answerTo(c, post, place));
  })
  .post('/write/picture', async (c) => {
    const actor = await requireMember(c, requireSite(c));
    const form = await readForm(c, actor);
    const kept = draftOf(c, form.typed);
    return addPicture(c, actor, { ...form, text: kept.body }).then(
      (body) => show(c, { ...kept, body }),
      (error: unknown) => again(c, kept, error),
    );
  })
  .post('/write', async (c) => {
    const typed = await typedIn(c);
    const { publish, ofAge, warning } = draft.parse(typed);
    const kept = draftOf(c, typed);
    // A form of another site brings no cookie of ours; the page it is sent on to does, and knows who is signed in.
    if (!isFromOwnPage(c)) return c.redirect(`/write?draft=${await keepDraft(c, { draft: kept })}`, 303);
    if (warning) await read(c, warning);
    if (!publish) return show(c, kept);
    return Promise.resolve(typed)
      .then(refuseLeftBehind)
      .then(() => write(c, kept, ofAge !== undefined))
      .catch((error: unknown) => again(c, kept, error));
  });

function draftOf(c: Context<Env>, typed: Typed): Draft {
  const { publish: _, ofAge: __, warning: ___, ...fields } = draft.parse(typed);
  return { ...(fields as Draft), clientId: fields.clientId ?? c.var.deps.newId() };
}

function again(c: Context<Env>, kept: Draft, error: unknown) {
  if (error instanceof Refusal) return show(c, kept, error);
  throw error;
}

async function read(c: Context<Env>, warning: string) {
  const { member } = await requireMember(c, requireSite(c));
  await acknowledge(c.var.deps, member.id, warning);
}

async function write(c: Context<Env>, kept: Draft, ofAge: boolean) {
  const place = await placeOf(c, kept);
  const actor = await requireMember(c, place.site);
  const parsed = newPost.safeParse({
    ...identity(kept),
    parent: kept.parent || null,
    clientId: kept.clientId,
    source: kept.body,
    voice: kept.voice,
  });
  if (!parsed.success)
    throw new Refusal('invalid', {
      fields: {
        body: parsed.error.issues.some(({ code }) => code === 'too_big') ? ['field.too_long', { max: 10_000 }] : ['field.required'],
      },
    });
  const { id } = await createPost(c.var.deps, { actor, address: c.var.address }, { ...parsed.data, ofAge, place });
  const post = (await postById(c.var.deps.db.read, id))!;
  const { thread } = (await findThreadPlace(c.var.deps.db.read, post.threadId))!;
  return c.redirect(`/t/${thread.uid}${post.state === 'published' ? `?around=${post.uid}` : ''}#p-${post.uid}`, 303);
}

/** What a post says itself, without what it quotes of others, to be answered. */
function answerTo(c: Context<Env>, { uid, authorName: name, html }: PostRow, { site, thread }: Place): Draft {
  const t = wordsOf(c);
  const text = textOf(html.replace(/<blockquote>[^]*?<\/blockquote>/g, ''));
  const quoted = { name, url: `${siteUrl(c.var.deps.config, site)}/p/${uid}`, text };
  return {
    thread: thread!.uid,
    parent: uid,
    clientId: c.var.deps.newId(),
    body: quotation(quoted, (link) => t('write.quoteBy', { link })),
  };
}

const identity = ({ thread, site, article }: Draft) => (thread ? { thread } : { site, article });

async function placeOf(c: Context<Env>, { thread, article }: Draft): Promise<Place> {
  const site = requireSite(c);
  const place = thread
    ? await findThreadPlace(c.var.deps.db.read, thread)
    : article
      ? await findArticlePlace(c.var.deps.db.read, site, article)
      : null;
  if (place?.site.id !== site.id) throw new Refusal('not_found');
  const actor = await actorOf(c, site);
  if (place.thread && !canFind(place.thread, actor?.member ?? null, c.var.deps.now())) throw new Refusal('not_found');
  return place;
}

/** What is answered, while it is there to be read. */
async function parentOf(c: Context<Env>, { parent }: Draft, place: Place) {
  const post = parent ? await postById(c.var.deps.db.read, parent) : null;
  return post?.state === 'published' && post.threadId === place.thread?.id ? post : null;
}

async function show(c: Context<Env>, kept: Draft, refusal?: Refusal) {
  const place = await placeOf(c, kept);
  const t = wordsOf(c);
  const actor = await actorOf(c, place.site);
  const problem = refusal && problemOf(c, refusal);
  const nudge = refusal?.code === 'nudged' || refusal?.code === 'text_refused' ? (refusal.facts.details as NudgeWire) : null;
  const parent = await parentOf(c, kept, place);
  const warnings = actor ? await warningsOf(c.var.deps, actor.member.id) : [];
  const back = place.articleKey === null ? `/t/${place.thread!.uid}` : `/a/${encodeURIComponent(place.articleKey)}`;
  return renderPage(c, {
    title: t('write.title'),
    status: refusal ? 422 : 200,
    narrow: true,
    children: (
      <form method="post" action="/write" class="flow">
        <h1>{t('write.title')}</h1>
        <p>
          <a href={back}>{t('write.under', { title: place.thread?.title ?? place.article?.title ?? place.articleKey ?? '' })}</a>
        </p>
        {parent && (
          <>
            <p class="meta">{t('write.to', { name: parent.authorName })}</p>
            <blockquote class="text" dangerouslySetInnerHTML={{ __html: parent.html }} />
          </>
        )}
        {warnings.map((warning) => (
          <Warning key={warning.id} t={t} warning={warning} />
        ))}
        {problem && refusal?.code !== 'warning_unread' && (
          <div class="note bad" role="alert" id="problem">
            <p>{problem}</p>
            {nudge && <NudgeWords t={t} nudge={nudge} />}
          </div>
        )}
        {(['site', 'article', 'thread', 'parent', 'clientId'] as const).map(
          (name) => kept[name] && <input type="hidden" name={name} value={kept[name]} key={name} />,
        )}
        <div class="field">
          <label for="body">{t('write.label')}</label>
          <textarea
            id="body"
            name="body"
            rows={10}
            maxLength={10_000}
            required
            aria-describedby={problem ? 'problem' : 'help'}
            value={kept.body}
          >
            {kept.body}
          </textarea>
          <p class="meta" id="help">
            {t('write.help')} <a href="/charter">{t('page.charter')}</a>
          </p>
        </div>
        <PictureField t={t} site={place.site} member={actor?.member} action="/write/picture" problem={refusal && asProblem(c, refusal)} />
        {actor && (
          <VoiceField t={t} own={actor.member.name} voices={await voicesOf(c.var.deps.db.read, actor.member)} chosen={kept.voice} />
        )}
        <AgeBox t={t} age={actor && ageAsked(place.site, actor.member)} />
        {actor && warnings.length === 0 && (
          <button class="btn main" name="publish" value="1">
            {t(refusal?.code === 'nudged' ? 'write.anyway' : 'write.publish')}
          </button>
        )}
        {!actor && (
          <>
            <p class="note">{t('write.kept')}</p>
            <a class="btn main" href={`/signin?next=${encodeURIComponent(`/write?draft=${await keepDraft(c, { draft: kept })}`)}`}>
              {t('write.signIn')}
            </a>
          </>
        )}
      </form>
    ),
  });
}

/** Read before the next comment: its button stands where that of publishing will. */
function Warning({ t, warning: { statement, note, ruleNumber, ruleTitle } }: { t: ReturnType<typeof wordsOf>; warning: Active }) {
  return (
    <div class="note warn" role="alert">
      <div>
        <p>
          <strong>{t('statement.taken.warning')}</strong>{' '}
          {ruleNumber !== null && t('standing.rule', { number: ruleNumber, title: ruleTitle! })}
        </p>
        {note && <blockquote>{note}</blockquote>}
        <p>
          <a href={`/statements/${statement}`}>{t('standing.why')}</a>
        </p>
        <button class="btn main" name="warning" value={statement} formNoValidate>
          {t('standing.read')}
        </button>
      </div>
    </div>
  );
}

function problemOf(c: Context<Env>, { code, facts }: Refusal): string {
  const [first] = Object.values(facts.fields ?? {});
  return first ? translate(c.var.locale, first[0] as MessageKey, first[1]) : sayRefusal(c, { code, facts });
}
