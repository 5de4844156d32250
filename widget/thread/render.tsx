import type { VNode } from 'preact';
import type { ThreadPage } from '#server/threads/wire.ts';
import enMore from '../i18n/en-more.json' with { type: 'json' };
import enRare from '../i18n/en-rare.json' with { type: 'json' };
import en from '../i18n/en.json' with { type: 'json' };
import frMore from '../i18n/fr-more.json' with { type: 'json' };
import frRare from '../i18n/fr-rare.json' with { type: 'json' };
import fr from '../i18n/fr.json' with { type: 'json' };
import { withViewer } from '../sends.ts';
import { openState } from '../store.ts';
import { translator, type Lang } from './context.ts';
import { asideParts } from './aside-parts.tsx';
import { inPieces, inScript, withPosts, type Piece } from './in-script.ts';
import { LiveThread } from './LiveThread.tsx';
import { readingParts } from './reading-parts.tsx';
import { standingParts } from './standing-parts.tsx';
import { Thread } from './Thread.tsx';
import { restingView } from './view.ts';
import { writingParts } from './writing-parts.tsx';

const messages = { fr: { ...fr, ...frMore, ...frRare }, en: { ...en, ...enMore, ...enRare } };

export type RenderOptions = {
  lang: Lang;
  now: number;
  /** The site's: every reader is drawn the same page, and their own time comes with the script. */
  timeZone: string;
  /** The post an address names. */
  here?: string | null;
};

/** What the page needs to go on from: read by the element. */
export type Rendered = { page: ThreadPage; lang: Lang; now: number; timeZone: string; here: string | null };

/** What belongs in the element's shadow root, after its style: complete without JavaScript, and its state for the hydration. */
export function renderThread(page: ThreadPage, { lang, now, timeZone, here = null }: RenderOptions): VNode {
  const context = {
    t: translator(messages[lang], lang),
    lang,
    now,
    timeZone,
    home: page.site.url,
    keep,
    ...(!page.viewer && { around: JSON.stringify([lang, timeZone, page.site, page.sort, factsOf(page.thread)]) }),
  };
  const opened = openState(page);
  const state = page.viewer ? withViewer(opened, page) : opened;
  const parts = { ...readingParts, ...asideParts, ...(page.viewer && { ...writingParts, ...standingParts }) };
  const Whole = page.thread.live ? LiveThread : Thread;
  const scene = { state, view: { ...restingView, here }, context, on: null, parts };
  const rendered: Rendered = { page, lang, now, timeZone, here };
  return (
    <>
      <div class="terrasse">
        <Whole scene={scene} />
      </div>
      <script type="application/json" dangerouslySetInnerHTML={inPieces(asJson(rendered))} />
    </>
  );
}

const asJson = ({ page, ...rendered }: Rendered): Piece[] => ['{"page":', ...withPosts(page), `,${inScript(rendered).slice(1)}`];

/** Of a thread, what its posts may be drawn by: all but what changes with each of them, and no post shows. */
const factsOf = (thread: ThreadPage['thread']) => ({ ...thread, seq: 0, count: 0, polls: null });

/** What moments are called: asking for it takes longer than drawing the rest of their posts. */
const kept = new Map<string, string>();
const KEPT = 10_000;
function keep(name: string, make: () => string): string {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const made = make();
  if (kept.size === KEPT) kept.clear();
  kept.set(name, made);
  return made;
}
