import type { Page } from 'playwright-core';
import { until } from './until.ts';

/** Socket.io's acknowledgement of a thread joined: a member's own room, which the bell of our pages joins, has no number. */
const JOINED = /^43\d+\[\{"seq"/gm;

/** Listens from now on: to all that the API brings to a page, and to what comes to it live. */
export function listenTo(page: Page) {
  const parts: Promise<string>[] = [];
  page.on('response', (response) => response.url().includes('/api/') && parts.push(response.text().catch(() => '')));
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => void parts.push(Promise.resolve(String(payload)))));
  const heard = async () => (await Promise.all(parts)).join('\n');
  /** The page has joined its thread's room, for the nth time: all that an element does at the start is done. */
  const isFollowing = (times = 1) => until('the live connection', async () => ((await heard()).match(JOINED)?.length ?? 0) >= times);
  return { heard, isFollowing };
}
