import { useEffect, useRef } from 'preact/hooks';
import type { InboxRow, InboxView } from '#server/inbox/wire.ts';
import { Ago, useMoments, useNow } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import type { FocusWish } from '../queue/CaseListPane.tsx';
import { hrefOf } from '../route.ts';
import { isWide } from '../width.ts';
import { useWords } from '../words.tsx';
import type { Inbox } from './use-inbox.ts';

type Props = { view: InboxView; inbox: Inbox; focus: FocusWish; me: string; currentId: string | null };

export function ItemListPane({ view, inbox, focus, me, currentId }: Props) {
  const { t } = useWords();
  const { list, connected, error } = inbox;
  return (
    <section class="q-list" aria-label={t('inbox.list')}>
      <output>{!connected && <span class="pace">{t('desk.offline')}</span>}</output>
      {error && <Failure error={error} onRetry={inbox.reload} />}
      <div class="scroll" aria-busy={!list.loaded}>
        {/* oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari drops the role of an unmarked list */}
        <ul role="list">
          {list.rows.map((row) => (
            <Row key={row.id} {...{ row, view, focus, me }} current={row.id === currentId} />
          ))}
        </ul>
        {list.loaded && list.next && (
          <p class="endlist">
            <button class="btn" type="button" onClick={inbox.more}>
              {t('queue.more')}
            </button>
          </p>
        )}
      </div>
    </section>
  );
}

type RowProps = Pick<Props, 'view' | 'focus' | 'me'> & { row: InboxRow; current: boolean };

function Row({ row, view, focus, me, current }: RowProps) {
  const { t } = useWords();
  const isOfAll = view === 'all' || view === 'mine' || view === 'done' || view === 'waiting';
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (!current || focus.current !== 'row') return;
    focus.current = null;
    link.current?.focus();
  });
  return (
    <li class="case-row item-row" data-current={current ? '' : undefined}>
      <a
        ref={link}
        href={hrefOf({ screen: 'inbox', view, id: row.id })}
        aria-current={current ? 'true' : undefined}
        onClick={(event) => (focus.current = event.detail === 0 || !isWide() ? 'title' : null)}
      >
        <span class="l1">
          <b>{row.by.name}</b>
          <Age row={row} />
        </span>
        <span class="ex" lang={row.language ?? undefined}>
          {row.excerpt}
        </span>
        <span class="l3">
          <span>
            {isOfAll && <>{t(`inbox.one.${row.lane}`)} · </>}
            {row.title}
          </span>
          <Whose row={row} me={me} />
        </span>
      </a>
    </li>
  );
}

/** Since when it waits; late, it says so in a word. */
function Age({ row }: { row: InboxRow }) {
  const { t } = useWords();
  const now = useNow();
  const late = row.state === 'open' && row.dueAt !== null && Date.parse(row.dueAt) <= now;
  return (
    <span class="age" data-late={late ? '' : undefined}>
      <Ago at={row.answeredAt ?? row.openedAt} short />
      {late && <> · {t('inbox.late')}</>}
    </span>
  );
}

function Whose({ row: { claim, assignee, state, snoozedUntil }, me }: { row: InboxRow; me: string }) {
  const { t } = useWords();
  const moment = useMoments();
  const now = useNow();
  if (claim && claim.by.id !== me && Date.parse(claim.until) > now)
    return <span class="live">{t('inbox.claimed', { name: claim.by.name })}</span>;
  if (state === 'waiting')
    return <span class="tag">{snoozedUntil ? t('inbox.until', { at: moment(snoozedUntil) }) : t('inbox.kept')}</span>;
  if (!assignee) return null;
  return <span class="tag">{assignee.id === me ? t('inbox.yours') : t('inbox.for', { name: assignee.name })}</span>;
}
