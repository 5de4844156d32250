import { selectors, type Browser, type Page } from 'playwright-core';
import { askAgain } from './between-documents.ts';

/**
 * Finds the page itself until its scripts are there and have taken over the threads that the server drew: a form sent before
 * goes to the server, as without JavaScript. A page where no script runs is never found, nor one for a thread that waits far down.
 */
await selectors.register('not-taken-over', () => {
  const waits = (host: Element) => {
    const drawn = host.shadowRoot?.querySelector('style ~ .terrasse');
    const { top, bottom } = host.getBoundingClientRect();
    // What redraws says so on the node that it draws in (widget/redrawing.ts).
    return drawn != null && !('top' in drawn) && top < 2 * innerHeight && bottom > -innerHeight;
  };
  const find = (): Element[] => {
    if (!matchMedia('(scripting: enabled)').matches) return [];
    const threads = document.querySelector('script[src$="/embed.js"]') ? [...document.querySelectorAll('terrasse-thread')] : [];
    return document.readyState !== 'complete' || threads.some(waits) ? [document.documentElement] : [];
  };
  return { query: () => find()[0], queryAll: find };
});
const WAITS = 'not-taken-over=';

const waiting = new WeakMap<Page, Promise<void>>();

/** From now on what is done or waited for in this browser's pages comes after their scripts have taken over, however a page was reached. */
export function afterScripts(browser: Browser): Browser {
  const wait = (page: Page) => {
    askAgain(page.locator(WAITS));
    // A window may close at once.
    const added = page.addLocatorHandler(page.locator(WAITS), async () => {}).catch(() => {});
    waiting.set(page, added);
  };
  return browser.on('context', (context) => context.on('page', wait));
}

/** This page's scripts are held back, or never come: what is done there does not wait for them. */
export async function beforeScripts(page: Page) {
  await waiting.get(page);
  await page.removeLocatorHandler(page.locator(WAITS));
}

/** The scripts have taken over. For what is done without naming an element: keys pressed, a script of the test's own. */
export const takesOver = (page: Page) => page.locator(WAITS).waitFor({ state: 'detached' });
