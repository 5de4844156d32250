import type { PostWire } from '#server/posts/wire.ts';
import { Ago } from '../clock.tsx';
import { Key, useShortcut } from '../Key.tsx';
import { useWords } from '../words.tsx';
import { PostText } from './PostText.tsx';

/** Its neighbours in the branch, folded until asked for. */
export function Around({ posts }: { posts: PostWire[] }) {
  const { t } = useWords();
  const shortcut = useShortcut();
  if (!posts.length) return null;
  return (
    <details class="around">
      <summary aria-keyshortcuts={shortcut('O')}>
        {t('around.title', { n: posts.length })} <Key of="O" />
      </summary>
      <ol>
        {posts.map((post) => (
          <li key={post.id}>
            <b class="who">{post.author?.name}</b>{' '}
            <span class="soft">
              <Ago at={post.at} />
            </span>
            <PostText post={post} />
          </li>
        ))}
      </ol>
    </details>
  );
}
