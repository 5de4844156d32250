import type { PostWire } from '#server/posts/wire.ts';
import { rareWords } from './context.ts';
import { instead, type Scene } from './scene.ts';

/** What the newsroom, who asked, and who holds a live night may do with a post, behind its dots. */
export function StaffActs({ scene: { state, context, on }, post }: { scene: Scene; post: PostWire }) {
  const t = rareWords(context);
  const { home } = context;
  const { viewer, thread } = state;
  return (
    <>
      {viewer?.keeps && post.id !== thread.opening && (
        <a class="act" href={`${home}/kept-answers/${post.id}`}>
          {t('keepAnswer', { kept: post.accepted ? 'yes' : 'no' })}
        </a>
      )}
      {viewer?.live?.runs && post.id !== thread.opening && (
        <a class="act" href={`${home}/live-moments/${post.id}`} onClick={instead(on && (() => on.pin(post.id)))}>
          {t(thread.live?.pinned?.id === post.id ? 'live.unpin' : 'live.pin')}
        </a>
      )}
      {viewer?.marks && post.id !== thread.opening && ['newsroom', 'moderator', 'expert'].includes(post.author!.badge ?? '') && (
        <a class="act" href={`${home}/official-answers/${post.id}`}>
          {t('markOfficial', { official: post.official ? 'yes' : 'no' })}
        </a>
      )}
      {viewer?.thanks && !['newsroom', 'moderator'].includes(post.author!.badge ?? '') && (
        <a class="act" href={`${home}/thanks/${post.id}`}>
          {t('thank', { thanked: post.thanks === undefined ? 'no' : 'yes' })}
        </a>
      )}
      {viewer?.thanks && (
        <>
          <a class="act" href={`${home}/pass-on/${post.id}`}>
            {t('passOn')}
          </a>
          <a class="act" href={`${home}/taken-up/${post.id}`}>
            {t('takeUp')}
          </a>
          <a class="act" href={`${home}/whispers/${thread.id}?post=${post.id}`}>
            {t('whisper')}
          </a>
        </>
      )}
    </>
  );
}
