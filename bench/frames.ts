// What a reader's browser does with a live night: how long its frames take while posts come, at the end of it and scrolled up.
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser.ts';
import { atPace } from './fan-out.ts';

/** A frame that takes longer is seen as a stutter: https://www.w3.org/TR/long-animation-frames/ has the same number. Milliseconds. */
const STUTTER = 50;
/** Of all frames: one in a hundred is what a machine does by itself, in a page where nothing comes too. */
export const MOST_STUTTERS = 0.01;

/** Milliseconds; `stutters`: the share of frames that are. `longestTask` kept the page from answering. `held`: posts in the page at the end. */
export type Frames = { name: string; frames: number; p99: number; stutters: number; longest: number; longestTask: number; held: number };

export async function measureFrames(url: string, post: () => Promise<string>, seconds: number): Promise<Frames[]> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(url);
    await page.locator('.reel .menu').last().waitFor();
    const posts = () => atPace(seconds, async () => void (await post()));
    const still = await during(page, 'nothing comes', () => setTimeout(seconds * 200));
    const atEnd = await during(page, 'read at its end', posts);
    await page.locator('.reel').evaluate((reel) => reel.scrollBy(0, -600));
    await page.locator('.reel').evaluate(() => new Promise((next) => requestAnimationFrame(next)));
    const away = await during(page, 'scrolled up', posts);
    return [still, atEnd, away];
  } finally {
    await browser.close();
  }
}

async function during(page: Page, name: string, work: () => Promise<unknown>): Promise<Frames> {
  await page.evaluate(() => {
    const seen = { frames: [] as number[], tasks: [] as number[], on: true };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask' });
    let last = performance.now();
    const frame = (now: number) => {
      seen.frames.push(now - last);
      last = now;
      if (seen.on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await work();
  const { frames, tasks } = await page.evaluate(() => {
    const { seen } = window as unknown as { seen: { frames: number[]; tasks: number[]; on: boolean } };
    seen.on = false;
    return seen;
  });
  const sorted = frames.slice(1).toSorted((a, b) => a - b);
  return {
    name,
    frames: sorted.length,
    p99: sorted[Math.floor((sorted.length - 1) * 0.99)] ?? 0,
    stutters: sorted.filter((took) => took > STUTTER).length / sorted.length,
    longest: sorted.at(-1) ?? 0,
    longestTask: Math.max(0, ...tasks),
    held: await page.locator('.reel li[id]').count(),
  };
}
