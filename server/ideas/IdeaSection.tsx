import type { Context } from 'hono';
import { Field, Form } from '../accounts/form.tsx';
import type { Faulty, There } from '../forum/kind-parts.tsx';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { turnsOf } from './states.ts';

/** Where the newsroom takes an idea: with a public word, to another one, or into a discussion. */
export async function IdeaSection(c: Context<Env>, { thread }: There, faulty: Faulty | undefined) {
  const t = wordsOf(c);
  const mine = faulty?.section === 'idea' ? faulty : undefined;
  const { typed = {}, problem } = mine ?? {};
  const faults = problem ? { problem } : {};
  const turns = turnsOf(thread);
  return (
    <>
      <section aria-labelledby="idea">
        <h2 id="idea">{t('idea.turn')}</h2>
        <p class="meta">{t('idea.now', { state: t('idea.is', { state: thread.state! }) })}</p>
        {turns.length === 0 ? (
          <p>{t('idea.noTurn')}</p>
        ) : (
          <Form action={`/ideas/${thread.uid}/state`} {...faults}>
            <input type="hidden" name="clientId" value={typed.clientId ?? c.var.deps.newId()} />
            <fieldset class="field" aria-describedby={problem?.fields.state && 'state-err'}>
              <legend>{t('idea.to')}</legend>
              {turns.map((state) => (
                <label class="choice" key={state}>
                  <input type="radio" name="state" value={state} required checked={typed.state === state} />
                  <span>{t('idea.is', { state })}</span>
                </label>
              ))}
              {problem?.fields.state && <p id="state-err">{problem.fields.state}</p>}
            </fieldset>
            <Field name="word" label={t('idea.word')} help={t('idea.turnHelp')} lines={4} value={typed.word} {...faults} />
            {turns.includes('done') && (
              <Field
                name="article"
                label={t('idea.article')}
                help={t('idea.articleHelp')}
                required={false}
                value={typed.article}
                {...faults}
              />
            )}
            <button class="btn main">{t('idea.turnGo')}</button>
          </Form>
        )}
        {turns.length > 0 && (
          <p class="meta">
            {t('idea.mergeHelp')} <a href="#merger">{t('idea.merge')}</a>
          </p>
        )}
      </section>
      {turns.length > 0 && (
        <section aria-labelledby="discuss">
          <h2 id="discuss">{t('idea.discuss')}</h2>
          <p class="meta">{t('idea.discussHelp')}</p>
          <Form action={`/ideas/${thread.uid}/discussion`}>
            <button class="btn">{t('idea.discussGo')}</button>
          </Form>
        </section>
      )}
    </>
  );
}
