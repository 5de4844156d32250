import type { Context } from 'hono';
import { Field, Form, type Problem } from '../accounts/form.tsx';
import type { Env } from '../http/who.ts';
import { momentOf } from '../i18n/translate.ts';
import { wordsOf, zoneOf } from '../pages/page.tsx';
import { threadPath } from '../threads/thread-path.ts';
import type { Thread } from '../threads/queries.ts';
import type { AttendanceRow, Meeting } from './queries.ts';
import { sayHours } from './say-hours.ts';

type Props = { c: Context<Env>; thread: Thread; meeting: Meeting; rows: AttendanceRow[]; problem?: Problem | undefined };

const GROUPS = ['yes', 'waiting', 'maybe'] as const;

/** Who comes, to be ticked: on a telephone at the door, at a desk, or on paper. */
export function ListPage({ c, thread, meeting, rows, problem }: Props) {
  const t = wordsOf(c);
  const q = c.req.query('q') ?? '';
  const found = rows.filter(({ name }) => fold(name).includes(fold(q)));
  const came = rows.filter(({ cameAt }) => cameAt !== null).length;
  const action = `/events/${thread.uid}/list`;
  return (
    <div class="sheet">
      <p class="kicker">
        <a href={threadPath(thread)}>{thread.title}</a>
      </p>
      <h1>{t('event.list')}</h1>
      <p class="meta">
        <span>{sayHours(c.var.locale, meeting)}</span> <span>{t('event.arrived', { n: came, of: meeting.comes })}</span>
      </p>
      <form class="find" method="get" action={action} role="search">
        <div class="field">
          <label for="q">{t('event.find')}</label>
          <input id="q" name="q" type="search" value={q} autocomplete="off" />
        </div>
        <button class="btn">{t('event.findGo')}</button>
      </form>
      {found.length === 0 && <p class="meta">{t(q ? 'event.nobodyFound' : 'event.nobody')}</p>}
      {GROUPS.map((answer) => {
        const those = found.filter((row) => row.answer === answer);
        return (
          those.length > 0 && (
            <section key={answer} aria-labelledby={`g-${answer}`}>
              <h2 id={`g-${answer}`}>{t(`event.group.${answer}`, { n: those.length })}</h2>
              <ul class="rows tight">
                {those.map((row) => (
                  <Row key={row.uid} {...{ c, row, action, q }} />
                ))}
              </ul>
            </section>
          )
        );
      })}
      <section class="flow not-printed" aria-labelledby="add">
        <h2 id="add">{t('event.walkIn')}</h2>
        <Form action={action} {...(problem && { problem })}>
          <Field name="name" label={t('event.walkInName')} help={t('event.walkInHelp')} autocomplete="off" {...(problem && { problem })} />
          <button class="btn main" name="add" value="1">
            {t('event.walkInGo')}
          </button>
        </Form>
      </section>
      <form class="not-printed" method="post" action={`${action}.csv`}>
        <button class="btn">{t('event.export')}</button>
      </form>
    </div>
  );
}

type RowProps = { c: Context<Env>; row: AttendanceRow; action: string; q: string };

function Row({ c, row: { uid, name, memberUid, cameAt }, action, q }: RowProps) {
  const t = wordsOf(c);
  return (
    <li id={`a-${uid}`}>
      <form class={cameAt ? 'line ends tick came' : 'line ends tick'} method="post" action={action}>
        <input type="hidden" name="q" value={q} />
        <span>
          <strong>{name || t('event.walkInForgotten')}</strong>{' '}
          <span class="meta">
            {cameAt
              ? t('event.arrivedAt', { date: momentOf(c.var.locale, cameAt, zoneOf(c)) })
              : memberUid === null
                ? t('event.group.walkIn')
                : ''}
          </span>
        </span>
        <span class="line">
          {cameAt ? (
            <button class="btn" name="notCame" value={uid} aria-label={t('event.untickNamed', { name })}>
              {t('event.untick')}
            </button>
          ) : (
            <button class="btn main" name="came" value={uid} aria-label={t('event.tickNamed', { name })}>
              {t('event.tick')}
            </button>
          )}
          {memberUid === null && (
            <button class="btn" name="drop" value={uid} aria-label={t('event.dropNamed', { name })}>
              {t('event.drop')}
            </button>
          )}
        </span>
      </form>
    </li>
  );
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
