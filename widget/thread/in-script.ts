/** JSON within a page: no `</script>`, no `<!--`, nothing in a post ends the element it travels in. */
export const inScript = (value: unknown) => harmless(JSON.stringify(value));

export const harmless = (json: string) => json.replaceAll('<', String.raw`\u003c`);

/** As it is sent: a page says it twice, once as the name of a drawing (server/pages/draw.ts). */
export function jsonOf(post: object): string {
  let json = known.get(post);
  if (json === undefined) known.set(post, (json = JSON.stringify(post)));
  return json;
}
const known = new WeakMap<object, string>();
