import { useState } from 'preact/hooks';
import type { DeskThread, DeskThreads } from '#server/desk/wire.ts';
import type { ApiError } from '../api.ts';
import { api } from '../api.ts';
import { Ago } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { More } from '../More.tsx';
import { hrefOf } from '../route.ts';
import { Loading } from '../settings/Loading.tsx';
import { asApiError, useLoad } from '../use-load.ts';
import { MeasureLine } from './MeasureLine.tsx';
import { MeasuresDialog } from './MeasuresDialog.tsx';
import { ScreeningDialog } from './ScreeningDialog.tsx';
import { Surge } from './Surge.tsx';
import { useTitle } from '../use-title.ts';
import { useWords } from '../words.tsx';

/** `inviting`, `screening`: whether whoever looks may. */
export function ThreadsScreen({ inviting, screening }: Allowed) {
  const { t } = useWords();
  useTitle(t('rail.threads'));
  const loaded = useLoad(() => api.get<DeskThreads>('/desk/threads'));
  return (
    <div class="page">
      <header class="top">
        <div>
          <h1>{t('rail.threads')}</h1>
          <p>{t('threads.hint')}</p>
        </div>
        <div class="bar">
          <a class="btn" href={hrefOf({ screen: 'events', when: 'upcoming' })}>
            {t('events.title')}
          </a>
          <a class="btn" href="/new?kind=expert">
            {t('threads.call')}
          </a>
        </div>
      </header>
      {loaded.value ? <ThreadsTable page={loaded.value} {...{ inviting, screening }} onChange={loaded.set} /> : <Loading {...loaded} />}
    </div>
  );
}

type Allowed = { inviting: boolean; screening: boolean };
type TableProps = Allowed & { page: DeskThreads; onChange: (page: DeskThreads) => void };

function ThreadsTable({ page: { threads, next }, inviting, screening, onChange }: TableProps) {
  const { t } = useWords();
  const [error, setError] = useState<ApiError | null>(null);
  const [measuring, setMeasuring] = useState<string | null>(null);
  const [screened, setScreened] = useState<DeskThread | null>(null);
  const measured = threads.find(({ id }) => id === measuring);

  const change = async (thread: DeskThread, act: () => Promise<unknown>, changed: Partial<DeskThread>) => {
    try {
      await act();
      setError(null);
      onChange({ next, threads: threads.map((each) => (each.id === thread.id ? { ...each, ...changed } : each)) });
    } catch (failure) {
      setError(asApiError(failure));
    }
  };

  if (!threads.length) return <p class="soft">{t('threads.empty')}</p>;
  return (
    <div class="stack">
      {error && <Failure error={error} />}
      <div class="tw">
        <table class="threads">
          <caption class="vh">{t('rail.threads')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('threads.title')}</th>
              <th scope="col" class="num">
                {t('threads.count')}
              </th>
              <th scope="col" class="num">
                {t('threads.held')}
              </th>
              <th scope="col">{t('threads.last')}</th>
              <th scope="col">{t('threads.moderation')}</th>
              <th scope="col">{t('threads.state')}</th>
            </tr>
          </thead>
          <tbody>
            {threads.map((thread) => (
              <ThreadRow
                key={thread.id}
                thread={thread}
                inviting={inviting}
                onClose={(closed) =>
                  void change(
                    thread,
                    () => (closed ? api.put(`/threads/${thread.id}/closure`) : api.remove(`/threads/${thread.id}/closure`)),
                    { closed },
                  )
                }
                onPin={(pinned) =>
                  void change(thread, () => (pinned ? api.put(`/threads/${thread.id}/pin`) : api.remove(`/threads/${thread.id}/pin`)), {
                    pinned,
                  })
                }
                onMeasures={() => setMeasuring(thread.id)}
                {...(screening && { onScreening: () => setScreened(thread) })}
                onModeration={(moderation) =>
                  void change(thread, () => api.put(`/threads/${thread.id}/moderation`, { moderation }), { moderation })
                }
              />
            ))}
          </tbody>
        </table>
      </div>
      {measured && (
        <MeasuresDialog
          thread={measured}
          proposed={measured.surge?.propose}
          onChange={(measures) =>
            onChange({ next, threads: threads.map((each) => (each.id === measured.id ? { ...each, measures, surge: null } : each)) })
          }
          onClose={() => setMeasuring(null)}
        />
      )}
      {screened && <ScreeningDialog thread={screened} onClose={() => setScreened(null)} />}
      <More<DeskThreads>
        path={next && `/desk/threads?cursor=${encodeURIComponent(next)}`}
        onPage={(page) => onChange({ threads: [...threads, ...page.threads], next: page.next })}
        onFailure={setError}
      />
    </div>
  );
}

