import type { Context } from 'hono';
import { Field, Form, type Typed } from '../accounts/form.tsx';
import type { Faulty, There } from '../forum/kind-parts.tsx';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { PollFields } from './PollFields.tsx';
import { isOver } from './present.ts';
import { pollsIn } from './queries.ts';

/** A thread's polls, each ended or taken away; and another one. */
export async function PollSection(c: Context<Env>, { thread, site }: There, faulty: Faulty | undefined) {
  const t = wordsOf(c);
  const { db, now } = c.var.deps;
  const polls = await pollsIn(db.read, thread.id);
  const mine = faulty?.section === 'polls' ? faulty : undefined;
  const typed: Typed = mine?.typed ?? {};
  const faults = mine ? { problem: mine.problem } : {};
  return (
    <section aria-labelledby="polls">
      <h2 id="polls">{t('poll.here')}</h2>
      <p class="meta">{t('poll.addHelp')}</p>
      {polls.length > 0 && (
        <ul class="rows tight">
          {polls.map((poll) => (
            <li key={poll.uid}>
              <form method="post" action={`/manage/${thread.uid}/polls`} class="line ends">
                <input type="hidden" name="poll" value={poll.uid} />
                <span>
                  {poll.question} <span class="meta">{t('poll.voters', { n: poll.voters })}</span>
                </span>
                <span class="line">
                  {!isOver(poll, now()) && (
                    <button class="btn" name="act" value="end">
                      {t('poll.end')}
                    </button>
                  )}
                  <button class="btn" name="act" value="drop">
                    {t('poll.drop')}
                  </button>
                </span>
              </form>
            </li>
          ))}
        </ul>
      )}
      <details open={mine !== undefined || undefined}>
        <summary>{t('poll.add')}</summary>
        <Form action={`/manage/${thread.uid}/polls`} {...faults}>
          <Field name="question" label={t('poll.question')} value={typed.question} {...faults} />
          <PollFields t={t} typed={typed} zone={site.timeZone} {...faults} />
          <button class="btn main">{t('poll.addGo')}</button>
        </Form>
      </details>
    </section>
  );
}
