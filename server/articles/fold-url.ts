/** An address as articles are matched by it: host without www, path without trailing slash; no scheme, query or fragment. */
export function foldUrl(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host.toLowerCase().replace(/^www\./, '')}${pathname.replace(/\/+$/, '')}`;
}
