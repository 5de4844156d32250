import type { PostWire } from '#server/posts/wire.ts';
import { allWords } from './context.ts';
import type { Scene } from './scene.ts';

type OwnProps = { scene: Scene; post: PostWire };

/** What its author can do with a post. */
export function OwnActs({ scene: { context, on }, post }: OwnProps) {
  const t = allWords(context);
  const until = post.own?.editableUntil;
  return (
    <>
      {until && Date.parse(until) > context.now && (
        <button type="button" class="act" onClick={() => on?.edit(post.id)}>
          {t('edit')}
        </button>
      )}
      <button type="button" class="act" onClick={() => on?.confirm(post.id)}>
        {t('delete')}
      </button>
    </>
  );
}

/** Asked in place. */
export function Confirm({ scene: { context, on }, post }: OwnProps) {
  const t = allWords(context);
  return (
    <footer class="acts confirm" role="group" aria-label={t('confirm')}>
      <span class="meta">{t('confirm')}</span>
      <button type="button" class="act say" onClick={() => on?.remove(post.id)}>
        {t('delete')}
      </button>
      <button type="button" class="act" onClick={() => on?.confirm(null)}>
        {t('keep')}
      </button>
    </footer>
  );
}
