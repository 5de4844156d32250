import { allWords } from './context.ts';
import { Note } from './Note.tsx';
import type { Scene } from './scene.ts';
import type { Branch } from './tree.ts';
import { noSignal } from './more-icons.ts';

/** What its author alone is told of a post: not sent, waiting, refused, hidden, to be changed. */
export function OwnNote({ scene, branch: { post, send } }: { scene: Scene; branch: Branch }) {
  const t = allWords(scene.context);
  if (send) return send.failed ? <Unsent scene={scene} clientId={send.clientId} /> : <p class="meta">{t('busy')}</p>;
  return scene.parts.Told ? <scene.parts.Told scene={scene} post={post} /> : null;
}

function Unsent({ scene: { context, view, on }, clientId }: { scene: Scene; clientId: string }) {
  const t = allWords(context);
  return (
    <Note icon={noSignal} tone="bad" role="status">
      <p>
        <strong>{t('unsent')}</strong> {t(view.offlineSince ? 'unsentOffline' : 'problem.other')}
      </p>
      <p class="line">
        <button type="button" class="act say" onClick={() => on?.retry(clientId)}>
          {t('retry')}
        </button>
        <button type="button" class="act" onClick={() => on?.takeBack(clientId)}>
          {t('takeBack')}
        </button>
      </p>
    </Note>
  );
}
