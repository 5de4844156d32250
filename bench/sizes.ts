// Does a page take longer where there is a hundred times as much? `npm run bench -- seed`
import { openCrowd, type Size } from './crowd.ts';
import { timeOf } from './load.ts';
import { freePort, startProduct } from './product.ts';

export const SMALL: Size = { posts: 10_000, threads: 200, members: 500 };
export const LARGE: Size = { posts: 1_000_000, threads: 20_000, members: 50_000 };

const WARM_UP = 100;
const TIMES = 300;

/** Milliseconds. */
export type PageTimes = { name: string; small: number; large: number };

export async function measureSizes(secret: string): Promise<PageTimes[]> {
  const [small, large] = [await startCrowd(SMALL, secret), await startCrowd(LARGE, secret)];
  const times: PageTimes[] = [];
  for (const name of ['/', '/s/:slug', '/t/:id'] as const) {
    const took = { small: [] as number[], large: [] as number[] };
    for (let n = 0; n < WARM_UP + TIMES; n++) {
      took.small.push(await timeOf(small.pages[name]));
      took.large.push(await timeOf(large.pages[name]));
    }
    times.push({ name, small: median(took.small.slice(WARM_UP)), large: median(took.large.slice(WARM_UP)) });
  }
  await Promise.all([small.stop(), large.stop()]);
  return times;
}

async function startCrowd(size: Size, secret: string) {
  const port = await freePort();
  const { file, space, thread } = await openCrowd(size, `127.0.0.1:${port}`);
  const { url, stop } = await startProduct(file, { port, secret });
  return { stop, pages: { '/': `${url}/`, '/s/:slug': `${url}/s/${space}`, '/t/:id': `${url}/t/${thread}` } };
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
