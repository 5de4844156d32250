import type { PostWire } from '#server/posts/wire.ts';
import { useVeil } from './Veil.tsx';
import { useWords } from '../words.tsx';

/** A post's words, or why there are none. `html` was sanitised when it was written. */
export function PostText({ post: { html, state } }: { post: Pick<PostWire, 'html' | 'state'> }) {
  const { t } = useWords();
  const { veil, unveil } = useVeil(html);
  if (!html) return <p class="soft">{t(state === 'deleted' ? 'post.deleted' : 'post.removed')}</p>;
  return (
    <>
      {unveil}
      <div class={`words ${veil}`} dangerouslySetInnerHTML={{ __html: html }} />
    </>
  );
}
