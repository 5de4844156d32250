// What a page does for its publisher's own accounts (docs/connecting-accounts.md).
import { attributeOf } from './page-token.ts';

declare global {
  interface Window {
    /** Set by the page, before or after our script. */
    terrasse?: { renew?: () => Promise<string | null> | string | null };
  }
}

/** Milliseconds for which a page may look for its reader's next token. */
const PATIENCE = 10_000;

/** A token of now, null where nobody is signed in any more; undefined where the page does not say. */
export async function askForToken(): Promise<string | null | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE));
  try {
    const given = await Promise.race([askPage(), late]);
    return given === '' ? null : given;
  } catch {
    return undefined;
  }
}

/** While the page still loads, the script that answers may be yet to come: all but modules of the page's own are there at its end. */
async function askPage() {
  if (!window.terrasse?.renew && document.readyState !== 'complete')
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  return window.terrasse?.renew?.();
}

/** Where the publisher has its readers sign in; null where that is ours to do. */
export function doorFor(hosts: Element[]): URL | null {
  const given = attributeOf(hosts, 'sign-in');
  if (!given || !URL.canParse(given, document.baseURI)) return null;
  const door = new URL(given, document.baseURI);
  return /^https?:$/.test(door.protocol) ? door : null;
}
