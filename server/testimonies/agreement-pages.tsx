import { eq } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { asProblem, check, Field, Form, renderDoor, typedIn, type Problem, type Typed } from '../accounts/form.tsx';
import { Refusal } from '../errors.ts';
import { requireSite, type Actor, type Env } from '../http/who.ts';
import { momentOf } from '../i18n/translate.ts';
import { asMember } from '../members/own.ts';
import { spacesOf } from '../members/queries.ts';
import { wordsOf, zoneOf } from '../pages/page.tsx';
import { isNewsroom } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { decideAgreement } from './agree.ts';
import { decisionInput } from './input.ts';
import { reads } from './policy.ts';
import { agreementsOf, findAgreement, type Agreement, type AgreementRow } from './queries.ts';
import { withdrawAgreement } from './withdraw.ts';

/** The very words that one is asked to agree to; whoever asked is led to the answer they are of. */
export const agreementPages = new Hono<Env>()
  .get('/agreements/:id', (c) =>
    asMember(c, async (actor) => {
      const row = await findOwn(c, actor);
      return row ? show(c, row) : c.redirect(await whereRead(c, actor), 303);
    }),
  )
  .post('/agreements/:id', (c) =>
    asMember(c, async (actor) => {
      const row = await requireOwn(c, actor);
      const typed = await typedIn(c);
      try {
        const decision = check(decisionInput, { ...typed, stays: typed.stays !== undefined });
        await decideAgreement(c.var.deps, actor.member, row.agreement.uid, { ...decision, locale: c.var.locale });
      } catch (error) {
        if (!(error instanceof Refusal) || error.code === 'not_found') throw error;
        return show(c, (await findOwn(c, actor))!, { typed, problem: asProblem(c, error) });
      }
      return c.redirect(`/agreements/${row.agreement.uid}?done=1`, 303);
    }),
  )
  .post('/agreements/:id/withdrawal', (c) =>
    asMember(c, async (actor) => {
      const { agreement } = await requireOwn(c, actor);
      await withdrawAgreement(c.var.deps, agreement);
      return c.redirect(`/agreements/${agreement.uid}`, 303);
    }),
  );

async function findOwn(c: Context<Env, '/agreements/:id'>, { member }: Actor): Promise<AgreementRow | null> {
  const all = await agreementsOf(c.var.deps.db.read, { memberId: member.id });
  return all.find(({ agreement }) => agreement.uid === c.req.param('id')) ?? null;
}

async function requireOwn(c: Context<Env, '/agreements/:id'>, actor: Actor): Promise<AgreementRow> {
  const row = await findOwn(c, actor);
  if (!row) throw new Refusal('not_found');
  return row;
}

/** For the newsroom, where it is theirs to read. Refuses `not_found`. */
async function whereRead(c: Context<Env, '/agreements/:id'>, { member }: Actor): Promise<string> {
  const { read } = c.var.deps.db;
  const agreement = await findAgreement(read, c.req.param('id'));
  const place = agreement && (await findThreadPlace(read, agreement.threadId));
  const staff = { member, site: requireSite(c), spaces: await spacesOf(read, member) };
  if (!place || !isNewsroom(member) || !(await reads(read, staff, place.thread))) throw new Refusal('not_found');
  const answers = `/testimonies/${place.thread.uid}/answers`;
  const uid = await answerOf(c, agreement);
  return uid ? `${answers}/${uid}#agreement` : answers;
}

async function answerOf({ var: { deps } }: Context<Env>, { testimonyId }: Agreement): Promise<string | null> {
  if (testimonyId === null) return null;
  const { testimonies } = deps.db.read.t;
  const [row] = await deps.db.read.select({ uid: testimonies.uid }).from(testimonies).where(eq(testimonies.id, testimonyId));
  return row?.uid ?? null;
}

type Faulty = { typed: Typed; problem: Problem };
const SAYS = ['agreed', 'refused', 'change'] as const;

function show(c: Context<Env>, { agreement, title, thread, post, postState }: AgreementRow, faulty?: Faulty) {
  const t = wordsOf(c);
  const { site, locale } = c.var;
  const { uid, text, name, state, hash, wording, askedAt, answeredAt, withdrawnAt } = agreement;
  const faults = faulty ? { problem: faulty.problem } : {};
  const when = (at: Date | null) => (at ? momentOf(locale, at, zoneOf(c)) : '');
  const isPublic = postState === 'published' && state === 'agreed';
  return renderDoor(c, {
    title: t('agreement.title'),
    status: faulty?.problem.status ?? 200,
    children: (
      <>
        <p class="kicker">
          <a href={`/t/${thread}`}>{title}</a>
        </p>
        <h1>{t('agreement.title')}</h1>
        <p class="meta">{t('agreement.askedAt', { date: when(askedAt), site: site!.settings.name })}</p>
        <figure class="agreed">
          <blockquote class="typed">{text}</blockquote>
          <figcaption>— {name || t('agreement.nobody')}</figcaption>
        </figure>
        {state === 'asked' ? (
          <Form action={`/agreements/${uid}`} {...faults}>
            <input type="hidden" name="hash" value={hash} />
            <p>{t(`agreement.words.${wording as 1}`, { site: site!.settings.name })}</p>
            <fieldset class="field">
              <legend>{t('agreement.say')}</legend>
              {SAYS.map((says) => (
                <label class="choice" key={says}>
                  <input type="radio" name="says" value={says} required checked={faulty?.typed.says === says} />
                  <span>{t(`agreement.says.${says}`)}</span>
                </label>
              ))}
            </fieldset>
            <label class="choice">
              <input type="checkbox" name="stays" value="1" checked={faulty?.typed.stays !== undefined} />
              <span>{t('agreement.stays')}</span>
            </label>
            <Field
              name="word"
              label={t('agreement.word')}
              help={t('agreement.wordHelp')}
              lines={3}
              required={false}
              value={faulty?.typed.word}
              {...faults}
            />
            <button class="btn main">{t('agreement.go')}</button>
          </Form>
        ) : (
          <>
            {faulty && <p class="note bad">{faulty.problem.note}</p>}
            <p class="note">
              <strong>{t(isPublic ? 'agreement.published' : `agreement.state.${state}`)}</strong>
            </p>
            {answeredAt && <p class="meta">{t('agreement.answeredAt', { date: when(answeredAt) })}</p>}
            {withdrawnAt && <p class="meta">{t('agreement.withdrawnAt', { date: when(withdrawnAt) })}</p>}
            {isPublic && <a href={`/p/${post}`}>{t('agreement.see')}</a>}
          </>
        )}
        {state === 'agreed' && (
          <Form action={`/agreements/${uid}/withdrawal`}>
            <p class="meta">{t('agreement.withdrawHelp')}</p>
            <button class="btn bad">{t('agreement.withdraw')}</button>
          </Form>
        )}
        <details>
          <summary>{t('agreement.proof')}</summary>
          <p class="meta">{t('agreement.proofHelp', { wording })}</p>
          <p class="meta typed">{hash}</p>
        </details>
        <a class="btn" href="/testimonies/mine">
          {t('testimony.mine')}
        </a>
      </>
    ),
  });
}
