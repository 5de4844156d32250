import type { PostWire } from '#server/posts/wire.ts';
import { allWords } from './context.ts';
import { instead, type Scene } from './scene.ts';

type OwnProps = { scene: Scene; post: PostWire };

/** What its author can do with a post. Without JavaScript: links to a page for each. */
export function OwnActs({ scene: { context, on }, post }: OwnProps) {
  const t = allWords(context);
  const { home } = context;
  const until = post.own?.editableUntil;
  const open = until && Date.parse(until) > context.now;
  return (
    <>
      {open && (
        <a class="act" href={`${home}/p/${post.id}/edit`} onClick={instead(on && (() => on.edit(post.id)))}>
          {t('edit')}
        </a>
      )}
      {open && post.html.includes('<figure class="plays">') && (
        <a class="act" href={`${home}/p/${post.id}/captions`} target="_blank">
          {t('captions')}
        </a>
      )}
      <a class="act" href={`${home}/p/${post.id}/deletion`} onClick={instead(on && (() => on.confirm(post.id)))}>
        {t('delete')}
      </a>
    </>
  );
}
