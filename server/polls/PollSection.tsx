import type { Context } from 'hono';
import { Field, Form, type Typed } from '../accounts/form.tsx';
import type { Faulty, There } from '../forum/kind-parts.tsx';
import { staffOf, type Env } from '../http/who.ts';
import { segmentNames } from '../segments/queries.ts';
import type { SegmentNames } from '../segments/wire.ts';
import { wordsOf } from '../pages/page.tsx';
import { typedOf } from './from-form.ts';
import { PollFields } from './PollFields.tsx';
import { isOver } from './present.ts';
import { optionsOf, pollsIn } from './queries.ts';

/** A thread's polls, each mended before its first vote, ended or taken away; and another one. */
export async function PollSection(c: Context<Env>, there: There, faulty: Faulty | undefined) {
  const t = wordsOf(c);
  const { db, now } = c.var.deps;
  const polls = await pollsIn(db.read, there.thread.id);
  const options = await optionsOf(
    db.read,
    polls.map(({ id }) => id),
  );
  const { site, member } = staffOf(c);
  const { segments } = ['manager', 'admin'].includes(member.role) ? await segmentNames(db.read, site.id) : { segments: [] };
  const mine = faulty?.section === 'polls' ? faulty : undefined;
  const refusedOf = (uid?: string) => (mine?.typed.poll === uid ? mine : undefined);
  return (
    <section aria-labelledby="polls">
      <h2 id="polls">{t('poll.here')}</h2>
      <p class="meta">{t('poll.addHelp')}</p>
      {polls.length > 0 && (
        <ul class="rows tight">
          {polls.map((poll) => (
            <li class="flow" key={poll.uid}>
              <form method="post" action={`/manage/${there.thread.uid}/polls`} class="line ends">
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
              {poll.voters === 0 ? (
                <Ask
                  c={c}
                  there={there}
                  segments={segments}
                  of={poll.uid}
                  as={typedOf(poll, options, there.site)}
                  faulty={refusedOf(poll.uid)}
                />
              ) : (
                <Refused faulty={refusedOf(poll.uid)} />
              )}
            </li>
          ))}
        </ul>
      )}
      <Ask c={c} there={there} segments={segments} as={{}} faulty={refusedOf()} />
    </section>
  );
}

type AskProps = { c: Context<Env>; there: There; segments: SegmentNames['segments']; of?: string; as: Typed; faulty: Faulty | undefined };

/** What one asks: of a poll that is there, or of another. */
function Ask({ c, there: { thread, site }, segments, of, as, faulty }: AskProps) {
  const t = wordsOf(c);
  const typed = faulty?.typed ?? as;
  const faults = faulty ? { problem: faulty.problem } : {};
  return (
    <details open={faulty !== undefined || undefined}>
      <summary>{t(of ? 'poll.mend' : 'poll.add')}</summary>
      <Form action={`/manage/${thread.uid}/polls`} {...faults}>
        {of && <input type="hidden" name="poll" value={of} />}
        <Field name="question" id={`question${of ?? ''}`} label={t('poll.question')} value={typed.question} {...faults} />
        <PollFields t={t} typed={typed} zone={site.timeZone} of={of ?? ''} segments={segments} {...faults} />
        <button class="btn main" name="act" value={of ? 'mend' : 'add'}>
          {t(of ? 'poll.mendGo' : 'poll.addGo')}
        </button>
      </Form>
    </details>
  );
}

/** Its form is gone: somebody voted while it was being filled in. */
const Refused = ({ faulty }: { faulty: Faulty | undefined }) =>
  faulty ? (
    <p class="note bad" role="alert">
      <strong>{faulty.problem.note}</strong>
    </p>
  ) : null;
