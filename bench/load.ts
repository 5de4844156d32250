import { randomUUID } from 'node:crypto';
import autocannon from 'autocannon';
import type { Place } from './fan-out.ts';
import { ORIGIN, SITE, type Sign } from './town.ts';
import { textOf } from './words.ts';

/** Answers a second, and milliseconds. */
export type Rate = { perSecond: number; p50?: number; p99?: number };

const READING = 32;
export const WRITING = 32;

export const read = (url: string, path: string, seconds: number): Promise<Rate> =>
  drive({ url: url + path, connections: READING, duration: seconds, headers: { origin: ORIGIN } });

/** Milliseconds until all of one answer is there. */
export async function timeOf(url: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(url);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return performance.now() - began;
}

/** A post of somebody else each time; `articleOf` says where the nth goes. */
export function write(url: string, sign: Sign, articleOf: (n: number) => string, seconds: number): Promise<Rate> {
  const setupRequest = <R>(request: R) => {
    const { body, ...headers } = newPost(sign, (n) => ({ site: SITE, article: articleOf(n) }));
    return { ...request, method: 'POST', path: '/api/v1/posts', headers, body };
  };
  return drive({ url, connections: WRITING, duration: seconds, requests: [{ setupRequest }] });
}

let posts = 0;

export function newPost(sign: Sign, placeOf: (n: number) => Place) {
  const n = posts++;
  const body = JSON.stringify({ ...placeOf(n), parent: null, clientId: randomUUID(), source: textOf(n) });
  return { ...sign(n), 'content-type': 'application/json', body };
}

async function drive(options: Parameters<typeof autocannon>[0]): Promise<Rate> {
  const result = await autocannon(options);
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${options.url}: ${result.non2xx} refusals, ${result.errors} errors`);
  const { p50, p99 } = result.latency;
  return { perSecond: result['2xx'] / result.duration, p50, p99 };
}
