import type { PostWire } from '#server/posts/wire.ts';
import { rareWords } from './context.ts';
import type { Scene } from './scene.ts';

/** Asked in place. */
export function Confirm({ scene: { context, on }, post }: { scene: Scene; post: PostWire }) {
  const t = rareWords(context);
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
