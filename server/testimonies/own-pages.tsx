import { Hono, type Context } from 'hono';
import { asProblem, check, checkAll, Form, typedIn, type Problem } from '../accounts/form.tsx';
import { isProved } from '../accounts/policy.ts';
import { Refusal } from '../errors.ts';
import { requireMember, type Actor, type Env } from '../http/who.ts';
import { dateOf, momentOf } from '../i18n/translate.ts';
import { asMember } from '../members/own.ts';
import { renderPage, wordsOf, zoneOf, type Translate } from '../pages/page.tsx';
import { threadPath } from '../threads/thread-path.ts';
import { AnswerFields } from './AnswerFields.tsx';
import { answerCall } from './answer-call.ts';
import { checkAnswers } from './check-answers.ts';
import { Terms } from './CallPart.tsx';
import { requireHere, type CallThere } from './find-call.ts';
import { answerInput } from './input.ts';
import { agreementsOf, callIn, findTestimony, testimoniesBy, type AgreementRow } from './queries.ts';
import { takeBack } from './withdraw.ts';
import type { Answers } from './wire.ts';

type Sent = { answers: Answers; form: number; consent: boolean };

/** One's answer to a call, with a form alone; and all that one has answered. */
export const ownTestimonyPages = new Hono<Env>()
  .get('/testimonies/mine', (c) => asMember(c, (actor) => showAll(c, actor)))
  .get('/testimonies/:id/answer', async (c) => {
    const there = await requireHere(c, c.req.param('id'));
    return asMember(c, (actor) => show(c, there, actor));
  })
  .post('/testimonies/:id/answer', async (c) => {
    const there = await requireHere(c, c.req.param('id'));
    const actor = await requireMember(c, there.site);
    const sent = await sentIn(c);
    try {
      const given = await checkAll(
        () => check(answerInput, sent),
        () => sent.form === there.call.form && checkAnswers(there.call.fields, sent.answers),
      );
      await answerCall(c.var.deps, { actor, address: c.var.address }, there, given);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'not_found') throw error;
      return show(c, { ...there, call: (await callIn(c.var.deps.db.read, there.thread.id))! }, actor, {
        sent,
        problem: asProblem(c, error),
      });
    }
    return c.redirect(`/testimonies/${there.thread.uid}/answer?done=sent`, 303);
  })
  .post('/testimonies/:id/withdrawal', async (c) => {
    const { thread, site } = await requireHere(c, c.req.param('id'));
    const { member } = await requireMember(c, site);
    if ((await typedIn(c)).sure === undefined) return c.redirect(`/testimonies/${thread.uid}/answer#back`, 303);
    await takeBack(c.var.deps, { threadId: thread.id, memberId: member.id });
    return c.redirect('/testimonies/mine?done=back', 303);
  });

/** Each field as often as it is ticked. */
async function sentIn(c: Context<Env>): Promise<Sent> {
  const body = await c.req.parseBody({ all: true }).catch(() => {
    throw new Refusal('malformed');
  });
  const texts = Object.entries(body).flatMap(([name, value]): [string, string | string[]][] => {
    const words = [value].flat().filter((one): one is string => typeof one === 'string');
    return /^f\d{1,3}$/.test(name) ? [[name, words.length === 1 ? words[0]! : words]] : [];
  });
  return { answers: Object.fromEntries(texts), form: Number(body.form), consent: body.consent !== undefined };
}

type Faulty = { sent: Sent; problem: Problem };

