// One thread open in many pages while people write: how long after a writer was answered does each reader have it?
import { setTimeout } from 'node:timers/promises';
import { startChild } from './child.ts';
import { ORIGIN, SITE } from './town.ts';

export const POSTS_A_SECOND = 20;

export type Place = { site: string; article: string } | { thread: string };
export type Asked = { url: string; origin: string; readers: number; place: Place };
/** What both servers send of it: the product all of it, the bare one the same with another id. */
export type Change = { post: { id: string } };
export type Heard = { change: Change | null; deliveries: { id: string; at: number }[] };
/** Milliseconds until each reader has a post, from when its writer sent it and from when its writer was answered. */
export type FanOut = { change: Change; perSecond: number; missing: number; sent: Delays; answered: Delays; cpu: number };
type Delays = { p50: number; p99: number };

/** Milliseconds of the machine's own monotonic clock, the same in every process. */
export const clock = () => Number(process.hrtime.bigint()) / 1e6;

export const busyPlace = { site: SITE, article: 'busy' } satisfies Place;

/** `cpu`: seconds of a core that the server took so far. */
export type Room = { readers: number; seconds: number; place?: Place; cpu(): number };

/** `post` writes one there and gives its id once the server has answered. */
export async function measureFanOut(
  url: string,
  post: () => Promise<string>,
  { readers, seconds, place = busyPlace, cpu }: Room,
): Promise<FanOut> {
  const listeners = startChild('listeners.ts');
  await listeners.ask({ url, origin: ORIGIN, readers, place } satisfies Asked);
  const posts = new Map<string, { sent: number; answered: number }>();
  const [began, workedBefore] = [clock(), cpu()];
  await atPace(seconds, async () => {
    const sent = clock();
    posts.set(await post(), { sent, answered: clock() });
  });
  const took = (clock() - began) / 1000;
  await setTimeout(500);
  const worked = cpu() - workedBefore;
  const { change, deliveries } = await listeners.ask<Heard>('report');
  listeners.stop();
  const since = (moment: 'sent' | 'answered') => delaysOf(deliveries.map(({ id, at }) => Math.max(0, at - posts.get(id)![moment])));
  const missing = posts.size * readers - deliveries.length;
  return { change: change!, perSecond: deliveries.length / took, missing, sent: since('sent'), answered: since('answered'), cpu: worked };
}

/** As many a second, whatever each takes. Resolves once all are answered. */
export async function atPace(seconds: number, write: () => Promise<void>) {
  const writing: Promise<void>[] = [];
  const began = clock();
  for (let n = 0; n < seconds * POSTS_A_SECOND; n++) {
    await setTimeout(Math.max(0, began + (n * 1000) / POSTS_A_SECOND - clock()));
    writing.push(write());
  }
  await Promise.all(writing);
}

function delaysOf(delays: number[]): Delays {
  const sorted = delays.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]!;
  return { p50: at(0.5), p99: at(0.99) };
}