type RowProps = {
  thread: DeskThread;
  inviting: boolean;
  onClose: (closed: boolean) => void;
  onPin: (pinned: boolean) => void;
  onMeasures: () => void;
  /** Where they may. */
  onScreening?: () => void;
  onModeration: (moderation: DeskThread['moderation']) => void;
};

function ThreadRow({ thread, inviting, onClose, onPin, onMeasures, onScreening, onModeration }: RowProps) {
  const { t, number } = useWords();
  const closed = thread.closed || thread.closedAround;
  return (
    <tr>
      <th scope="row">
        <a href={thread.url}>{thread.title}</a> <span class="soft small">{t(`surface.${thread.surface}`)}</span>
        {' · '}
        <a class="tap small" href={`/manage/${thread.id}`} aria-label={t('threads.manage_named', { title: thread.title })}>
          {t('threads.manage')}
        </a>
        {' · '}
        <a
          class="tap small"
          href={hrefOf({ screen: 'reports', part: 'thread', at: thread.id })}
          aria-label={t('reporting.report_named', { title: thread.title })}
        >
          {t('reporting.report')}
        </a>
        {thread.event && (
          <>
            {' · '}
            <a class="tap small" href={`/events/${thread.id}/list`} aria-label={t('threads.list_named', { title: thread.title })}>
              {t('threads.list')}
            </a>
          </>
        )}
        {inviting && !closed && (
          <>
            {' · '}
            <a
              class="tap small"
              href={hrefOf({ screen: 'invitations', at: 'expert', thread: thread.id })}
              aria-label={t('threads.invite_named', { title: thread.title })}
            >
              {t('threads.invite')}
            </a>
          </>
        )}
      </th>
      <td class="num" data-label={t('threads.count')}>
        {number(thread.count)}
      </td>
      <td class="num" data-label={t('threads.held')}>
        {thread.held > 0 ? <b class="warn">{number(thread.held)}</b> : number(0)}
      </td>
      <td data-label={t('threads.last')}>{thread.lastAt && <Ago at={thread.lastAt} />}</td>
      <td>
        <select
          aria-label={t('threads.moderation_of', { title: thread.title })}
          value={thread.moderation ?? ''}
          onChange={(event) => onModeration((event.currentTarget.value || null) as DeskThread['moderation'])}
        >
          <option value="">{t('threads.follow', { how: t(`moderation.${thread.moderationAround}`) })}</option>
          <option value="after">{t('moderation.after')}</option>
          <option value="before">{t('moderation.before')}</option>
        </select>
      </td>
      <td>
        <div class="bar">
          <span class="state" data-s={closed ? 'dash' : 'good'}>
            {t(thread.closed ? 'threads.closed' : closed ? 'threads.closed_around' : 'threads.open')}
          </span>
          {(thread.closed || !closed) && (
            <button
              class="btn"
              type="button"
              aria-label={t(thread.closed ? 'threads.reopen_named' : 'threads.close_named', { title: thread.title })}
              onClick={() => onClose(!thread.closed)}
            >
              {t(thread.closed ? 'threads.reopen' : 'threads.close')}
            </button>
          )}
          <button class="btn" type="button" aria-label={t('threads.measures_named', { title: thread.title })} onClick={onMeasures}>
            {t('threads.measures')}
          </button>
          {thread.pinned !== null && (
            <button
              class="btn"
              type="button"
              aria-label={t(thread.pinned ? 'threads.unpin_named' : 'threads.pin_named', { title: thread.title })}
              onClick={() => onPin(!thread.pinned)}
            >
              {t(thread.pinned ? 'threads.unpin' : 'threads.pin')}
            </button>
          )}
          {onScreening && (
            <button class="btn" type="button" aria-label={t('threads.screening_named', { title: thread.title })} onClick={onScreening}>
              {t('threads.screening')}
            </button>
          )}
        </div>
        {thread.surge && <Surge thread={thread} surge={thread.surge} onPropose={onMeasures} />}
        {thread.measures.map((measure) => (
          <p key={measure.kind} class="small">
            <MeasureLine measure={measure} />
          </p>
        ))}
      </td>
    </tr>
  );
}
