import { Field, Form, type Problem, type Typed } from '../accounts/form.tsx';
import type { Translate } from '../pages/page.tsx';
import { DisputeBodies } from '../sites/dispute-bodies.tsx';
import type { Site } from '../sites/queries.ts';
import type { AppealRecord } from './queries.ts';

type Props = {
  t: Translate;
  /** A moment, as it is said where the site is. */
  when: (date: Date) => string;
  now: Date;
  /** Where its form goes. */
  action: string;
  until: Date | null;
  appeal: AppealRecord | null;
  by: 'author' | 'notifier';
  site: Pick<Site, 'settings'>;
  typed?: Typed;
  problem?: Problem;
};

/** Contesting a decision where it is stated: free, without an account, for six months at least (DSA, art. 20). */
export function AppealSection({ t, when, now, action, until, appeal, by, site, typed = {}, problem }: Props) {
  return (
    <section id="appeal" aria-labelledby="appeal-title" class="flow">
      <h2 id="appeal-title">{t('appeal.title')}</h2>
      {appeal ? (
        <Appeal {...{ t, when, appeal }} />
      ) : until && until > now ? (
        <Form action={action} problem={problem}>
          <p>{t(`appeal.how.${by}`, { date: when(until) })}</p>
          <Field name="text" label={t('appeal.text')} help={t('appeal.textHelp')} lines={6} value={typed.text} problem={problem} />
          <button class="btn main">{t('appeal.send')}</button>
        </Form>
      ) : (
        <p>{until ? t('appeal.over', { date: when(until) }) : t('appeal.none')}</p>
      )}
      <DisputeBodies t={t} site={site} />
    </section>
  );
}

function Appeal({ t, when, appeal }: Pick<Props, 't' | 'when'> & { appeal: AppealRecord }) {
  return (
    <>
      <p>{t('appeal.made', { date: when(appeal.at) })}</p>
      <blockquote class="text typed">{appeal.text}</blockquote>
      {appeal.state === 'open' ? (
        <p>{t('appeal.waiting')}</p>
      ) : (
        <>
          <p>
            <strong>{t(`appeal.outcome.${appeal.state}`, { date: when(appeal.decidedAt!) })}</strong>
          </p>
          <blockquote class="text typed">{appeal.answer}</blockquote>
          {appeal.alone && <p class="meta">{t('appeal.alone')}</p>}
          <p class="meta">{t('appeal.further')}</p>
        </>
      )}
    </>
  );
}
