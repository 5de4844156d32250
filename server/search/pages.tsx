import { Hono, type Context } from 'hono';
import { Icon } from '../../widget/thread/Icon.tsx';
import { check, Field, orAgain, type Problem, type Typed } from '../accounts/form.tsx';
import { spacesOf } from '../forum/queries.ts';
import { actorOf, requireSite, type Env } from '../http/who.ts';
import { renderPage, wordsOf, type Translate } from '../pages/page.tsx';
import { magnifier } from '../pages/magnifier.ts';
import type { Kind } from '../threads/wire.ts';
import { MAX_QUERY, search as schema } from './input.ts';
import { FILTERS } from './parse-query.ts';
import { Results } from './Results.tsx';
import { isStaff, search } from './search.ts';
import type { SearchPage } from './wire.ts';

const KINDS: Kind[] = ['article', 'discussion', 'question', 'expert', 'event', 'idea', 'poll', 'live', 'testimony', 'gallery'];
const STATES = ['held', 'rejected', 'removed'] as const;

/** One form of two parts, and what it finds: all of it in the address, nothing of it needs a script. */
export const searchPages = new Hono<Env>().get('/search', async (c) => {
  const typed = c.req.query();
  if (!typed.q?.trim() && !FILTERS.some((name) => typed[name])) return show(c, typed, {});
  return orAgain(
    c,
    async () => {
      const site = requireSite(c);
      const { site: _, lang: __, ...input } = check(schema, { ...typed, site: site.key });
      await c.var.deps.limit('search', c.var.address.ip);
      return show(c, typed, { found: await search(c.var.deps, await actorOf(c, site), { site, input }) });
    },
    (problem) => show(c, typed, { problem }),
  );
});

async function show(c: Context<Env>, typed: Typed, { found, problem }: { found?: SearchPage; problem?: Problem }) {
  const t = wordsOf(c);
  const site = requireSite(c);
  const viewer = await actorOf(c, site);
  const spaces = await spacesOf(c.var.deps.db.read, site.id);
  c.header('cache-control', 'private, no-store');
  return renderPage(c, {
    title: typed.q?.trim() ? t('search.titleOf', { q: typed.q.trim().slice(0, MAX_QUERY) }) : t('search.title'),
    status: problem?.status ?? 200,
    children: (
      <>
        <h1>{t('search.title')}</h1>
        <form role="search" id="find" action="/search" noValidate>
          <div class="find">
            <Field name="q" type="search" label={t('search.words')} value={typed.q} required={false} {...(problem && { problem })} />
            <button class="btn main">
              <Icon d={magnifier} />
              {t('search.go')}
            </button>
          </div>
        </form>
        {problem && !problem.fields.q && (
          <p class="note bad" role="alert">
            <strong>{problem.note}</strong>
          </p>
        )}
        <div class="two">
          <div>{found && <Results c={c} found={found} typed={typed} />}</div>
          <aside aria-labelledby="refine">
            <h2 id="refine">{t('search.refine')}</h2>
            <div class="flow">
              <Choice t={t} name="space" typed={typed} options={spaces.map(({ slug, name }) => [slug, name])} />
              <Choice t={t} name="kind" typed={typed} options={KINDS.map((kind) => [kind, t('search.kind', { kind })])} />
              {(['author', 'tag'] as const).map((name) => (
                <Field key={name} form="find" name={name} label={t(`search.${name}`)} value={typed[name]} required={false} />
              ))}
              {(['after', 'before'] as const).map((name) => (
                <Field key={name} form="find" name={name} type="date" label={t(`search.${name}`)} value={typed[name]} required={false} />
              ))}
              {viewer && isStaff(viewer, site) && (
                <Choice t={t} name="state" typed={typed} options={STATES.map((state) => [state, t('search.state.of', { state })])} />
              )}
              <button class="btn" form="find">
                {t('search.apply')}
              </button>
            </div>
            <p class="meta">{t('search.help')}</p>
          </aside>
        </div>
      </>
    ),
  });
}

type ChoiceProps = { t: Translate; name: 'space' | 'kind' | 'state'; typed: Typed; options: [value: string, label: string][] };

function Choice({ t, name, typed, options }: ChoiceProps) {
  return (
    <div class="field">
      <label for={name}>{t(`search.${name}`)}</label>
      <select id={name} name={name} form="find">
        <option value="">{t('search.all', { name })}</option>
        {options.map(([value, label]) => (
          <option key={value} value={value} selected={typed[name] === value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}
