// A case of the law is decided in its form, which is the statement of reasons.
import type { Act, CaseDetail } from '#server/cases/wire.ts';

type Form = 'six' | 'appeal';

const IN_THE_FORM: Act[] = ['approve', 'reject', 'hide', 'ask_edit', 'take_out'];

/** The form that is asked for, where whoever looks may fill it. */
export function decidedIn({ state, law, can }: Pick<CaseDetail, 'state' | 'law' | 'can'>): Form | null {
  if (state !== 'open' || !law) return null;
  if (law.appeals.some((appeal) => appeal.state === 'open')) return law.mayDecide === 'no' ? null : 'appeal';
  return law.notices.some(({ outcome }) => outcome === null) && can.includes('reject') ? 'six' : null;
}

/** What is offered below the case: not what a colleague decides, nor what the form does. */
export function actsOf(seen: Pick<CaseDetail, 'can'> | null, { taken, form }: { taken: boolean; form: Form | null }): Act[] {
  if (!seen || taken) return [];
  return form ? seen.can.filter((act) => !IN_THE_FORM.includes(act)) : seen.can;
}

export function goToForm(form: Form) {
  document.querySelector<HTMLElement>(`form[data-form="${form}"] :is(select, input, textarea)`)?.focus();
}
