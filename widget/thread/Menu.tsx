import type { PostWire } from '#server/posts/wire.ts';
import { allWords } from './context.ts';
import { Icon } from './Icon.tsx';
import { dots } from './more-icons.ts';
import { Reactions } from './Reactions.tsx';
import { canReply, instead, isIgnored, type Scene } from './scene.ts';

/** What else is done with a post: often, and, behind the dots, seldom. Without JavaScript: links to its own page, and to the report's. */
export function Menu({ scene, post }: { scene: Scene; post: PostWire }) {
  const { on, parts, context, view } = scene;
  const t = allWords(context);
  const { home } = context;
  const { thread } = scene.state;
  return (
    <>
      {post.votes === undefined ? <Reactions scene={scene} post={post} /> : parts.Votes && <parts.Votes scene={scene} post={post} />}
      {view.beside?.post === post.id && (
        <span class="meta beside" aria-hidden="true">
          {view.beside.words}
        </span>
      )}
      <details class="menu">
        <summary class="act" aria-label={t('menu', { name: post.author!.name })}>
          <Icon d={dots} />
        </summary>
        <div class="pop">
          <a class="act" href={`${home}/p/${post.id}`} onClick={instead(on && (() => on.copy(post.id)))}>
            {t('copy')}
          </a>
          {canReply(scene) && (
            <a class="act" href={`${home}/p/${post.id}/quote`} onClick={instead(on && (() => on.quote(post.id, null)))}>
              {t('cite')}
            </a>
          )}
          <a class="act" href={`${home}/bookmarks/posts/${post.id}`}>
            {t('keepForLater')}
          </a>
          <a class="act" href={`${home}/follow/thread/${thread.id}`}>
            {t('follow')}
          </a>
          {parts.StaffActs && <parts.StaffActs scene={scene} post={post} />}
          {post.own && parts.OwnActs ? (
            <parts.OwnActs scene={scene} post={post} />
          ) : (
            <>
              <a class="act" href={`${home}/p/${post.id}/report`} onClick={instead(on && (() => on.report(post.id)))}>
                {t('report')}
              </a>
              <a class="act" href={`${home}/notices/new?post=${post.id}`}>
                {t('notice')}
              </a>
              <a class="act" href={`${home}/members/${post.author!.id}`} onClick={instead(on && (() => on.ignore(post.id)))}>
                {t('ignore', { ignored: isIgnored(scene, post) ? 'yes' : 'no' })}
              </a>
              <a class="act" href={`${home}/members/${post.author!.id}`}>
                {t('profile')}
              </a>
            </>
          )}
        </div>
      </details>
    </>
  );
}
