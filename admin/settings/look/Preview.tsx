import { useEffect, useRef, useState } from 'preact/hooks';
import type { LookInput, LookPreviewWire } from '#server/sites/wire.ts';
import { api } from '../../api.ts';
import { useWords } from '../../words.tsx';

/** ms of not typing. */
const PAUSE = 300;
const VIEWS = ['light', 'dark', 'phone'] as const;

/** A page of the site's as it would look. It is the server's own, in a frame where nothing runs and nothing can be pressed. */
export function Preview({ input }: { input: LookInput }) {
  const { t } = useWords();
  const [view, setView] = useState<(typeof VIEWS)[number]>('light');
  const { page, wrong } = usePreview(input);
  const frame = useRef<HTMLIFrameElement>(null);
  const dress = () => page && frame.current && dressFrame(frame.current, page.css, view);
  useEffect(() => void dress(), [page?.css, view]);
  return (
    <section class="stack" aria-labelledby="look-preview">
      <h3 id="look-preview">{t('look.preview')}</h3>
      <div class="bar" role="group" aria-label={t('look.preview_as')}>
        {VIEWS.map((one) => (
          <button key={one} class="btn" type="button" aria-pressed={one === view} onClick={() => setView(one)}>
            {t(`look.preview_${one}`)}
          </button>
        ))}
      </div>
      <output>
        {wrong && (
          <span class="state" data-s="warn">
            {t('look.preview_wrong')}
          </span>
        )}
        {page && page.dropped.length > 0 && <p>{t('look.dropped', { names: page.dropped.join(', ') })}</p>}
      </output>
      {page && (
        <iframe
          class="look-preview"
          data-view={view}
          ref={frame}
          title={t('look.preview_of')}
          sandbox="allow-same-origin"
          srcdoc={page.html}
          onLoad={dress}
        />
      )}
    </section>
  );
}

/** What the server makes of the form, once the typing pauses; the last page stays while something is wrong. */
function usePreview(input: LookInput) {
  const [page, setPage] = useState<LookPreviewWire | null>(null);
  const [wrong, setWrong] = useState(false);
  const asked = JSON.stringify(input);
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => {
      api.post<LookPreviewWire>('/look/preview', JSON.parse(asked)).then(
        (answer) => wanted && (setPage(answer), setWrong(false)),
        () => wanted && setWrong(true),
      );
    }, PAUSE);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [asked]);
  return { page, wrong };
}

/** Sheets made by a script are nobody's inline style: the desk's own policy lets them by. */
function dressFrame(frame: HTMLIFrameElement, css: string, view: (typeof VIEWS)[number]) {
  const { contentDocument: page, contentWindow: inside } = frame;
  if (!page?.body || !inside) return;
  const sheet = new (inside as Window & typeof globalThis).CSSStyleSheet();
  sheet.replaceSync(css);
  page.adoptedStyleSheets = [sheet];
  page.documentElement.dataset.scheme = view === 'dark' ? 'dark' : 'light';
  page.body.inert = true;
}