async function show(c: Context<Env>, { thread, site, call }: CallThere, { member, session }: Actor, faulty?: Faulty) {
  const t = wordsOf(c);
  const { deps, locale } = c.var;
  const own = await findTestimony(deps.db.read, thread.id, { memberId: member.id });
  const closed = call.closesAt <= deps.now();
  const mayAnswer = !closed && member.role !== 'guest' && isProved(session.account);
  const faults = faulty && { problem: faulty.problem };
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: thread.title!,
    status: faulty?.problem.status ?? 200,
    children: (
      <div class="sheet">
        <p class="kicker">
          <a href={threadPath(thread)}>{t('testimony.title')}</a>
        </p>
        <h1>{thread.title}</h1>
        {c.req.query('done') === 'sent' && <output class="note good">{t('testimony.sent')}</output>}
        <Terms {...{ c, t, call }} />
        {own && (
          <p>
            {t('testimony.sentAndKept', {
              sent: momentOf(locale, own.editedAt ?? own.sentAt, site.timeZone),
              kept: dateOf(locale, own.keptUntil, site.timeZone),
            })}
          </p>
        )}
        {closed && <p class="note warn">{t('testimony.closed', { date: momentOf(locale, call.closesAt, site.timeZone) })}</p>}
        {!closed && !mayAnswer && <p class="note warn">{t('error.vote_unproved')}</p>}
        {closed && own && <Written {...{ c }} fields={call.fields} answers={own.answers} />}
        {mayAnswer && (
          <Form action={`/testimonies/${thread.uid}/answer`} {...faults}>
            <input type="hidden" name="form" value={call.form} />
            <AnswerFields t={t} fields={call.fields} answers={faulty?.sent.answers ?? own?.answers ?? {}} {...faults} />
            <div class="field">
              <label class="choice">
                <input
                  type="checkbox"
                  name="consent"
                  value="1"
                  required
                  aria-describedby={faults?.problem.fields.consent && 'consent-err'}
                  checked={faulty?.sent.consent}
                />
                <span>{t('testimony.consent.1', { site: site.settings.name })}</span>
              </label>
              {faults?.problem.fields.consent && <p id="consent-err">{faults.problem.fields.consent}</p>}
            </div>
            <button class="btn main">{t(own ? 'testimony.sendAgain' : 'testimony.send')}</button>
          </Form>
        )}
        {own && (
          <section aria-labelledby="back">
            <h2 id="back">{t('testimony.takeBack')}</h2>
            <p class="meta">{t('testimony.takeBackHelp')}</p>
            <Form action={`/testimonies/${thread.uid}/withdrawal`}>
              <label class="choice">
                <input type="checkbox" name="sure" value="1" required />
                <span>{t('testimony.takeBackSure')}</span>
              </label>
              <button class="btn bad">{t('testimony.takeBack')}</button>
            </Form>
          </section>
        )}
        <p class="meta">
          <a href="/testimonies/mine">{t('testimony.mine')}</a>
        </p>
      </div>
    ),
  });
}

type WrittenProps = { c: Context<Env>; fields: CallThere['call']['fields']; answers: Answers };

/** What somebody answered, question by question. */
export function Written({ c, fields, answers }: WrittenProps) {
  const t = wordsOf(c);
  return (
    <dl class="facts">
      {fields.map(({ id, label, type }) => (
        <>
          <dt>{label}</dt>
          <dd class="typed">{sayAnswer(c, type, answers[id]) || <span class="meta">{t('testimony.unanswered')}</span>}</dd>
        </>
      ))}
    </dl>
  );
}

function sayAnswer({ var: { locale } }: Context<Env>, type: string, answer: string | string[] | undefined): string {
  const said = [answer ?? []].flat();
  return type === 'date' && said[0] ? dateOf(locale, new Date(`${said[0]}T12:00:00Z`), 'UTC') : said.join(', ');
}

/** What one has answered, and agreed to. */
async function showAll(c: Context<Env>, { member }: Actor) {
  const t = wordsOf(c);
  const { deps, locale } = c.var;
  const zone = zoneOf(c);
  const rows = await testimoniesBy(deps.db.read, member.id);
  const agreements = await agreementsOf(deps.db.read, { memberId: member.id });
  c.header('cache-control', 'no-store');
  return renderPage(c, {
    title: t('testimony.mine'),
    children: (
      <div class="sheet">
        <h1>{t('testimony.mine')}</h1>
        {c.req.query('done') === 'back' && <output class="note good">{t('testimony.takenBack')}</output>}
        {rows.length === 0 && <p class="meta">{t('testimony.noneMine')}</p>}
        <ul class="rows">
          {rows.map(({ thread, title, sentAt, keptUntil }) => (
            <li key={thread}>
              <a href={`/testimonies/${thread}/answer`}>{title}</a>
              <span class="block meta">
                {t('testimony.sentAndKept', { sent: dateOf(locale, sentAt, zone), kept: dateOf(locale, keptUntil, zone) })}
              </span>
            </li>
          ))}
        </ul>
        {agreements.length > 0 && (
          <section aria-labelledby="agreements">
            <h2 id="agreements">{t('agreement.all')}</h2>
            <AgreementList t={t} rows={agreements} />
          </section>
        )}
      </div>
    ),
  });
}

const AgreementList = ({ t, rows }: { t: Translate; rows: AgreementRow[] }) => (
  <ul class="rows">
    {rows.map(({ agreement: { uid, state, postId }, title }) => (
      <li key={uid}>
        <a href={`/agreements/${uid}`}>{title}</a>
        <span class="block meta">{t(postId !== null && state === 'agreed' ? 'agreement.published' : `agreement.state.${state}`)}</span>
      </li>
    ))}
  </ul>
);
