/** Once a page, whoever asks; where there is no page, on a server, nothing. */
export function loadTerrasse(origin) {
  if (typeof document === 'undefined') return;
  const src = new URL('/embed.js', origin).href;
  if ([...document.scripts].some((script) => script.src === src)) return;
  document.head.append(Object.assign(document.createElement('script'), { src, async: true }));
}
