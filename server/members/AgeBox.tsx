import { isFirst, type Problem } from '../accounts/form.tsx';
import type { Translate } from '../pages/page.tsx';

/** A declaration, where the site asks for one: no date of birth, no paper. */
export function AgeBox({ t, age, checked = false, problem }: { t: Translate; age: number | null; checked?: boolean; problem?: Problem }) {
  if (age === null) return null;
  const fault = problem?.fields.ofAge;
  return (
    <div class="field">
      <label class="choice">
        <input
          type="checkbox"
          name="ofAge"
          value="yes"
          checked={checked}
          required
          aria-invalid={fault ? 'true' : undefined}
          aria-describedby={fault && 'ofAge-err'}
          autofocus={isFirst(problem, 'ofAge')}
        />
        <span>{t('age.declare', { age })}</span>
      </label>
      {fault && <p id="ofAge-err">{fault}</p>}
    </div>
  );
}
