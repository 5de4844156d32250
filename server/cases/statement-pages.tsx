import { Hono, type Context } from 'hono';
import type { ComponentChildren } from 'preact';
import { AppealSection } from '../appeals/AppealSection.tsx';
import { appealAgainst } from '../appeals/queries.ts';
import { Refusal } from '../errors.ts';
import type { Env } from '../http/who.ts';
import { dateOf, momentOf } from '../i18n/translate.ts';
import { renderPage, wordsOf, type Translate } from '../pages/page.tsx';
import { presentStatement } from '../posts/present.ts';
import { findSite, type Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { groundWords, isGround } from './ground-words.ts';
import { groundOf } from './legal-grounds.ts';
import { aboutPost, statementBy, type StatementRow } from './queries.ts';

/**
 * A statement of reasons, at its lasting address: the address is in its author's hands only, and opens without an
 * account, for who was refused may have none any more. It shows them their post as it stands now.
 */
export const statementPages = new Hono<Env>().get('/statements/:id', async (c) =>
  showStatement(c, await findStatement(c, c.req.param('id'))),
);

export type Stated = { row: StatementRow; site: Site };

/** Not before its author is told: whoever decided may still undo it. */
export async function findStatement(c: Context<Env>, id: string): Promise<Stated> {
  const { db, now } = c.var.deps;
  const row = await statementBy(db.read, id);
  const site = row && (row.tellAt === null || row.tellAt <= now()) && (await findSite(db.read, row.siteId));
  if (!site) throw new Refusal('not_found');
  return { row, site };
}

type Again = Pick<Parameters<typeof AppealSection>[0], 'typed' | 'problem'>;

export async function showStatement(c: Context<Env>, { row, site }: Stated, again: Again = {}) {
  const { deps, locale } = c.var;
  const t = wordsOf(c);
  const when = (date: Date) => momentOf(locale, date, site.timeZone);
  const about = row.postId === null ? null : await aboutPost(deps.db.read, row.postId);
  const title = t('statement.title', { kind: row.kind === 'removal' && about?.published ? 'removed' : row.kind });
  c.header('x-robots-tag', 'noindex');
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title,
    status: again.problem?.status,
    children: (
      <article class="flow statement">
        <h1>{title}</h1>
        <p>{introOf(c, { row, site }, about)}</p>
        {about?.html && <blockquote class="text" dangerouslySetInnerHTML={{ __html: about.html }} />}
        {row.liftedAt && <p class="note good">{t('statement.lifted', { date: when(row.liftedAt) })}</p>}
        <ol class="lettered" type="a">
          <Part title={t('statement.part.a')}>
            <p>{t(`statement.taken.${row.kind}`)}</p>
            <p>{t('statement.where')}</p>
            <p>{row.until ? t('statement.until', { date: when(row.until) }) : t('statement.endless', { kind: row.kind })}</p>
          </Part>
          <Part title={t('statement.part.b')}>
            <Facts t={t} row={row} />
          </Part>
          <Part title={t('statement.part.c')}>
            <p>{t(row.automatedDetection ? 'statement.detected' : 'statement.notDetected')}</p>
            <p>{t(row.automatedDecision ? 'statement.decidedAlone' : 'legal.means.person')}</p>
          </Part>
          <Part title={t('statement.part.d')}>
            <LegalGround t={t} id={row.legalGround} />
          </Part>
          <Part title={t('statement.part.e')}>
            <RuleBroken t={t} c={c} stated={{ row, site }} />
          </Part>
          <Part title={t('statement.part.f')}>
            <p>{t('statement.how')}</p>
          </Part>
        </ol>
        <AppealSection
          {...{ t, when, site, now: deps.now(), ...again }}
          action={`/statements/${row.uid}/appeal`}
          until={row.contestableUntil}
          appeal={await appealAgainst(deps.db.read, { statementId: row.id })}
          by="author"
        />
      </article>
    ),
  });
}

/** Its letter is the law's: DSA, art. 17(3), a to f. */
function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <li>
      <h2 class="small">{title}</h2>
      {children}
    </li>
  );
}

type About = Awaited<ReturnType<typeof aboutPost>>;

function introOf(c: Context<Env>, { row, site }: Stated, about: About | null) {
  const { deps, locale } = c.var;
  const t = wordsOf(c);
  const date = dateOf(locale, row.at, site.timeZone);
  if (!about) return t('statement.member', { date, site: site.settings.name });
  const written = dateOf(locale, about.at, site.timeZone);
  return (
    <>
      {t(about.published ? 'statement.removed' : 'statement.refused', { date, site: site.settings.name, written, kind: row.kind })}{' '}
      <a href={`${siteUrl(deps.config, site)}${about.path}`}>{t('quote', { text: about.title })}</a>
    </>
  );
}

/** Never who gave notice: it was not necessary to say (art. 17(3)(b)). */
function Facts({ t, row }: { t: Translate; row: StatementRow }) {
  return (
    <>
      <p>{t(`statement.source.${row.source}`)}</p>
      {row.passages.length > 0 && <p>{t('statement.passages')}</p>}
      {row.passages.map((passage) => (
        <p key={passage}>
          <mark>{passage}</mark>
        </p>
      ))}
      {row.note && (
        <p>
          {t('statement.note')} {t('quote', { text: row.note })}
        </p>
      )}
    </>
  );
}

function LegalGround({ t, id }: { t: Translate; id: string | null }) {
  if (id === null) return <p>{t('statement.noLaw')}</p>;
  const url = isGround(id) ? groundOf(id).url : null;
  return (
    <>
      <p>{url ? <a href={url}>{groundWords(t, id)}</a> : groundWords(t, id)}</p>
      {isGround(id) && id !== 'other' && <p>{t(`ground.${id}.what`)}</p>}
    </>
  );
}

function RuleBroken({ t, c, stated: { row, site } }: { t: Translate; c: Context<Env>; stated: Stated }) {
  const { rule } = presentStatement(c.var.deps.config, site, row);
  if (!rule) return <p>{t('statement.noRule')}</p>;
  return (
    <>
      <p>
        <a href={rule.url}>{`${rule.number}. ${rule.title}`}</a>
      </p>
      {row.ruleBody && <p>{row.ruleBody}</p>}
    </>
  );
}
