import type { Context } from 'hono';
import { Form, type Problem, type Typed } from '../accounts/form.tsx';
import type { Env } from '../http/who.ts';
import { wordsOf } from '../pages/page.tsx';
import { threadPath } from '../threads/thread-path.ts';
import { Promises, Questions, typedFrom } from './CallFields.tsx';
import type { CallThere } from './find-call.ts';

type Props = {
  c: Context<Env>;
  there: CallThere;
  given: { typed: Typed; problem?: Problem } | undefined;
  readers: string[];
  begun: boolean;
  colleagues: { uid: string; name: string }[];
};

/** What a call asks and promises; once somebody has answered, its questions stay. */
export function SettingsPage({ c, there: { thread, call, site }, given, readers, begun, colleagues }: Props) {
  const t = wordsOf(c);
  const asked = typedFrom(call, site.timeZone);
  const typed = given?.typed ?? asked;
  const faults = given?.problem ? { problem: given.problem } : {};
  const fault = given?.problem?.fields.named;
  return (
    <div class="sheet">
      <p class="kicker">
        <a href={threadPath(thread)}>{thread.title}</a>
      </p>
      <h1>{t('testimony.settings')}</h1>
      <Form action={`/testimonies/${thread.uid}/settings`} {...faults}>
        <Promises t={t} typed={typed} zone={site.timeZone} {...faults} />
        <p class="meta">{t('testimony.promiseHolds')}</p>
        <fieldset class="field" aria-describedby={fault && 'named-err'}>
          <legend>{t('testimony.named')}</legend>
          <p class="meta">{t('testimony.namedHelp')}</p>
          {colleagues.map(({ uid, name }) => (
            <label class="choice" key={uid}>
              <input type="checkbox" name="named" value={uid} checked={readers.includes(uid)} />
              <span>{name}</span>
            </label>
          ))}
          {fault && <p id="named-err">{fault}</p>}
        </fieldset>
        {begun ? (
          <>
            <p class="note">{t('testimony.begun')}</p>
            {Object.entries(asked).map(
              ([name, value]) => name.startsWith('q') && <input key={name} type="hidden" name={name} value={value} />,
            )}
          </>
        ) : (
          <Questions t={t} typed={typed} {...faults} />
        )}
        <button class="btn main">{t('account.save')}</button>
      </Form>
    </div>
  );
}
