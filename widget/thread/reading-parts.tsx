import { freshOf } from '../changes.ts';
import { Acts } from './Acts.tsx';
import { allWords } from './context.ts';
import { sayTime } from './dates.ts';
import { Icon } from './Icon.tsx';
import { Menu } from './Menu.tsx';
import { Note } from './Note.tsx';
import type { ReadingParts, Scene } from './scene.ts';
import { Post } from './Post.tsx';
import { noSignal, tick, up } from './more-icons.ts';

/** What joins the drawing once the thread is followed. */
export const readingParts: ReadingParts = { Opening, Notes, Fresh, Menu };

/** What it opens with and asks, above all that answers it; an article's thread has no opening. */
function Opening({ scene }: { scene: Scene }) {
  const { state, context, parts } = scene;
  const post = state.posts[state.thread.opening ?? ''];
  if (!post)
    return (
      <>
        {parts.Polls && <parts.Polls scene={scene} />}
        {parts.Official && <parts.Official scene={scene} />}
        {parts.Takes && <parts.Takes scene={scene} />}
      </>
    );
  return (
    <>
      <div class="opening" id={`p-${post.id}`}>
        <Post post={post} context={context}>
          {parts.Below && <parts.Below scene={scene} post={post} />}
          {parts.EditComposer && <parts.EditComposer scene={scene} post={post} />}
          {parts.OwnNote && <parts.OwnNote scene={scene} branch={{ post, send: null, replies: [], parent: null }} />}
          <Acts scene={scene} post={post} />
        </Post>
      </div>
      {parts.Polls && <parts.Polls scene={scene} />}
      {parts.Official && <parts.Official scene={scene} />}
    </>
  );
}

/** What holds for now: of the connection, and of the thread. */
function Notes({ scene }: { scene: Scene }) {
  return (
    <>
      <Network scene={scene} />
      {scene.parts.ThreadMeasures && <scene.parts.ThreadMeasures scene={scene} />}
      {scene.parts.Cite && <scene.parts.Cite scene={scene} />}
    </>
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
  const t = allWords(context);
  const words = state.moved ? t('moved') : n > 0 && t('fresh', { n });
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
