import { useRef, useState } from 'preact/hooks';
import type { CaseRow, ChoicesWire, ManyOutcome } from '#server/cases/wire.ts';
import type { DeskWire } from '#server/desk/wire.ts';
import { api } from '../api.ts';
import { useClaim } from '../claims/use-claim.ts';
import type { Route } from '../route.ts';
import { goTo, hrefOf, LANES } from '../route.ts';
import { useKeys } from '../use-keys.ts';
import { useLoad, useSlow } from '../use-load.ts';
import { useTitle } from '../use-title.ts';
import { isWide } from '../width.ts';
import { useWords } from '../words.tsx';
import { Calm } from './Calm.tsx';
import { afterCase, filterRows, isTaken, stepFrom } from './case-list.ts';
import { CaseListPane } from './CaseListPane.tsx';
import { CaseView } from './CaseView.tsx';
import type { Taking } from './grounds/grounds.ts';
import type { Refusal } from './grounds/RefusalFields.tsx';
import { usePicked } from './many/use-picked.ts';
import { Lanes } from './Lanes.tsx';
import type { Choice } from './open-case.ts';
import { canDecide } from './open-case.ts';
import type { Opened } from './QueueDialogs.tsx';
import { QueueDialogs } from './QueueDialogs.tsx';
import { Toast } from './Toast.tsx';
import type { Cases } from './use-cases.ts';
import { useReading } from './use-reading.ts';
import { useOpenCase } from './use-open-case.ts';
import { useOpening } from './use-opening.ts';
import { useSaying } from './use-saying.ts';
import { useWork } from './use-work.ts';

type Props = { desk: DeskWire; route: Extract<Route, { screen: 'queue' }>; cases: Cases };

