import type { PostWire } from '#server/posts/wire.ts';
import { rareWords } from './context.ts';
import type { Scene } from './scene.ts';

type Preview = NonNullable<PostWire['previews']>[number];

/** What its addresses lead to, in words. The link stays beside a player: a page may forbid frames, and says so to nobody. */
export function Previews({ scene, post }: { scene: Scene; post: PostWire }) {
  return post.previews?.map((preview) => <One key={preview.url} scene={scene} post={post} preview={preview} />);
}

type OneProps = { scene: Scene; post: PostWire; preview: Preview };

function One({ scene, post, preview }: OneProps) {
  return (
    <>
      <p class="meta">
        <a href={preview.url} rel="nofollow ugc noopener" target="_blank">
          {preview.title}
        </a>
        <span>{preview.site}</span>
        {preview.description && <span>{preview.description}</span>}
      </p>
      {preview.player && scene.on && <Player scene={scene} post={post} preview={preview} />}
    </>
  );
}

/** Nothing is asked of its host before the click. */
function Player({ scene: { view, context, on }, post, preview }: OneProps) {
  const { url, title, site, player } = preview;
  const t = rareWords(context);
  if (view.playing?.post === post.id && view.playing.url === url)
    return (
      <iframe
        class="player"
        ref={focus}
        src={player}
        title={title}
        sandbox="allow-scripts allow-same-origin allow-presentation allow-popups"
        allow="autoplay; fullscreen; encrypted-media; picture-in-picture"
        allowFullScreen
        // A host that is told no origin at all refuses to play.
        referrerpolicy="strict-origin"
      />
    );
  return (
    <p class="play">
      <button type="button" class="btn" onClick={() => on?.play(post.id, url)}>
        {t('play', { host: site })}
        <span class="sr"> : {title}</span>
      </button>
      <span>{t('playKnows', { host: site })}</span>
    </p>
  );
}

/** The button that had it is gone. */
const focus = (frame: HTMLIFrameElement | null) => frame?.focus();
