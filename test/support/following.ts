import type { Page } from 'playwright-core';
import { until } from './until.ts';

/** Socket.io's packets: an element asks for its thread's room, under a number, and is answered. What else our pages join, such as the bell's room, is none. */
const ASKED = /^42(\d+)\["join"/;
const ANSWERED = /^43(\d+)\[\{"seq"/;

/** Listens from now on: to all that the API brings to a page, and to what comes to it live. */
export function listenTo(page: Page) {
  const parts: Promise<string>[] = [];
  page.on('response', (response) => response.url().includes('/api/') && parts.push(response.text().catch(() => '')));
  let joined = 0;
  page.on('websocket', (socket) => {
    const asked = new Set<string>();
    socket.on('framesent', ({ payload }) => void asked.add(ASKED.exec(String(payload))?.[1] ?? ''));
    socket.on('framereceived', ({ payload }) => {
      parts.push(Promise.resolve(String(payload)));
      if (asked.delete(ANSWERED.exec(String(payload))?.[1] ?? 'none')) joined++;
    });
  });
  const heard = async () => (await Promise.all(parts)).join('\n');
  /** The page has joined its thread's room, for the nth time: all that an element does at the start is done. */
  const isFollowing = (times = 1) => until('the live connection', () => joined >= times);
  return { heard, isFollowing };
}
