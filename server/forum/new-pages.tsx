import { Hono, type Context } from 'hono';
import { asProblem, check, Field, Form, typedIn, type Problem, type Typed } from '../accounts/form.tsx';
import { peekKey } from '../accounts/one-time-key.ts';
import type { Member } from '../accounts/queries.ts';
import { countPost } from '../audience/count-act.ts';
import { Refusal } from '../errors.ts';
import { dropTopicDraft, findTopicDraft, overwriteTopicDraft } from '../drafts/topic-draft.ts';
import { actorOf, isFromOwnPage, requireMember, requireSite, type Actor, type Env } from '../http/who.ts';
import { momentOf } from '../i18n/translate.ts';
import { renderBody } from '../markdown/render.ts';
import { similarThreads } from '../search/similar.ts';
import { MAX_QUERY } from '../search/input.ts';
import type { NearThread } from '../search/wire.ts';
import { ageAsked } from '../members/age.ts';
import { AgeBox } from '../members/AgeBox.tsx';
import { addPicture, readForm, refuseLeftBehind } from '../media/from-form.ts';
import { PictureField } from '../media/PictureField.tsx';
import { sayLabel } from '../partners/label.ts';
import { runningPartners } from '../partners/queries.ts';
import { renderPage, wordsOf, type Translate } from '../pages/page.tsx';
import { postById } from '../posts/queries.ts';
import type { NudgeWire } from '../posts/wire.ts';
import { openedByForm } from '../threads/input.ts';
import { kinds, OPENED } from '../threads/kinds.ts';
import { openThread } from '../threads/open-thread.ts';
import { canModerate, isNewsroom, refusalToOpen } from '../threads/policy.ts';
import { findThreadPlace, type Space } from '../threads/queries.ts';
import { MAX_TAGS } from '../threads/tags.ts';
import type { Kind } from '../threads/wire.ts';
import { keepDraft } from './keep-draft.ts';
import { NudgeWords } from './NudgeWords.tsx';
import { KIND_FIELDS, kindParts, type FieldsProps } from './kind-parts.tsx';
import { MOMENTS, PLANNED, PlanFields } from './PlanFields.tsx';
import { withMoments } from './site-moments.ts';
import { spacesOf } from './queries.ts';
import { threadPath } from '../threads/thread-path.ts';
import { voicesOf } from '../voices/queries.ts';
import { VoiceField } from '../voices/VoiceField.tsx';

const NAMES = ['space', 'kind', 'title', 'tags', 'source', 'voice', 'clientId', ...PLANNED, ...KIND_FIELDS];

/** Opening a conversation with a form alone. What was typed survives signing in, and every refusal. */
export const newThreadPages = new Hono<Env>()
  .get('/new', async (c) => {
    const { draft, space = '', kind = '' } = c.req.query();
    if (!draft) return show(c, { ...(await begun(c)), ...(space && { space }), ...(kind && { kind }) });
    const key = await peekKey(c.var.deps, 'draft', draft);
    if (!key?.data.opening) throw new Refusal('link_spent');
    return show(c, key.data.opening);
  })
  .post('/new/picture', async (c) => {
    const actor = await requireMember(c, requireSite(c));
    const form = await readForm(c, actor);
    return addPicture(c, actor, { ...form, text: form.typed.source ?? '' }).then(
      (source) => show(c, { ...form.typed, source }),
      (error: unknown) => again(c, form.typed, error),
    );
  })
  .post('/new', async (c) => {
    const typed = await typedIn(c);
    // Of another site's page, or of somebody signed out: shown, and published by nobody but who sees it here.
    if (!isFromOwnPage(c)) return c.redirect(`/new?draft=${await keepDraft(c, { opening: fieldsOf(typed) })}`, 303);
    if (typed.discard) return discard(c);
    if (!typed.publish) return show(c, typed);
    return publish(c, typed).catch((error: unknown) => again(c, typed, error));
  });

/** What they had typed before, on whatever device. */
async function begun(c: Context<Env>): Promise<Typed> {
  const actor = await actorOf(c, requireSite(c));
  const draft = actor && (await findTopicDraft(c.var.deps, actor));
  if (!draft) return {};
  const { at, version, ...typed } = draft;
  return { ...typed, begunAt: at, draftVersion: String(version) };
}

async function discard(c: Context<Env>) {
  await dropTopicDraft(c.var.deps, await requireMember(c, requireSite(c)));
  return c.redirect('/new', 303);
}

function again(c: Context<Env>, typed: Typed, error: unknown) {
  if (error instanceof Refusal && error.code !== 'not_signed_in') return show(c, typed, error);
  throw error;
}

