import type { ComponentChildren } from 'preact';
import type { ThreadState } from '../store.ts';
import { Acts } from './Acts.tsx';
import { Icon } from './Icon.tsx';
import { Post } from './Post.tsx';
import { instead, isIgnored, type Scene } from './scene.ts';
import { DEEPEST, levelled, type Branch } from './tree.ts';
import { fold, turn } from './icons.ts';

/** From this level on a reply says whom it answers: on a phone it no longer steps in. */
const NAMED_FROM = 3;

type ItemProps = { scene: Scene; branch: Branch; level: number };

/** A post in its place, with what hangs on it. */
export function Item({ scene, branch, level }: ItemProps) {
  const { post, send, parent } = branch;
  const { context, view, state, parts } = scene;
  const Frame = (isIgnored(scene, post) && parts.Ignored) || Bare;
  return (
    <li id={`p-${post.id}`} class={view.here === post.id ? 'here' : undefined}>
      <Frame scene={scene} post={post}>
        <Post
          post={post}
          context={context}
          to={level < NAMED_FROM && state.sort !== 'flat' ? null : (parent?.author?.name ?? post.to)}
          typed={send?.source}
        >
          {parts.Below && <parts.Below scene={scene} post={post} />}
          {parts.EditComposer && <parts.EditComposer scene={scene} post={post} />}
          {parts.OwnNote && <parts.OwnNote scene={scene} branch={branch} />}
          {!send && <Acts scene={scene} post={post} />}
        </Post>
      </Frame>
      {parts.ReplyComposer && <parts.ReplyComposer scene={scene} post={post} />}
      <Replies scene={scene} branch={branch} level={level} missing={level || state.sort === 'flat' ? 0 : missingFrom(branch, state)} />
    </li>
  );
}

const Bare = ({ children }: { children: ComponentChildren }) => <>{children}</>;

function Replies({ scene, branch, level, missing }: ItemProps & { missing: number }) {
  const { post } = branch;
  const replies = level === DEEPEST ? levelled(branch.replies) : branch.replies;
  if (level > DEEPEST || replies.length + missing === 0) return null;
  const { context, view, on } = scene;
  const open = level < DEEPEST || contains(branch, view.here);
  return (
    <details class="branch" open={open}>
      <summary>
        <Icon d={fold} />
        <span class="n">{context.t('replies', { n: Math.max(post.replies, branch.replies.length) })}</span>
      </summary>
      <ol class="posts">
        {replies.map((reply) => (
          <Item key={reply.post.own?.clientId ?? reply.post.id} scene={scene} branch={reply} level={level + 1} />
        ))}
        {missing > 0 && (
          <li>
            <a
              class="more"
              href={`${context.home}/p/${post.id}`}
              aria-busy={view.busy === post.id}
              onClick={instead(on && (() => on.branch(post.id)))}
            >
              <Icon d={turn} />
              {context.t('branch', { n: missing })}
            </a>
            {view.stuck === post.id && <span class="meta"> {context.t('failed.internal')}</span>}
          </li>
        )}
      </ol>
    </details>
  );
}

/** Replies that readers see and this page does not hold. */
function missingFrom({ post, replies }: Branch, { whole, fresh }: ThreadState): number {
  if (whole[post.id]) return 0;
  const held = levelled(replies).filter(({ post: { state }, send }) => !send && state !== 'held' && state !== 'rejected').length;
  return Math.max(0, post.branch - held - fresh.filter(({ root, parent }) => parent && root === post.id).length);
}

const contains = ({ post, replies }: Branch, id: string | null): boolean =>
  id !== null && (post.id === id || replies.some((reply) => contains(reply, id)));
