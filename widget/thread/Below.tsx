import type { PostWire } from '#server/posts/wire.ts';
import { rareWords } from './context.ts';
import { Previews } from './Previews.tsx';
import type { Scene } from './scene.ts';

/** What stands below the words of a post: what they lead to, and what the newsroom says of them. */
export function Below({ scene, post }: { scene: Scene; post: PostWire }) {
  const t = rareWords(scene.context);
  const { thanks } = post;
  const taken = scene.state.thread.taken?.find((one) => one.post === post.id);
  return (
    <>
      <Previews scene={scene} post={post} />
      {taken && (
        <p class="thanks">
          {t('taken')} <a href={taken.url}>{taken.title}</a>
        </p>
      )}
      {thanks !== undefined && <p class="thanks">{thanks ? t('thanksWord', { word: thanks }) : t('thanks')}</p>}
    </>
  );
}