async function publish(c: Context<Env>, typed: Typed) {
  const site = requireSite(c);
  const actor = await requireMember(c, site);
  refuseLeftBehind(typed);
  const details = kindParts[typed.kind as Kind]?.details?.(typed, site);
  const input = check(openedByForm, { ...withMoments(typed, MOMENTS, site.timeZone), details });
  const { id, created } = await openThread(
    c.var.deps,
    { actor, address: c.var.address },
    { ...input, site, ofAge: typed.ofAge !== undefined },
  );
  if (created) await countPost(c, { site, member: actor.member });
  await dropTopicDraft(c.var.deps, actor);
  const { threadId } = (await postById(c.var.deps.db.read, id))!;
  const { thread } = (await findThreadPlace(c.var.deps.db.read, threadId))!;
  // Whom to ask comes next.
  const asks = kinds[thread.kind].answers === 'invited' && canModerate(actor.member);
  if (kinds[thread.kind].flows) return c.redirect(`/lives/${thread.uid}`, 303);
  return c.redirect(asks ? `/manage/${thread.uid}#call` : threadPath(thread), 303);
}

const fieldsOf = (typed: Typed): Typed => Object.fromEntries(NAMES.flatMap((name) => (typed[name] ? [[name, typed[name]]] : [])));

async function show(c: Context<Env>, typed: Typed, refusal?: Refusal) {
  const t = wordsOf(c);
  const site = requireSite(c);
  const actor = await actorOf(c, site);
  const spaces = await spacesOf(c.var.deps.db.read, site.id);
  const problem = refusal && asProblem(c, refusal);
  const nudge = refusal?.code === 'nudged' || refusal?.code === 'text_refused' ? (refusal.facts.details as NudgeWire) : null;
  const kept = { ...fieldsOf(typed), clientId: typed.clientId || c.var.deps.newId() };
  const similar = typed.title ? await similarThreads(c.var.deps, site, typed.title.slice(0, MAX_QUERY)).catch(orNone) : [];
  const version = actor && (await keepTyped(c, actor, typed));
  const here = spaces.find(({ slug }) => slug === typed.space);
  const running = actor && isNewsroom(actor.member) ? await runningPartners(c.var.deps.db.read, site.id) : [];
  const partners = running.map((partner) => ({ id: partner.uid, said: sayLabel(site.settings.locale, partner) }));
  const label = partners.find(({ id }) => id === typed.partner)?.said;
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: t('new.title'),
    status: problem?.status ?? 200,
    script: c.var.deps.assets.manifest.newTopic,
    children: (
      <div class="sheet" data-topic={site.key} data-version={actor ? (version ?? 0) : undefined}>
        <h1>{t('new.title')}</h1>
        {typed.begunAt && (
          <form method="post" action="/new" class="note line ends">
            <span>{t('new.begun', { date: momentOf(c.var.locale, new Date(typed.begunAt), site.timeZone) })}</span>
            <button class="btn" name="discard" value="1">
              {t('new.discard')}
            </button>
          </form>
        )}
        <p class="note warn" role="status" id="elsewhere" hidden>
          {t('new.elsewhere')}
        </p>
        {typed.preview && (
          <Preview
            t={t}
            title={label ? `${label} · ${typed.title}` : typed.title}
            html={await renderBody(typed.source ?? '', 'markdown')}
          />
        )}
        <Form action="/new" problem={problem}>
          {nudge && <NudgeWords t={t} nudge={nudge} />}
          <input type="hidden" name="clientId" value={kept.clientId} />
          <SpaceField t={t} spaces={spaces} chosen={typed.space ?? ''} member={actor?.member ?? null} problem={problem} />
          {here?.guidelinesHtml && (
            <details class="guidelines">
              <summary>{t('forum.guidelines')}</summary>
              <div class="text" dangerouslySetInnerHTML={{ __html: here.guidelinesHtml }} />
            </details>
          )}
          <KindField t={t} chosen={typed.kind} member={actor?.member ?? null} problem={problem} />
          <Field name="title" label={t('new.name')} help={t('new.nameHelp')} maxLength={300} value={typed.title} problem={problem} />
          <Similar t={t} threads={similar} />
          <Field
            name="source"
            label={t('write.label')}
            lines={8}
            value={typed.source}
            problem={problem}
            help={
              <>
                {t('write.help')} <a href="/charter">{t('page.charter')}</a>
              </>
            }
          />
          <Field
            name="tags"
            label={t('new.tags')}
            help={t('new.tagsHelp', { max: MAX_TAGS })}
            required={false}
            value={typed.tags}
            problem={problem}
            autocomplete="off"
          />
          <ul class="picks-of-tags" id="tags-found" aria-label={t('new.tagsFound')} hidden />
          <PictureField t={t} site={site} member={actor?.member} action="/new/picture" problem={problem} />
          <KindFields {...{ t, typed, problem, zone: site.timeZone }} member={actor?.member ?? null} />
          {actor && isNewsroom(actor.member) && <PlanFields {...{ t, typed, problem, partners }} zone={site.timeZone} />}
          {actor && (
            <VoiceField t={t} own={actor.member.name} voices={await voicesOf(c.var.deps.db.read, actor.member)} chosen={typed.voice} />
          )}
          <AgeBox t={t} age={actor && ageAsked(site, actor.member)} problem={problem} />
          {actor ? (
            <p class="line">
              <button class="btn main" name="publish" value="1">
                {t(refusal?.code === 'nudged' ? 'write.anyway' : 'new.publish')}
              </button>
              <button class="btn" name="preview" value="1">
                {t('new.preview')}
              </button>
            </p>
          ) : typed.source ? (
            <>
              <p class="note">{t('write.kept')}</p>
              <a class="btn main" href={`/signin?next=${encodeURIComponent(`/new?draft=${await keepDraft(c, { opening: kept })}`)}`}>
                {t('write.signIn')}
              </a>
            </>
          ) : (
            <>
              <button class="btn main">{t('new.go')}</button>
              <p class="meta">{t('new.after')}</p>
            </>
          )}
        </Form>
      </div>
    ),
  });
}

