import type { ComponentChildren } from 'preact';
import type { PostWire } from '#server/posts/wire.ts';
import { rareWords } from './context.ts';
import type { Scene } from './scene.ts';

/** A post by somebody the viewer ignores: its place, and the post itself for who asks. Works without JavaScript. */
export function Ignored({ scene, post, children }: { scene: Scene; post: PostWire; children: ComponentChildren }) {
  const t = rareWords(scene.context);
  return (
    <details class="ignored">
      <summary class="post">
        <span class="face none" aria-hidden="true" />
        <span class="gone">
          {t('ignoring', { name: post.author!.name })} <span class="link">{t('ignoredShow')}</span>
        </span>
      </summary>
      {children}
    </details>
  );
}
