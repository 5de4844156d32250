import type { PostWire } from '#server/posts/wire.ts';
import { fieldId } from './Composer.tsx';
import { canReply, instead, type Scene } from './scene.ts';

type ActsProps = { scene: Scene; post: PostWire };

/** What one can do with a post. Without JavaScript: reply by the composer's own form, the permalink, the report's page. */
export function Acts({ scene, post }: ActsProps) {
  const { view, parts } = scene;
  if (parts.Confirm && view.confirm === post.id) return <parts.Confirm scene={scene} post={post} />;
  if (post.state === 'rejected' || view.composers[`edit:${post.id}`]) return null;
  return (
    <footer class="acts" part="actions">
      {post.state === 'held' && parts.OwnActs && <parts.OwnActs scene={scene} post={post} />}
      {post.state === 'published' && (
        <>
          {canReply(scene) && <Reply scene={scene} post={post} />}
          {parts.Menu && <parts.Menu scene={scene} post={post} />}
        </>
      )}
    </footer>
  );
}

function Reply({ scene: { context, on }, post }: ActsProps) {
  return (
    <button
      class="act say"
      part="reply"
      form={`form-${fieldId('new')}`}
      name="parent"
      value={post.id}
      onClick={instead(on && (() => on.reply(post.id)))}
    >
      {context.t('reply')}
      <span class="sr">{context.t('replyTo', { name: post.author!.name })}</span>
    </button>
  );
}
