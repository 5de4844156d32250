/** After a letter, a dot or a slash it is an address, no call. */
const CALL = /(?<![\p{L}\p{N}_.@/-])@([a-z0-9](?:[a-z0-9.-]{0,38}[a-z0-9])?)/giu;
/** Code, and what is between brackets of a link, calls nobody. */
const QUIET = /```[^]*?(?:```|$)|`[^`\n]*`|^ {0,3}>.*$/gm;

/** The handles that a source may call, in the order they come; of `@ada.` and `@ada-là` also what may be meant. A quote calls nobody again. */
export function calledIn(source: string): string[] {
  const calls = [...source.replace(QUIET, '').matchAll(CALL)].map(([, handle]) => handle!.toLowerCase());
  return [...new Set(calls.flatMap(shorter))];
}

/** From the longest: what follows a name may look like part of it. */
export function shorter(handle: string): string[] {
  const at = Math.max(handle.lastIndexOf('.'), handle.lastIndexOf('-'));
  return at > 0 ? [handle, ...shorter(handle.slice(0, at))] : [handle];
}
