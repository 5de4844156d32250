import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { runOutbox } from '#server/events/outbox.ts';
import { createGuardedFetch } from '#server/http/guarded-fetch.ts';
import { avatarOutbox } from '#server/sign-on/avatar.ts';
import type { SessionWire } from '#server/wire.ts';
import { onBothDatabases, type Engine } from '../../support/database.ts';
import { claimsOf, openDoor, signWith } from '../../support/publisher.ts';
import { createWorld, ORIGIN } from '../../support/world.ts';

const picture = (color: string) =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: color } })
    .png()
    .toBuffer();

/** A publisher with pictures of its readers, and the work that a token leaves behind. */
async function openWorld(engine: Engine, allowPrivate = true) {
  const world = await createWorld(engine, { fetch: createGuardedFetch({ allowPrivate }) });
  const { secret } = await openDoor(world.deps, world.site.id);
  const files = new Map<string, Buffer | number>([['/ines.png', await picture('red')]]);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    const file = files.get(request.url!) ?? 404;
    if (typeof file === 'number') response.writeHead(file).end();
    else response.writeHead(200, { 'content-type': 'image/png' }).end(file);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const arrive = async (claims: Record<string, unknown>) => {
    const token = await signWith(secret, claimsOf(world.deps, claims));
    const { status } = await world.request<SessionWire>(
      'POST',
      '/api/v1/session/exchange',
      { site: 'courrier', token },
      { origin: ORIGIN },
    );
    expect(status).toBe(200);
    await runOutbox(world.db, avatarOutbox(world.deps), world.now(), () => {});
  };
  const photo = async () => (await world.db.read.select({ photo: world.db.read.t.members.photo }).from(world.db.read.t.members))[0]!.photo;
  const left = () => world.db.read.$count(world.db.read.t.outbox);
  return { world, files, asked, at, arrive, photo, left };
}

onBothDatabases((engine) => {
  test('the picture of a token becomes a photo of ours: fetched once, followed when it changes, gone when it is', async () => {
    const { files, asked, at, arrive, photo } = await openWorld(engine);
    files.set('/new.png', await picture('blue'));

    await arrive({ avatar: at('/ines.png') });
    const first = await photo();
    await arrive({ avatar: at('/ines.png') });
    await arrive({});
    const same = await photo();
    await arrive({ picture: at('/new.png') });
    const second = await photo();
    await arrive({ avatar: null });

    expect(first).not.toBeNull();
    expect(same).toBe(first);
    expect(second).not.toBe(first);
    expect(asked).toEqual(['/ines.png', '/new.png']);
    expect(await photo()).toBeNull();
  });

  test('one that can’t be had now is asked for later; one that is no picture, or gone, never', async () => {
    const { world, files, at, arrive, photo, left } = await openWorld(engine);
    files.set('/busy.png', 503).set('/page.png', Buffer.from('<svg onload=alert(1)>'));

    for (const path of ['/gone.png', '/page.png']) await arrive({ avatar: at(path) });
    const settled = await left();
    await arrive({ avatar: at('/busy.png') });
    const waiting = await left();
    files.set('/busy.png', await picture('green'));
    world.pass(60_000);
    await runOutbox(world.db, avatarOutbox(world.deps), world.now(), () => {});

    expect([settled, waiting, await left()]).toEqual([0, 1, 0]);
    expect(await photo()).not.toBeNull();
  });
});

test('no private address is asked for, and what is no address says nothing', async () => {
  const { asked, at, arrive, photo, left } = await openWorld('sqlite', false);

  for (const avatar of [
    at('/ines.png'),
    'http://169.254.169.254/',
    'file:///etc/passwd',
    'ines.png',
    12,
    `https://x.test/${'x'.repeat(3000)}`,
  ])
    await arrive({ avatar });

  expect(asked).toEqual([]);
  expect(await left()).toBe(0);
  expect(await photo()).toBeNull();
});