/** The page does without, where searching takes too long. */
function orNone(error: unknown): [] {
  if (error instanceof Refusal) return [];
  throw error;
}

/** A form that comes back keeps what is in it: the next device goes on from there. Resolves with the version that the page's script goes on from. */
async function keepTyped(c: Context<Env>, actor: Actor, typed: Typed): Promise<number> {
  const known = Number(typed.draftVersion ?? 0);
  if (c.req.method !== 'POST') return known;
  const { space = '', kind = '', title = '', tags = '', source = '' } = typed;
  await overwriteTopicDraft(c.var.deps, actor, { space, kind, title, tags, source }).catch(orNone);
  return (await findTopicDraft(c.var.deps, actor))?.version ?? known;
}

/** As it would be read. */
function Preview({ t, title, html }: { t: Translate; title: string | undefined; html: string }) {
  return (
    <section class="preview" aria-labelledby="preview">
      <p class="kicker" id="preview">
        {t('new.preview')}
      </p>
      <h2>{title}</h2>
      <div class="text" dangerouslySetInnerHTML={{ __html: html }} />
    </section>
  );
}

/** What has been said of this already. Filled in anew while one types. */
function Similar({ t, threads }: { t: Translate; threads: NearThread[] }) {
  return (
    <section id="similar" class="note" aria-labelledby="similar-title" hidden={threads.length === 0}>
      <div>
        <p id="similar-title">
          <strong>{t('new.similar')}</strong>
        </p>
        <ul role="status">
          {threads.map(({ id, url, title }) => (
            <li key={id}>
              <a href={url}>{title}</a>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

type ChoiceProps = { t: Translate; problem?: Problem };

/** Those where this member may open something; before signing in, those that any member may. */
function SpaceField({ t, spaces, chosen, member, problem }: ChoiceProps & { spaces: Offered[]; chosen: string; member: Member | null }) {
  const open = spaces.filter((space) => kindsFor(space, member).length > 0);
  const fault = problem?.fields.space;
  return (
    <div class="field">
      <label for="space">{t('new.space')}</label>
      <select id="space" name="space" required aria-invalid={fault ? 'true' : undefined} aria-describedby={fault && 'space-err'}>
        <option value="">{t('new.choose')}</option>
        {open.map(({ slug, name }) => (
          <option value={slug} key={slug} selected={slug === chosen}>
            {name}
          </option>
        ))}
      </select>
      {fault && <p id="space-err">{fault}</p>}
    </div>
  );
}

type Offered = Pick<Space, 'slug' | 'name' | 'opens' | 'archivedAt'>;
const READER = { role: 'member' as const };
const kindsFor = (space: Offered, member: Member | null): Kind[] =>
  OPENED.filter((kind) => refusalToOpen(kinds[kind], space, member ?? READER) === null);

const offeredTo = (member: Member | null) => OPENED.filter((kind) => kinds[kind].opens === 'members' || (member && isNewsroom(member)));

/** Of each kind that has some; the style sheet shows those of the chosen one. */
const KindFields = ({ member, ...props }: FieldsProps & { member: Member | null }) => (
  <>
    {offeredTo(member).map((kind) => {
      const part = kindParts[kind];
      return (
        part?.Fields && (
          <div key={kind} class="flow" data-kind={kind}>
            <part.Fields {...props} />
          </div>
        )
      );
    })}
  </>
);

function KindField({ t, chosen, member, problem }: ChoiceProps & { chosen: string | undefined; member: Member | null }) {
  const fault = problem?.fields.kind;
  return (
    <fieldset class="field" aria-describedby={fault && 'kind-err'}>
      <legend>{t('new.kind')}</legend>
      {offeredTo(member).map((kind, i) => (
        <label class="choice" key={kind}>
          <input type="radio" name="kind" value={kind} required checked={chosen ? chosen === kind : i === 0} />
          <span>
            {t(`kind.${kind}`)}
            <span class="meta">{t(`kind.${kind}Help`)}</span>
          </span>
        </label>
      ))}
      {fault && <p id="kind-err">{fault}</p>}
    </fieldset>
  );
}
