import type { Browser, BrowserContextOptions } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { listenTo } from './following.ts';
import { takesOver } from './taking-over.ts';
import { watch, type Neighbour, type Town } from './town.ts';

type Visitor = BrowserContextOptions & { as?: Neighbour };

/** A page in French, taken over by its scripts and closed with its test; of somebody who is signed in, or of nobody. */
export async function visit(town: Town, browser: Browser, url: string, { as, ...options }: Visitor = {}) {
  const { context, page, problems } = await openBrowser(browser, { locale: 'fr-FR', ...options });
  if (as) await town.signIn(context, as);
  await page.goto(url);
  await takesOver(page);
  return { page, problems };
}

/** An empty page of a browser of its own, closed with its test: what goes wrong in it, and what comes to it, is told. */
export async function openBrowser(browser: Browser, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  return { context, page, problems: watch(page), ...listenTo(page) };
}
