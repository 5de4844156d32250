import type { PostWire } from '#server/posts/wire.ts';
import { allWords } from './context.ts';
import type { Scene } from './scene.ts';

/** What stands below the words of a post: what they lead to, and what the newsroom says of them. */
export function Below({ scene, post }: { scene: Scene; post: PostWire }) {
  const t = allWords(scene.context);
  const { thanks } = post;
  const taken = scene.state.thread.taken?.find((one) => one.post === post.id);
  return (
    <>
      {scene.parts.Previews && <scene.parts.Previews scene={scene} post={post} />}
      {taken && (
        <p class="thanks">
          {t('taken')} <a href={taken.url}>{taken.title}</a>
        </p>
      )}
      {thanks !== undefined && <p class="thanks">{thanks ? t('thanksWord', { word: thanks }) : t('thanks')}</p>}
    </>
  );
}
