/** JSON within a page: no `</script>`, no `<!--`, nothing in a post ends the element it travels in. */
export const inScript = (value: unknown) => harmless(JSON.stringify(value));

const harmless = (json: string) => json.replaceAll('<', String.raw`\u003c`);

/** Text, or bytes that were sent before. */
export type Piece = string | Uint8Array;

/** An element's HTML, as `server/pages/draw.ts` writes it. */
export const inPieces = (pieces: Piece[]) => ({ __html: pieces as unknown as string });

/** What holds posts, as `inScript` has it; a post that is the object that it was is not made again. */
export function withPosts({ posts, ...rest }: { posts: readonly object[]; next?: unknown }): Piece[] {
  const [first, ...others] = posts.map(afterComma);
  return ['{"posts":[', ...(first ? [first.subarray(1), ...others] : []), `],${inScript(rest).slice(1)}`];
}

function afterComma(post: object): Uint8Array {
  let bytes = known.get(post);
  if (!bytes) known.set(post, (bytes = encoder.encode(`,${inScript(post)}`)));
  return bytes;
}
const encoder = new TextEncoder();
const known = new WeakMap<object, Uint8Array>();
