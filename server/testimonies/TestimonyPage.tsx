import type { Context } from 'hono';
import { Field, Form, type Problem, type Typed } from '../accounts/form.tsx';
import type { Env } from '../http/who.ts';
import { dateOf, momentOf } from '../i18n/translate.ts';
import { wordsOf, zoneOf } from '../pages/page.tsx';
import type { CallThere } from './find-call.ts';
import { NAMED_AS, STATES_BY_HAND } from './input.ts';
import { Written } from './own-pages.tsx';
import type { AgreementRow, notesOf, TestimonyRow } from './queries.ts';

type Faulty = { section: string; typed: Typed; problem: Problem };
type Props = {
  c: Context<Env>;
  there: CallThere;
  row: TestimonyRow;
  notes: Awaited<ReturnType<typeof notesOf>>;
  agreements: AgreementRow[];
  colleagues: { uid: string; name: string }[];
  faulty: Faulty | undefined;
};

/** One answer: what it says, where the newsroom is with it, what it notes to itself, what may be published of it. */
export function TestimonyPage({ c, there, row, notes, agreements, colleagues, faulty }: Props) {
  const t = wordsOf(c);
  const { thread, call } = there;
  const zone = zoneOf(c);
  const action = `/testimonies/${thread.uid}/answers/${row.uid}`;
  const of = (section: string) => (faulty?.section === section ? { problem: faulty.problem } : {});
  const typed = (section: string): Typed => (faulty?.section === section ? faulty.typed : {});
  return (
    <div class="sheet">
      <p class="kicker">
        <a href={`/testimonies/${thread.uid}/answers`}>{thread.title}</a>
      </p>
      <h1>{t('testimony.one', { name: row.author })}</h1>
      <p class="meta">
        <span>{t('testimony.sentOn', { date: momentOf(c.var.locale, row.sentAt, zone) })}</span>
        {row.editedAt && <span>{t('testimony.editedOn', { date: momentOf(c.var.locale, row.editedAt, zone) })}</span>}
        <span>{t('testimony.erasedOn', { date: dateOf(c.var.locale, row.keptUntil, zone) })}</span>
        <a href={`/members/${row.authorUid}`}>{t('testimony.profile')}</a>
      </p>
      <Written c={c} fields={call.fields} answers={row.answers} />
      <section aria-labelledby="handling">
        <h2 id="handling">{t('testimony.handling')}</h2>
        <Form action={action} {...of('handling')}>
          <input type="hidden" name="section" value="handling" />
          <input type="hidden" name="version" value={row.version} />
          {faulty?.section === 'handling' && row.changedBy && (
            <p class="meta">{t('testimony.isNow', { state: t(`testimony.is.${row.state}`), name: row.changedBy })}</p>
          )}
          <div class="pair">
            <div class="field">
              {agreements.some(isStanding) ? (
                <p>
                  <strong>{t('testimony.state')}</strong> {t('testimony.is.published')}
                </p>
              ) : (
                <>
                  <label for="state">{t('testimony.state')}</label>
                  <select id="state" name="state">
                    {STATES_BY_HAND.map((state) => (
                      <option key={state} value={state} selected={state === (typed('handling').state ?? row.state)}>
                        {t(`testimony.is.${state}`)}
                      </option>
                    ))}
                  </select>
                </>
              )}
            </div>
            <div class="field">
              <label for="assignee">{t('testimony.assignee')}</label>
              <select id="assignee" name="assignee">
                <option value="">{t('testimony.nobody')}</option>
                {colleagues.map(({ uid, name }) => (
                  <option key={uid} value={uid} selected={uid === (typed('handling').assignee ?? row.assigneeUid)}>
                    {name}
                  </option>
                ))}
              </select>
            </div>
          </div>
          <button class="btn main">{t('account.save')}</button>
        </Form>
      </section>
      <section aria-labelledby="notes">
        <h2 id="notes">{t('testimony.notes')}</h2>
        <p class="meta">{t('testimony.notesHelp')}</p>
        {notes.length > 0 && (
          <ul class="rows tight">
            {notes.map(({ by, text, at }) => (
              <li key={at.getTime()}>
                <div>
                  <p class="typed">{text}</p>
                  <p class="meta">
                    {by} <time dateTime={at.toISOString()}>{momentOf(c.var.locale, at, zone)}</time>
                  </p>
                </div>
              </li>
            ))}
          </ul>
        )}
        <Form action={action} {...of('note')}>
          <input type="hidden" name="section" value="note" />
          <div class="brief">
            <Field name="text" label={t('testimony.note')} lines={3} value={typed('note').text} {...of('note')} />
          </div>
          <button class="btn">{t('testimony.noteGo')}</button>
        </Form>
      </section>
      <Publication {...{ c, action, row, agreements, typed: typed('ask') }} {...of('ask')} publishing={of('publish').problem} />
    </div>
  );
}

