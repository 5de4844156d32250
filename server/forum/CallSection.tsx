import type { Context } from 'hono';
import { Field, Form, type Typed } from '../accounts/form.tsx';
import { staffOf, type Env } from '../http/who.ts';
import { momentOf } from '../i18n/translate.ts';
import { invitedTo } from '../invitations/answerers.ts';
import { wordsOf } from '../pages/page.tsx';
import { clockOf } from '../time/wall-time.ts';
import type { Faulty, There } from './kind-parts.tsx';
import { MomentFields } from './PlanFields.tsx';

/** Questions to somebody: how far it is, when they answer, who they are. */
export async function CallSection(c: Context<Env>, place: There, faulty: Faulty | undefined) {
  const t = wordsOf(c);
  const invited = await invitedTo(c.var.deps.db.read, place.thread.id);
  const { thread, site } = place;
  const mine = faulty?.section === 'call' ? faulty : undefined;
  const { answersFrom, answersUntil, state } = thread;
  const local = (at: Date | null) => (at ? clockOf(at, site.timeZone) : '');
  const typed = mine?.typed ?? { answersFrom: local(answersFrom), answersUntil: local(answersUntil) };
  return (
    <section class="flow" aria-labelledby="call">
      <h2 id="call">{t('call.title')}</h2>
      <p>
        <strong>{t('forum.kicker', { what: `${thread.kind}_${state}` })}</strong>
      </p>
      <Form action={`/calls/${thread.uid}/answers`} {...(mine && { problem: mine.problem })}>
        <fieldset class="field">
          <legend>{t('plan.answers')}</legend>
          <p class="meta">{t('plan.answersHelp', { zone: site.timeZone })}</p>
          <MomentFields names={['answersFrom', 'answersUntil']} t={t} typed={typed} problem={mine?.problem} />
        </fieldset>
        <p class="line">
          <button class="btn main" name="act" value="dates">
            {t('account.save')}
          </button>
          {state === 'gathering' && (
            <button class="btn" name="act" value="answering">
              {t('call.begin')}
            </button>
          )}
          {state !== 'answered' && (
            <button class="btn" name="act" value="answered">
              {t('call.end')}
            </button>
          )}
        </p>
      </Form>
      <h3>{t('call.who')}</h3>
      {invited.length === 0 ? (
        <p class="meta">{t('call.nobody')}</p>
      ) : (
        <ul class="rows tight">
          {invited.map(({ uid, name, state: answer, endsAt }) => (
            <li key={uid} class="line ends">
              <span>
                <strong>{name}</strong> {t('call.answer', { state: answer })}
              </span>
              {endsAt && <span class="meta">{t('forum.until', { date: momentOf(c.var.locale, endsAt, site.timeZone) })}</span>}
            </li>
          ))}
        </ul>
      )}
      {['manager', 'admin'].includes(staffOf(c).member.role) && <Invite {...{ c, place, faulty }} />}
    </section>
  );
}

function Invite({ c, place: { thread }, faulty }: { c: Context<Env>; place: There; faulty: Faulty | undefined }) {
  const t = wordsOf(c);
  const mine = faulty?.section === 'invitation' ? faulty : undefined;
  const { typed = {} as Typed, problem } = mine ?? {};
  const faults = problem ? { problem } : {};
  return (
    <details open={mine !== undefined || undefined}>
      <summary>{t('call.invite')}</summary>
      <Form action={`/calls/${thread.uid}/invitation`} {...faults}>
        <p class="meta">
          {t('call.inviteHelp')} <a href={`/admin/#/invitations/expert/${thread.uid}`}>{t('call.desk')}</a>
        </p>
        <Field name="name" label={t('call.name')} value={typed.name} {...faults} />
        <Field name="email" type="email" label={t('call.email')} value={typed.email} {...faults} />
        <Field name="title" label={t('call.as')} value={typed.title} {...faults} />
        <Field name="affiliation" label={t('call.affiliation')} required={false} value={typed.affiliation} {...faults} />
        <Field
          name="interests"
          label={t('call.interests')}
          help={t('call.interestsHelp')}
          required={false}
          value={typed.interests}
          {...faults}
        />
        <Field name="message" label={t('call.message')} required={false} value={typed.message} {...faults} />
        <button class="btn main">{t('call.send')}</button>
      </Form>
    </details>
  );
}
