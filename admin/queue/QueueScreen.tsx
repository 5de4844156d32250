import { useRef, useState } from 'preact/hooks';
import type { CaseDetail, CaseRow } from '#server/cases/wire.ts';
import type { DeskWire } from '#server/desk/wire.ts';
import type { Route } from '../route.ts';
import { goTo, hrefOf, LANES } from '../route.ts';
import { useKeys } from '../use-keys.ts';
import { useSlow } from '../use-load.ts';
import { useTitle } from '../use-title.ts';
import { isWide } from '../width.ts';
import type { Words } from '../words.tsx';
import { useWords } from '../words.tsx';
import { Calm } from './Calm.tsx';
import { afterCase, filterRows, stepFrom } from './case-list.ts';
import { CaseListPane } from './CaseListPane.tsx';
import { CaseView } from './CaseView.tsx';
import type { Choice } from './open-case.ts';
import { canDecide } from './open-case.ts';
import type { Refusal } from './RulesDialog.tsx';
import { RulesDialog } from './RulesDialog.tsx';
import { Toast } from './Toast.tsx';
import type { Cases } from './use-cases.ts';
import { useOpenCase } from './use-open-case.ts';
import { useOpening } from './use-opening.ts';

type Props = { desk: DeskWire; route: Extract<Route, { screen: 'queue' }>; cases: Cases };

export function QueueScreen({ desk, route: { lane, id }, cases }: Props) {
  const words = useWords();
  const { t, number } = words;
  const { list } = cases;
  const [typed, setTyped] = useState('');
  const [refusing, setRefusing] = useState(false);
  const [said, setSaid] = useState('');
  const drafts = useRef(new Map<string, Refusal>());
  const focus = useRef<'title' | 'row' | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const here = useRef(id);
  here.current = id;

  const rows = filterRows(list.rows, typed);
  const row = list.rows.find((each) => each.id === id) ?? null;
  const { open, decide, read, showNewer, foresee } = useOpenCase({ id, row, me: desk.member.id, cases });
  const waiting = useSlow(!list.loaded && !cases.error);
  useTitle(t('queue.title', { n: list.counts.all }));

  const openCase = (next: CaseRow | null, options?: { replace: boolean }) =>
    goTo(hrefOf({ screen: 'queue', lane, id: next?.id ?? null }), options);
  const step = (by: 1 | -1) => {
    const next = stepFrom(rows, id, by);
    if (!next) return;
    focus.current = isWide() ? 'row' : 'title';
    openCase(next, { replace: Boolean(id) });
  };
  const switchLane = (by: 1 | -1) => {
    goTo(hrefOf({ screen: 'queue', lane: LANES.at((LANES.indexOf(lane) + by) % LANES.length)!, id: null }));
  };
  const backToList = () => {
    focus.current = 'row';
    openCase(null);
  };
  const release = () => {
    if (document.activeElement === search.current) search.current?.blur();
    else if (typed) setTyped('');
    else if (id && !isWide()) backToList();
  };
  /** Opens the next case, unless one has gone elsewhere while the decision was on its way. */
  const settle = async (choice: Choice) => {
    if (!canDecide(open)) return;
    const recorded = await decide(choice);
    setRefusing(false);
    const stayed = here.current === open.id;
    if (!recorded) return stayed || setSaid(t('said.failed', { number: number(open.seen.number) }));
    drafts.current.delete(recorded.id);
    setSaid(sayDecision(recorded, words));
    if (!stayed) return;
    focus.current = 'title';
    openCase(afterCase(rows, recorded.id), { replace: true });
  };
  const retry = () => (open?.failure?.choice ? void settle(open.failure.choice) : read());

  useOpening({ rows, id, open, cases, openCase, foresee });
  useKeys({
    next: () => step(1),
    previous: () => step(-1),
    'lane.next': () => switchLane(1),
    'lane.previous': () => switchLane(-1),
    search: () => search.current?.focus(),
    release,
    approve: () => void settle({ verdict: 'approve' }),
    reject: () => canDecide(open) && setRefusing(true),
    around: () => document.querySelector<HTMLElement>('.around > summary')?.click(),
  });

  const empty = list.loaded && !list.rows.length && !id;
  return (
    <>
      <h1 class="vh">{t('rail.queue')}</h1>
      <div class="queue" data-open={id ? '' : undefined}>
        <CaseListPane {...{ lane, rows, cases, currentId: id, typed, waiting, focus, search }} onType={setTyped} />
        {empty ? (
          <Calm lane={lane} focus={focus} />
        ) : (
          <CaseView
            key={id}
            {...{ row, open, focus }}
            rules={desk.site.charter.rules}
            me={desk.member.id}
            onApprove={() => void settle({ verdict: 'approve' })}
            onReject={() => setRefusing(true)}
            onRetry={retry}
            onShowNewer={showNewer}
            onNext={() => step(1)}
            onBack={backToList}
          />
        )}
      </div>
      <Toast text={said} onDone={() => setSaid('')} />
      {refusing && open?.seen && (
        <RulesDialog
          detail={open.seen}
          site={desk.site}
          draft={drafts.current.get(open.id) ?? null}
          sending={Boolean(open.sending)}
          onDraft={(draft) => drafts.current.set(open.id, draft)}
          onConfirm={({ rule, note }) => void settle({ verdict: 'reject', rule, note })}
          onClose={() => setRefusing(false)}
        />
      )}
    </>
  );
}

function sayDecision({ number: of, decision }: CaseDetail, { t, number }: Words) {
  const rule = decision?.rule?.number ?? 0;
  return t(`said.${decision?.verdict ?? 'approve'}`, { number: number(of), rule });
}