/** What its writer took away is published no more. */
const isStanding = ({ agreement: { state, postId }, postState }: AgreementRow) =>
  state === 'agreed' && postId !== null && postState !== 'deleted';

type PublicationProps = Pick<Props, 'c' | 'row' | 'agreements'> & {
  action: string;
  typed: Typed;
  problem?: Problem;
  publishing: Problem | undefined;
};

/** What its author was asked, what they said, and asking them. */
function Publication({ c, action, row, agreements, typed, problem, publishing }: PublicationProps) {
  const t = wordsOf(c);
  const [latest] = agreements;
  const isPublic = agreements.find(({ agreement, postState }) => agreement.state === 'agreed' && postState === 'published');
  const standing = agreements.some(isStanding);
  const faults = problem ? { problem } : {};
  return (
    <section aria-labelledby="agreement">
      <h2 id="agreement">{t('agreement.publish')}</h2>
      <p class="meta">{t('agreement.publishHelp')}</p>
      {latest && (
        <>
          <figure class="agreed">
            <blockquote class="typed">{latest.agreement.text}</blockquote>
            <figcaption>— {latest.agreement.name || t('agreement.nobody')}</figcaption>
          </figure>
          <p class="note">
            <span>
              <strong>{t(isPublic ? 'agreement.published' : `agreement.staff.${latest.agreement.state}`)}</strong>{' '}
              {isPublic && <a href={`/p/${isPublic.post}`}>{t('agreement.see')}</a>}{' '}
              {latest.agreement.word && <span class="typed">« {latest.agreement.word} »</span>}
            </span>
          </p>
        </>
      )}
      {latest?.agreement.state === 'agreed' && latest.agreement.postId === null && (
        <Form action={action} {...(publishing && { problem: publishing })}>
          <input type="hidden" name="section" value="publish" />
          <input type="hidden" name="agreement" value={latest.agreement.uid} />
          <button class="btn main">{t('agreement.publishGo')}</button>
        </Form>
      )}
      {!standing && (
        <details open={problem !== undefined || agreements.length === 0 || undefined}>
          <summary>{t(latest ? 'agreement.askAgain' : 'agreement.ask')}</summary>
          <Form action={action} {...faults}>
            <input type="hidden" name="section" value="ask" />
            <input type="hidden" name="version" value={row.version} />
            <Field
              id="agreed"
              name="text"
              label={t('agreement.text')}
              help={t('agreement.textHelp')}
              lines={6}
              value={typed.text}
              {...faults}
            />
            <fieldset class="field">
              <legend>{t('agreement.as')}</legend>
              {NAMED_AS.map((namedAs) => (
                <label class="choice" key={namedAs}>
                  <input type="radio" name="namedAs" value={namedAs} required checked={(typed.namedAs ?? 'first') === namedAs} />
                  <span>{t(`agreement.as.${namedAs}`)}</span>
                </label>
              ))}
            </fieldset>
            <Field
              name="name"
              label={t('agreement.name')}
              help={t('agreement.nameHelp', { name: row.author })}
              required={false}
              value={typed.name}
              {...faults}
            />
            <button class="btn">{t('agreement.askGo')}</button>
          </Form>
        </details>
      )}
    </section>
  );
}
