import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { follow, type LiveHandlers } from '#widget/live.ts';
import { listen } from '../support/sockets.ts';
import { until } from '../support/until.ts';
import { createWorld, type Person, type World } from '../support/world.ts';

/** Milliseconds: what failed is asked again after five seconds, and half as many more. */
const AGAIN_MS = 30_000;

let world: World;
let ada: Person;
let url: string;
/** Whether the database does not answer those who listen, and how many it has not answered. */
let away: boolean;
let refused: number;

beforeEach(async () => {
  world = await createWorld('sqlite');
  ada = await world.person('ada');
  away = false;
  refused = 0;
  const db = new Proxy(world.db, {
    get(whole, name) {
      if (away && name === 'read') {
        refused++;
        throw new Error('the database does not answer');
      }
      return Reflect.get(whole, name) as unknown;
    },
  });
  ({ url } = await listen({ ...world, deps: { ...world.deps, db } }));
  const page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  onTestFinished(() => void vi.unstubAllGlobals());
});

function read(handlers: Partial<LiveHandlers>) {
  const { leave } = follow({
    origin: url,
    asked: { site: 'courrier', article: 'pont' },
    token: async () => null,
    isHere: () => true,
    handlers: { joined() {}, changes() {}, own() {}, redrawn() {}, ...handlers },
  });
  onTestFinished(leave);
}

test('who asked to be told while the database was away is told once it is back', async () => {
  const joined: number[] = [];
  const heard: number[] = [];
  away = true;

  read({ joined: (seq) => void joined.push(seq), changes: (changes) => void heard.push(...changes.map(({ seq }) => seq)) });
  await until('a question without an answer', () => refused > 0);
  away = false;
  await until('the room', () => joined.length > 0, AGAIN_MS);
  await ada.post('Vous revoilà.');

  await until('the post', () => heard.length > 0);
  expect([joined, heard]).toEqual([[0], [1]]);
});

test('who could not read what they were told of asks again, though nothing more happens', async () => {
  await ada.post('Le dernier mot.');
  const joined: number[] = [];
  const lost = async () => Promise.reject(new Error('the node is gone'));

  read({ joined: (seq) => (joined.push(seq) === 1 ? lost() : undefined) });

  await until('another try', () => joined.length > 1, AGAIN_MS);
  expect(joined).toEqual([1, 1]);
});

test('who could not fill a gap asks again too', async () => {
  const joined: boolean[] = [];
  const lost = vi.fn<LiveHandlers['changes']>().mockRejectedValueOnce(new Error('the node is gone'));

  read({ joined: (_, again) => void joined.push(again), changes: lost });
  await until('the room', () => joined.length > 0);
  await ada.post('Et un trou.');

  await until('another try', () => joined.length > 1, AGAIN_MS);
  expect(joined).toEqual([false, true]);
  expect(lost).toHaveBeenCalledTimes(1);
});
