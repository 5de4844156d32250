import type { PostWire } from '#server/posts/wire.ts';

/** What its addresses lead to, in words. */
export function Previews({ post }: { post: PostWire }) {
  return post.previews?.map(({ url, title, description, site }) => (
    <p key={url} class="meta">
      <a href={url} rel="nofollow ugc noopener" target="_blank">
        {title}
      </a>
      <span>{site}</span>
      {description && <span>{description}</span>}
    </p>
  ));
}
