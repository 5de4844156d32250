import { Field, Form, type Problem, type Typed } from '../accounts/form.tsx';
import type { Translate } from '../pages/page.tsx';
import { RENAME_DAYS, type formerNamesOf } from './rename.ts';

type Former = Awaited<ReturnType<typeof formerNamesOf>>;
type Props = { t: Translate; me: { id: number; name: string }; former: Former; typed?: Typed; problem?: Problem };

export function NameSection({ t, me, former, typed, problem }: Props) {
  const last = former[0];
  return (
    <section class="flow">
      <h2>{t('profile.name')}</h2>
      {last?.reason && <p class="note warn">{t('profile.renamedBy', { reason: last.reason })}</p>}
      <Form action="/account/name" problem={problem}>
        <Field
          name="name"
          label={t('signup.name')}
          help={t('profile.nameHelp', { days: RENAME_DAYS })}
          autocomplete="name"
          maxLength={60}
          value={typed?.name ?? me.name}
          problem={problem}
        />
        <button class="btn">{t('profile.nameSave')}</button>
      </Form>
    </section>
  );
}

type StaffProps = { t: Translate; uid: string; former: Former; day: (date: Date) => string; typed?: Typed; problem?: Problem };

/** For staff, on somebody's page: what they were called, and another name where theirs can't stay. */
export function NamesForStaff({ t, uid, former, day, typed, problem }: StaffProps) {
  return (
    <details class="flow" open={problem !== undefined}>
      <summary>{t('profile.names')}</summary>
      {former.length > 0 && (
        <ul class="rows tight">
          {former.map(({ name, reason, at }) => (
            <li key={at}>
              {name} <span class="meta">{[t('profile.nameUntil', { date: day(at) }), reason].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
      )}
      <Form action={`/members/${uid}/name`} problem={problem}>
        <Field name="name" label={t('profile.nameNew')} maxLength={60} value={typed?.name} problem={problem} />
        <Field
          name="reason"
          label={t('profile.nameWhy')}
          help={t('profile.nameWhyHelp')}
          maxLength={200}
          value={typed?.reason}
          problem={problem}
        />
        <button class="btn">{t('profile.rename')}</button>
      </Form>
    </details>
  );
}
