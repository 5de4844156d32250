import { Field, type Problem, type Typed } from '../accounts/form.tsx';
import type { FieldsProps } from '../forum/kind-parts.tsx';
import { withMoments } from '../forum/site-moments.ts';
import type { Site } from '../sites/queries.ts';

/** Each after `live`: their page has others. */
export const LIVE_FIELDS = ['liveStartsAt', 'liveEvent'] as const;

/** When it begins, and what it follows. Whoever opens it holds it; the others are named on its own page, which comes next. */
export function LiveFields({ t, typed, problem, zone }: FieldsProps) {
  const faults = problem ? { problem: withNames(problem) } : {};
  return (
    <>
      <p class="meta">{t('live.openHelp')}</p>
      <Field
        name="liveStartsAt"
        type="datetime-local"
        label={t('live.startsAt', { zone })}
        help={t('live.startsAtHelp')}
        required={false}
        value={typed.liveStartsAt}
        {...faults}
      />
      <Field name="liveEvent" label={t('live.event')} help={t('live.eventHelp')} required={false} value={typed.liveEvent} {...faults} />
    </>
  );
}

/** As the API takes it. */
export function liveTyped(typed: Typed, { timeZone }: Pick<Site, 'timeZone'>): Record<string, unknown> {
  return { startsAt: withMoments(typed, ['liveStartsAt'], timeZone).liveStartsAt, event: idIn(typed.liveEvent) };
}

/** Of an address, as somebody copies it from their browser; null where nothing was said. */
export const idIn = (address = ''): string | null =>
  address.trim() === '' ? null : (/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(address)?.[0] ?? address);

function withNames({ fields, ...problem }: Problem): Problem {
  const named = { liveStartsAt: fields.startsAt, liveEvent: fields.event };
  return { ...problem, fields: Object.fromEntries(Object.entries(named).flatMap(([name, fault]) => (fault ? [[name, fault]] : []))) };
}
