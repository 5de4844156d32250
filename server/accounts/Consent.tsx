import type { Rule } from '../charter/queries.ts';
import type { Translate } from '../pages/page.tsx';
import { isFirst, type Problem } from './form.tsx';

/** The charter in force, and the box that accepts that very version. Nothing where a site has none. */
export function Consent({ t, rules, problem, accepted }: { t: Translate; rules: Rule[]; problem?: Problem; accepted?: string }) {
  const [first] = rules;
  if (!first) return null;
  const fault = problem?.fields.charter;
  return (
    <>
      <details class="flow">
        <summary>{t('signup.charter', { count: rules.length })}</summary>
        <ol>
          {rules.map(({ number, title, body }) => (
            <li key={number}>
              <strong>{title}</strong>
              {body && <p>{body}</p>}
            </li>
          ))}
        </ol>
      </details>
      <div class="field">
        <label class="choice">
          <input
            type="checkbox"
            name="charter"
            value={first.version}
            checked={accepted === String(first.version)}
            required
            aria-invalid={fault ? 'true' : undefined}
            aria-describedby={fault && 'charter-err'}
            autofocus={isFirst(problem, 'charter')}
          />
          <span>{t('signup.accept')}</span>
        </label>
        {fault && <p id="charter-err">{fault}</p>}
      </div>
    </>
  );
}
