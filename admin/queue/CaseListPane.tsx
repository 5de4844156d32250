import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { CaseRow, ChoicesWire, Lane } from '#server/cases/wire.ts';
import { Ago, Left } from '../clock.tsx';
import { Failure } from '../Failure.tsx';
import { Key, useShortcut } from '../Key.tsx';
import { goTo, hrefOf } from '../route.ts';
import { isWide } from '../width.ts';
import { useWords } from '../words.tsx';
import { isTaken } from './case-list.ts';
import { FilterBar } from './FilterBar.tsx';
import { PickedBar } from './many/PickedBar.tsx';
import type { Opened } from './QueueDialogs.tsx';
import { reasonTone, useCaseTitle } from './reasons.ts';
import type { Cases } from './use-cases.ts';
import type { Picked } from './many/use-picked.ts';
import { Verdict } from './Verdict.tsx';

export type FocusWish = RefObject<'title' | 'row' | null>;

type Props = {
  lane: Lane;
  query: string;
  choices: ChoicesWire | null;
  /** Those of the lane that pass the filter. */
  rows: CaseRow[];
  cases: Cases;
  currentId: string | null;
  typed: string;
  /** Long enough to say so. */
  waiting: boolean;
  focus: FocusWish;
  search: RefObject<HTMLInputElement | null>;
  picked: Picked;
  onType: (typed: string) => void;
  onDialog: (dialog: Opened) => void;
};

export function CaseListPane(props: Props) {
  const { lane, query, choices, rows, cases, currentId, typed, waiting, focus, search, picked, onType, onDialog } = props;
  const { t } = useWords();
  const { list, connected, error } = cases;
  return (
    <section class="q-list" aria-label={t('queue.list')}>
      <header class="q-top">
        <Search {...{ typed, search, onType }} />
        <FilterBar
          {...{ query, choices }}
          onFilter={() => onDialog('filter')}
          onViews={() => onDialog('views')}
          onChange={(next) => goTo(hrefOf({ screen: 'queue', lane, id: null, query: next }))}
        />
      </header>
      <output>{!connected && <span class="pace">{t('desk.offline')}</span>}</output>
      {error && <Failure error={error} onRetry={cases.reload} />}
      <div class="scroll" aria-busy={!list.loaded}>
        {!list.loaded && waiting && <Skeleton />}
        {/* oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari drops the role of an unmarked list */}
        <ul role="list">
          {rows.map((row) => (
            <Row key={row.id} {...{ row, lane, query, focus, picked, list }} current={row.id === currentId} />
          ))}
        </ul>
        {typed && !rows.length && <NoResult typed={typed} onClear={() => onType('')} />}
        {list.loaded && list.next && (
          <p class="endlist">
            <button class="btn" type="button" onClick={() => void cases.more()}>
              {t('queue.more')}
            </button>
          </p>
        )}
      </div>
      <PickedBar picked={picked} onDialog={onDialog} />
    </section>
  );
}

function Search({ typed, search, onType }: Pick<Props, 'typed' | 'search' | 'onType'>) {
  const { t } = useWords();
  const shortcut = useShortcut();
  return (
    <label class="find">
      <span class="vh">{t('queue.search')}</span>
      <input
        ref={search}
        type="search"
        value={typed}
        placeholder={t('queue.search')}
        aria-keyshortcuts={shortcut('/')}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      <Key of="/" />
    </label>
  );
}

type RowProps = Pick<Props, 'lane' | 'query' | 'focus' | 'picked'> & { row: CaseRow; list: Cases['list']; current: boolean };

function Row({ row, lane, query, current, focus, picked, list }: RowProps) {
  const { t, number } = useWords();
  const title = useCaseTitle();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (!current || focus.current !== 'row') return;
    focus.current = null;
    link.current?.focus();
  });
  const [first, ...others] = row.reasons;
  return (
    <li class="case-row" data-current={current ? '' : undefined} data-decided={row.state === 'decided' && lane !== 'done' ? '' : undefined}>
      <label class="tick" hidden={row.state !== 'open'}>
        <input type="checkbox" checked={picked.has(row.id)} onChange={() => picked.toggle(row.id)} />
        <span class="vh">{t('pick.one', { number: number(row.number) })}</span>
      </label>
      <a
        ref={link}
        href={hrefOf({ screen: 'queue', lane, id: row.id, query })}
        aria-current={current ? 'true' : undefined}
        onClick={(event) => (focus.current = byKeyboard(event) || !isWide() ? 'title' : null)}
      >
        <span class="l1">
          <span class="tag" data-k={row.legal ? 'law' : first && reasonTone(first)}>
            {title(row)}
          </span>
          {others.length > 0 && <span class="tag">+ {number(others.length)}</span>}
          <span class="age">
            {row.state === 'open' && row.alarmAt ? <Left until={row.alarmAt} /> : <Ago at={row.decision?.at ?? row.openedAt} short />}
          </span>
        </span>
        <span class="ex">{row.excerpt}</span>
        <span class="l3">
          <span>
            {row.author.name} · {row.thread?.title ?? t('case.member')}
          </span>
          {row.state === 'decided' ? <Verdict decision={row.decision} /> : <RowLive row={row} list={list} />}
          {row.state === 'open' && (
            <span class="score" title={t('case.weight')}>
              {number(row.weight, 1)}
            </span>
          )}
        </span>
      </a>
    </li>
  );
}

/** Who decides it or reads it now, else whose it is. */
function RowLive({ row, list: { claims, readers, me } }: { row: CaseRow; list: Cases['list'] }) {
  const { t } = useWords();
  const claim = claims[row.id];
  const others = (readers[row.id] ?? []).filter(({ id }) => id !== me);
  if (claim && isTaken({ claims, me }, row.id)) return <Line>{t('claim.row', { name: claim.by.name })}</Line>;
  if (others.length > 0) return <Line>{t('claim.reads_row', { names: others.map(({ name }) => name).join(', '), n: others.length })}</Line>;
  if (row.assignee && row.assignee.id !== me) return <span class="tag">{t('work.assignee', { name: row.assignee.name })}</span>;
  return row.escalatedAt ? <span class="tag">{t('work.escalated')}</span> : null;
}

/** Cut where it ends rather than inside a word. */
const Line = ({ children }: { children: string }) => (
  <span class="live">
    <span title={children}>{children}</span>
  </span>
);

const byKeyboard = (event: MouseEvent) => event.detail === 0;

function NoResult({ typed, onClear }: { typed: string; onClear: () => void }) {
  const { t } = useWords();
  return (
    <p class="endlist">
      <output>{t('queue.no_result', { typed })}</output>{' '}
      <button class="link" type="button" onClick={onClear}>
        {t('queue.clear')}
      </button>
    </p>
  );
}

function Skeleton() {
  const { t } = useWords();
  return (
    <div class="skeleton">
      <output class="vh">{t('queue.loading')}</output>
      {[0, 1, 2, 3, 4].map((n) => (
        <i key={n} />
      ))}
    </div>
  );
}
