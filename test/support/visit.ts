import type { Browser, BrowserContextOptions } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { takesOver } from './taking-over.ts';
import { watch, type Neighbour, type Town } from './town.ts';

type Visitor = BrowserContextOptions & { as?: Neighbour };

/** A page in French, taken over by its scripts and closed with its test; of somebody who is signed in, or of nobody. */
export async function visit(town: Town, browser: Browser, url: string, { as, ...options }: Visitor = {}) {
  const context = await browser.newContext({ locale: 'fr-FR', ...options });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(20_000);
  if (as) await town.signIn(context, as);
  const page = await context.newPage();
  const problems = watch(page);
  await page.goto(url);
  await takesOver(page);
  return { page, problems };
}
