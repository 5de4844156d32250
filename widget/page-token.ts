// What a page says of its publisher's own accounts (docs/connecting-accounts.md).

/** The page's word on who reads, wherever it stands: one element's holds for all. Empty is nobody. */
export const tokenOf = (hosts: Element[]) => attributeOf(hosts, 'token');

/** By what a token is known again: the end of its signature signs nobody in. */
export const markOf = (token: string) => token.slice(-16);

export const attributeOf = (hosts: Element[], name: string): string | null =>
  [...hosts, ...document.querySelectorAll('terrasse-thread')].map((host) => host.getAttribute(name)).find(Boolean) ?? null;
