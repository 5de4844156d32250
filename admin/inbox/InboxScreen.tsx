import { useRef } from 'preact/hooks';
import type { DeskWire } from '#server/desk/wire.ts';
import { useClaim } from '../claims/use-claim.ts';
import type { FocusWish } from '../queue/CaseListPane.tsx';
import { goTo, hrefOf, type Route } from '../route.ts';
import { useKeys } from '../use-keys.ts';
import { useTitle } from '../use-title.ts';
import { isWide } from '../width.ts';
import { useWords } from '../words.tsx';
import { itemAfter, itemFrom, openIn, viewsIn } from './item-list.ts';
import { ItemListPane } from './ItemListPane.tsx';
import { ItemView } from './ItemView.tsx';
import type { Inbox } from './use-inbox.ts';
import { useItem } from './use-item.ts';
import { Views } from './Views.tsx';

type Props = { desk: DeskWire; route: Extract<Route, { screen: 'inbox' }>; inbox: Inbox };

export function InboxScreen({ desk, route: { view, id }, inbox }: Props) {
  const { t } = useWords();
  const { list } = inbox;
  const row = list.rows.find((each) => each.id === id) ?? null;
  const item = useItem(id, id ? (list.latest[id] ?? row?.seq) : undefined);
  const known = item.detail ?? row;
  const focus: FocusWish = useRef<'title' | 'row' | null>(null);
  const claim = useClaim({
    at: 'inbox',
    id,
    state: known && (known.state === 'open' ? 'open' : 'done'),
    known: known?.claim ?? null,
    me: desk.member.id,
    onClaimed: item.claimed,
  });
  useTitle(t('inbox.title', { n: openIn(list.counts) }));

  const open = (next: string | null, replace = false) => goTo(hrefOf({ screen: 'inbox', view, id: next }), { replace });
  const step = (by: 1 | -1) => {
    const next = itemFrom(list.rows, id, by);
    if (!next) return;
    focus.current = isWide() ? 'row' : 'title';
    open(next.id, Boolean(id));
  };
  const switchView = (by: 1 | -1) => {
    const views = viewsIn(list.counts);
    goTo(hrefOf({ screen: 'inbox', view: views.at((views.indexOf(view) + by) % views.length)!, id: null }));
  };
  const back = () => {
    focus.current = 'row';
    open(null);
  };
  /** Done with: the next one opens, and the focus goes to its title. */
  const done = () => {
    const next = id ? itemAfter(list.rows, id) : null;
    focus.current = 'title';
    inbox.changed();
    open(next?.id ?? null, true);
  };
  const act = (name: string) => document.querySelector<HTMLElement>(`.item [data-act="${name}"]`);

  useKeys({
    next: () => step(1),
    previous: () => step(-1),
    'lane.next': () => switchView(1),
    'lane.previous': () => switchView(-1),
    release: () => id && !isWide() && back(),
    reject: () => act('answer')?.click(), // R: here it answers
    note: () => act('note')?.click(),
    assign: () => act('assign')?.focus(),
    later: () => act('later')?.focus(),
    ask_edit: () => act('label')?.focus(), // E: here it is « étiqueter »
    claim: () => document.querySelector<HTMLElement>('.claim button')?.click(),
  });

  return (
    <div class="queue" data-open={id ? '' : undefined}>
      <Views {...{ view }} counts={list.counts} />
      <ItemListPane {...{ view, inbox, focus }} me={desk.member.id} currentId={id} />
      {id ? (
        <ItemView
          key={id}
          {...{ row, item, claim, focus }}
          me={desk.member.id}
          files={desk.can.includes('members')}
          onBack={back}
          onDone={done}
          onChanged={inbox.changed}
        />
      ) : (
        <Nothing empty={list.loaded && list.rows.length === 0} {...{ view }} />
      )}
    </div>
  );
}

function Nothing({ empty, view }: { empty: boolean; view: Props['route']['view'] }) {
  const { t } = useWords();
  return (
    <section class="empty" data-choose={empty ? undefined : ''}>
      <h2>{t(empty ? 'inbox.calm' : 'inbox.choose')}</h2>
      {empty && <p>{t(`inbox.empty.${view}`)}</p>}
    </section>
  );
}
