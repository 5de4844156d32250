import { freshOf } from '../changes.ts';
import { allWords } from './context.ts';
import { sayTime } from './dates.ts';
import { Icon } from './Icon.tsx';
import { Menu } from './Menu.tsx';
import { Note } from './Note.tsx';
import { canWrite, type ReadingParts, type Scene } from './scene.ts';
import { ThreadMeasures } from './ThreadMeasures.tsx';
import { noSignal, quote, tick, up } from './more-icons.ts';

/** What joins the drawing once the thread is followed. */
export const readingParts: ReadingParts = { Notes, Fresh, Menu };

/** What holds for now: of the connection, and of the thread. */
function Notes({ scene }: { scene: Scene }) {
  return (
    <>
      <Network scene={scene} />
      <ThreadMeasures scene={scene} />
      <Cite scene={scene} />
    </>
  );
}

/** Beside what is selected, for the pointer; the keyboard finds the same in the post's menu. */
function Cite({ scene }: { scene: Scene }) {
  const { view, state, context, on } = scene;
  const { picked } = view;
  if (!picked || !canWrite(scene) || state.posts[picked.post]?.state !== 'published') return null;
  return (
    <button
      type="button"
      class="btn cite"
      tabIndex={-1}
      style={{ insetInlineStart: `${picked.left}px`, insetBlockStart: `${picked.top}px` }}
      // The selection it is about would go with the focus.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => on?.quote(picked.post, picked.text)}
    >
      <Icon d={quote} />
      {allWords(context)('cite')}
    </button>
  );
}

function Network({ scene: { view, context } }: { scene: Scene }) {
  const t = allWords(context);
  if (view.offlineSince)
    return (
      <Note icon={noSignal} tone="warn" role="status">
        <p>
          <strong>{t('offline', { time: sayTime(view.offlineSince, context) })}</strong> {t('offlineMore')}
        </p>
      </Note>
    );
  return (
    view.back && (
      <Note icon={tick} tone="good" role="status">
        <p>
          <strong>{t('back')}</strong> {t('backMore', view.back)}
        </p>
      </Note>
    )
  );
}

/** What is new waits behind this: nothing moves under the eye. */
function Fresh({ scene: { state, context, on } }: { scene: Scene }) {
  const n = freshOf(state).length;
  const words = n > 0 && allWords(context)('fresh', { n });
  return (
    <>
      <p class="sr" role="status">
        {words}
      </p>
      {words && (
        <button type="button" class="btn fresh" onClick={on?.fresh}>
          <Icon d={up} />
          {words}
        </button>
      )}
    </>
  );
}
