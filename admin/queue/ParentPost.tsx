import type { PostWire } from '#server/posts/wire.ts';
import { Ago } from '../clock.tsx';
import { PostText } from './PostText.tsx';

export function ParentPost({ post }: { post: PostWire }) {
  return (
    <blockquote class="parent">
      <b class="who">{post.author?.name}</b>{' '}
      <span class="soft">
        <Ago at={post.at} />
      </span>
      <PostText post={post} />
    </blockquote>
  );
}
