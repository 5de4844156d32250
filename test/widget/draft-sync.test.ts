import { expect, test, vi } from 'vitest';
import { ApiFailure, type Api } from '#widget/api.ts';
import type { DraftWire } from '#server/drafts/wire.ts';
import { syncDrafts } from '#widget/draft-sync.ts';
import { draftsOf, type Draft } from '#widget/drafts.ts';
import type { Sender } from '#widget/send.ts';

/** One server, and as many devices as a test wants, each with its own store. */
function server() {
  const kept = new Map<string, DraftWire>();
  const put = (name: string, source: string, version: number) => {
    const known = kept.get(name);
    if (known && known.source !== source && known.version !== version)
      throw new ApiFailure(new Response(null, { status: 409 }), { error: { code: 'taken', details: { draft: known } } });
    const next = known?.source === source ? known : { name, source, version: (known?.version ?? 0) + 1, at: '2026-11-22T13:00:00.000Z' };
    kept.set(name, next);
    return { version: next.version };
  };
  return { kept, put };
}

function device(there: ReturnType<typeof server>, known = { here: true }) {
  const shown: [string, string][] = [];
  const store = new Map<string, string>();
  const storage = new Proxy({} as Storage, {
    get: (_, name) =>
      ({
        getItem: (key: string) => store.get(key) ?? null,
        setItem: (key: string, value: string) => void store.set(key, value),
        removeItem: (key: string) => void store.delete(key),
      })[name as string],
    ownKeys: () => [...store.keys()],
    getOwnPropertyDescriptor: (_, key) => ({ value: store.get(key as string), enumerable: true, configurable: true }),
  });
  const send = (async (method: string, path: string, body?: { source: string; version: number }) => {
    const name = decodeURIComponent(/^drafts\/(.*)\?/.exec(path)![1]!);
    if (method === 'PUT') return there.put(name, body!.source, body!.version);
    there.kept.delete(name);
    return null;
  }) as Sender;
  const drafts = syncDrafts(draftsOf('pont', storage), {
    api: { get: async () => ({ drafts: [...there.kept.values()] }) } as unknown as Api,
    send,
    where: () => (known.here ? { site: 'courrier', article: 'pont' } : null),
    show: (name, { text }: Draft) => void shown.push([name, text]),
  });
  const type = async (text: string) => {
    drafts.keep('new', { text, at: 1 });
    await vi.advanceTimersByTimeAsync(2000);
  };
  return { drafts, shown, type, text: () => drafts.read('new')?.text };
}

vi.useFakeTimers();

test('what is typed on one device is shown on the other', async () => {
  const there = server();
  const [phone, desk] = [device(there), device(there)];

  await phone.type('Les platanes');
  await desk.drafts.join();

  expect(desk.shown).toEqual([['new', 'Les platanes']]);
});

test('both typed: neither text is lost, the one under the hand comes first', async () => {
  const there = server();
  const [phone, desk] = [device(there), device(there)];
  await phone.type('Ici.');

  await desk.type('Là.');
  await vi.advanceTimersByTimeAsync(2000);

  expect(desk.text()).toBe('Là.\n\nIci.');
  expect(there.kept.get('new')?.source).toBe('Là.\n\nIci.');
  await phone.drafts.join();
  expect(phone.text()).toBe('Là.\n\nIci.');
});

test('signed out, it stays here; at the sign-in, it goes along', async () => {
  const there = server();
  const known = { here: false };
  const phone = device(there, known);
  await phone.type('Avant.');
  expect(there.kept.size).toBe(0);

  known.here = true;
  await phone.drafts.join();
  await vi.advanceTimersByTimeAsync(2000);

  expect(there.kept.get('new')?.source).toBe('Avant.');
});

test('sent from one device, it is no draft on the other', async () => {
  const there = server();
  const [phone, desk] = [device(there), device(there)];
  await phone.type('Envoyé.');
  await desk.drafts.join();

  phone.drafts.drop('new');
  await desk.drafts.join();

  expect([there.kept.size, desk.text()]).toEqual([0, undefined]);
});

test('sent while it was on its way to the server, it leaves nothing there', async () => {
  const there = server();
  const phone = device(there);
  const typed = phone.type('Déjà parti.');

  // At the very moment at which it leaves.
  const { put } = there;
  there.put = (...sent) => {
    phone.drafts.drop('new');
    return put(...sent);
  };
  await typed;
  await vi.advanceTimersByTimeAsync(0);

  expect(there.kept.size).toBe(0);
});
