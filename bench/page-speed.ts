// What a comments section costs the article above it: `npm run bench -- page`. The same page with the embed and without, by turns.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../test/support/browser.ts';
import { SITE } from './town.ts';

/** Times slower than this machine: a cheap phone. */
const SLOWER = 4;
/** Milliseconds: a task that takes longer is felt (https://www.w3.org/TR/longtasks-1/). */
export const LONG = 50;
/** Milliseconds in which a page that was scrolled to its end does what it still has to do. */
const REST = 3000;

/** Milliseconds; `shift` as https://wicg.github.io/layout-instability/ counts it, without unit. */
type Look = { firstPaint: number; largestPaint: number; shift: number; longTasks: number; longest: number };
export type PageSpeed = { name: string; without: Look[]; with: Look[] };

/** The origin of a newspaper of one page, `/plain`, and of the same with the thread of each article named under it. */
export async function openPaper() {
  const server = createServer(({ url }, response) => {
    const article = url!.slice(1);
    response.setHeader('content-type', 'text/html; charset=utf-8').end(pageOf(article === 'plain' ? '' : embedOf(article)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  let from = '';
  const embedOf = (article: string) =>
    `<script src="${from}/embed.js" async></script><terrasse-thread site="${SITE}" article="${article}" lang="fr"></terrasse-thread>`;
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    embedFrom: (product: string) => void (from = product),
    close: () => void server.close(),
  };
}

export async function measurePages(paper: string, articles: { name: string; path: string }[], rounds: number): Promise<PageSpeed[]> {
  const browser = await launchBrowser();
  try {
    const runs = articles.map(({ name }): PageSpeed => ({ name, without: [], with: [] }));
    for (const { path } of articles) await look(browser, `${paper}/${path}`);
    for (let round = 0; round < rounds; round++)
      for (const [i, { path }] of articles.entries()) {
        runs[i]!.without.push(await look(browser, `${paper}/plain`));
        runs[i]!.with.push(await look(browser, `${paper}/${path}`));
      }
    return runs;
  } finally {
    await browser.close();
  }
}

/** Read to its end by somebody who comes for the first time. */
async function look(browser: Browser, url: string): Promise<Look> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.addInitScript(() => {
      const seen = { firstPaint: 0, largestPaint: 0, shift: 0, tasks: [] as number[] };
      Object.assign(window, { seen });
      const watch = (type: string, each: (entry: PerformanceEntry & { value: number }) => void) =>
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => each(entry as never))).observe({ type, buffered: true });
      watch('paint', ({ name, startTime }) => name === 'first-contentful-paint' && (seen.firstPaint = startTime));
      watch('largest-contentful-paint', ({ startTime }) => (seen.largestPaint = startTime));
      watch('layout-shift', ({ value }) => (seen.shift += value));
      watch('longtask', ({ duration }) => seen.tasks.push(duration));
    });
    await page.goto(url, { waitUntil: 'load' });
    await setTimeout(500);
    // As a finger does: a jump of the page's own would shift nothing.
    for (let at = 0; at < 12; at++) {
      await page.mouse.wheel(0, 400);
      await setTimeout(100);
    }
    // Asked in a word: what Playwright asks with is a script of its own, a task of some 40 ms on such a processor.
    const ask = async <T>(expression: string) =>
      (await devtools.send('Runtime.evaluate', { expression, returnByValue: true })).result.value as T;
    if (!url.endsWith('/plain'))
      while (!(await ask<boolean>(`!!document.querySelector('terrasse-thread').shadowRoot?.querySelector('li[id]')`)))
        await setTimeout(100);
    await setTimeout(REST);
    const { tasks, ...rest } = await ask<Omit<Look, 'longTasks' | 'longest'> & { tasks: number[] }>('window.seen');
    return { ...rest, longTasks: tasks.length, longest: Math.max(0, ...tasks) };
  } finally {
    await context.close();
  }
}

const SENTENCE = 'Le conseil municipal a voté hier soir la fermeture du pont aux voitures, après trois heures de débat. ';
const pageOf = (embed: string) =>
  `<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Le pont</title><style>body { max-width: 40em; margin: auto; font: 18px/1.6 serif }</style><h1>Le pont ferme</h1>${`<p>${SENTENCE.repeat(5)}</p>`.repeat(10)}${embed}<footer>Le Courrier</footer></html>`;
