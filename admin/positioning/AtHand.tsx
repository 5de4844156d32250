import { useEffect, useRef, useState } from 'preact/hooks';
import type { PositioningWire } from '#server/positioning/wire.ts';
import { api } from '../api.ts';
import { Key, useShortcut } from '../Key.tsx';
import { Loading } from '../settings/Loading.tsx';
import { useKeys } from '../use-keys.ts';
import { useLoad } from '../use-load.ts';
import { useWords } from '../words.tsx';

/** How the newsroom speaks, beside what one writes: it stays while one does, and is read when it is opened. */
export function AtHand() {
  const { t } = useWords();
  const shortcut = useShortcut();
  const panel = useRef<HTMLElement>(null);
  const [shown, setShown] = useState(false);
  const toggle = () => panel.current?.togglePopover();
  useKeys({ positioning: toggle });
  useEffect(() => {
    if (!shown) return;
    // Unlike a menu, it does not close by itself: one writes beside it.
    const close = (event: KeyboardEvent) => void (event.key === 'Escape' && panel.current?.hidePopover());
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, [shown]);
  return (
    <>
      <button class="chip" type="button" data-act="positioning" aria-expanded={shown} aria-keyshortcuts={shortcut('B')} onClick={toggle}>
        {t('positioning.open')} <Key of="B" />
      </button>
      <aside
        ref={panel}
        class="at-hand"
        popover="manual"
        aria-label={t('positioning.title')}
        onToggle={(event) => setShown((event as unknown as ToggleEvent).newState === 'open')}
      >
        <p class="bar">
          <b>{t('positioning.title')}</b>
          <button class="btn push" type="button" onClick={toggle}>
            {t('positioning.close')}
          </button>
        </p>
        {shown && <Shown />}
      </aside>
    </>
  );
}

function Shown() {
  const { t } = useWords();
  const loaded = useLoad(() => api.get<PositioningWire>('/positioning'));
  if (!loaded.value) return <Loading {...loaded} />;
  const { tone, points, charter } = loaded.value;
  return (
    <div class="stack">
      <h2>{t('positioning.tone')}</h2>
      <p class="typed">{tone || t('positioning.none')}</p>
      {points.length > 0 && (
        <>
          <h2>{t('positioning.points')}</h2>
          <dl class="kv">
            {points.map(({ about, say }, i) => (
              <div key={i}>
                <dt>{about}</dt>
                <dd class="typed">{say}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <h2>
        <a href={charter.url} target="_blank">
          {t('positioning.charter')}
        </a>
      </h2>
      <ol class="lines small">
        {charter.rules.map(({ number, title }) => (
          <li key={number}>
            {number}. {title}
          </li>
        ))}
      </ol>
    </div>
  );
}