export function QueueScreen({ desk, route: { lane, id, query = '' }, cases }: Props) {
  const words = useWords();
  const { t, number } = words;
  const { list } = cases;
  const me = desk.member.id;
  const choices = useLoad(() => api.get<ChoicesWire>('/desk/choices'));
  const [typed, setTyped] = useState('');
  const [dialog, setDialog] = useState<Opened | null>(null);
  const drafts = useRef(new Map<string, Refusal>());
  const focus = useRef<'title' | 'row' | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const here = useRef(id);
  here.current = id;

  const rows = filterRows(list.rows, typed);
  const taken = (of: string) => isTaken(list, of);
  const row = list.rows.find((each) => each.id === id) ?? null;
  const picked = usePicked(rows);
  const { open, decide, read, show, showNewer, foresee } = useOpenCase({ id, row, me, cases });
  const known = open?.seen ?? row;
  const claim = useClaim({
    at: 'cases',
    id,
    state: known && (known.state === 'open' ? 'open' : 'done'),
    known: id && id in list.claims ? list.claims[id]! : (known?.claim ?? null),
    me,
    onClaimed: cases.claimed,
  });
  useReading(id, cases);
  const saying = useSaying(words, (details) => {
    const waiting = details.filter(({ post }) => post); // a member's own was never in the queue
    for (const detail of waiting) show(detail);
    if (waiting[0]) goOn(waiting[0]);
  });
  const work = useWork({
    row: known,
    words,
    onDone: (said, detail) => {
      saying.say(said);
      show(detail);
    },
  });
  const waiting = useSlow(!list.loaded && !cases.error);
  useTitle(t('queue.title', { n: list.counts.all }));

  const placeOf = (next: string | null) => hrefOf({ screen: 'queue', lane, id: next, query });
  const openCase = (next: Pick<CaseRow, 'id'> | null, options?: { replace: boolean }) => goTo(placeOf(next?.id ?? null), options);
  /** What was on the screen is done with. */
  const goOn = (next: Pick<CaseRow, 'id'> | null) => {
    focus.current = 'title';
    openCase(next, { replace: true });
  };
  const step = (by: 1 | -1) => {
    const next = stepFrom(rows, id, by);
    if (!next) return;
    focus.current = isWide() ? 'row' : 'title';
    openCase(next, { replace: Boolean(id) });
  };
  const extend = () => {
    const next = stepFrom(rows, id, 1);
    for (const each of [row, next]) if (each?.state === 'open') picked.set(each.id, true);
    step(1);
  };
  const switchLane = (by: 1 | -1) => {
    goTo(hrefOf({ screen: 'queue', lane: LANES.at((LANES.indexOf(lane) + by) % LANES.length)!, id: null, query }));
  };
  const backToList = () => {
    focus.current = 'row';
    openCase(null);
  };
  const release = () => {
    if (document.activeElement === search.current) search.current?.blur();
    else if (picked.rows.length) picked.clear();
    else if (typed) setTyped('');
    else if (id && !isWide()) backToList();
  };
  /** Opens the next case, unless one has gone elsewhere while the decision was on its way. */
  const settle = async (choice: Choice) => {
    if (!canDecide(open)) return;
    const recorded = await decide(choice);
    setDialog(null);
    const stayed = here.current === open.id;
    if (!recorded) return stayed || saying.say(t('said.failed', { number: number(open.seen.number) }));
    drafts.current.delete(recorded.id);
    saying.sayDecision(recorded);
    if (stayed) goOn(afterCase(rows, recorded.id, taken));
  };
  const settleMany = (outcomes: ManyOutcome[]) => {
    const done = outcomes.filter(({ outcome }) => outcome === 'done');
    picked.clear();
    setDialog(null);
    saying.sayDecisions(
      done.map((one) => one.case!),
      outcomes.length - done.length,
    );
    for (const one of done) cases.decided(one.case!);
    const gone = new Set(done.map((one) => one.id));
    if (id && gone.has(id)) goOn(afterCase(rows, id, (of) => gone.has(of) || taken(of)));
  };
  const retry = () => (open?.failure?.choice ? void settle(open.failure.choice) : read());
  const act = (name: string) => document.querySelector<HTMLElement>(`.case [data-act="${name}"]`)?.click();
  const decideBy = (name: 'approve' | Taking | 'macro') => (picked.rows.length > 0 ? setDialog(`${name} all`) : act(name));

  useOpening({ rows, id, open, cases, openCase, foresee });
  useKeys({
    next: () => step(1),
    previous: () => step(-1),
    extend,
    select: () => row?.state === 'open' && picked.toggle(row.id),
    'lane.next': () => switchLane(1),
    'lane.previous': () => switchLane(-1),
    search: () => search.current?.focus(),
    filter: () => setDialog('filter'),
    views: () => setDialog('views'),
    release,
    approve: () => decideBy('approve'),
    reject: () => decideBy('reject'),
    ask_edit: () => decideBy('ask_edit'),
    hide: () => decideBy('hide'),
    take_out: () => act('take_out'),
    macro: () => decideBy('macro'),
    escalate: () => act('escalate'),
    act: () => act('author'),
    author: () => document.querySelector<HTMLElement>('.case .author a')?.click(),
    note: () => act('note'),
    assign: () => act('assign'),
    claim: () => document.querySelector<HTMLElement>('.claim button')?.click(),
    more: () => act('more'),
    undo: saying.undo,
    around: () => document.querySelector<HTMLElement>('.around > summary')?.click(),
  });

  const empty = list.loaded && !list.rows.length && !id;
  return (
    <>
      <div class="queue" data-open={id ? '' : undefined}>
        <Lanes {...{ lane, query }} counts={list.counts} />
        <CaseListPane
          {...{ lane, query, rows, cases, currentId: id, typed, waiting, focus, search, picked }}
          choices={choices.value}
          onType={setTyped}
          onDialog={setDialog}
        />
        {empty ? (
          <Calm {...{ lane, query, focus }} choices={choices.value} onClear={() => goTo(hrefOf({ screen: 'queue', lane, id: null }))} />
        ) : (
          <CaseView
            key={id}
            {...{ row, open, focus, me, claim }}
            rules={desk.site.charter.rules}
            readers={(list.readers[id ?? ''] ?? []).filter((one) => one.id !== me)}
            onSettle={(choice) => void settle(choice)}
            onAnswered={(detail) => {
              cases.decided(detail);
              show(detail);
            }}
            onDialog={setDialog}
            onHandBack={() => void work.handBack()}
            onFeature={(on) => open?.seen?.post && void work.feature(open.seen.post.id, on)}
            onRetry={retry}
            onShowNewer={showNewer}
            onNext={() => step(1)}
            onBack={backToList}
          />
        )}
      </div>
      <Toast said={saying.said} onUndo={saying.undo} onDone={saying.clear} />
      <QueueDialogs
        {...{ dialog, desk, open, work, picked }}
        row={known}
        here={placeOf(null)}
        choices={choices.value}
        drafts={drafts.current}
        onSettle={(choice) => void settle(choice)}
        onFilter={(next) => goTo(hrefOf({ screen: 'queue', lane, id: null, query: next }))}
        onDecidedMany={settleMany}
        onSaid={saying.say}
        onClose={() => setDialog(null)}
      />
    </>
  );
}
