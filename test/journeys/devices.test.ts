// A device that its owner asked to be told on: what a push service hands to the browser is shown.
import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { openTown, type Town } from '../support/town.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

test('a push is shown with its words in its thread’s place, and a click opens where it leads', async () => {
  const lucie = await town.person('Lucie');
  const context = await (await town.browse()).newContext({ locale: 'fr-FR' });
  await context.grantPermissions(['notifications'], { origin: town.origin });
  await town.signIn(context, lucie);
  const page = await context.newPage();
  await page.goto(`${town.origin}/notifications/devices`);
  expect(await page.getByRole('button', { name: 'Me prévenir sur cet appareil' }).isVisible()).toBe(true);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  const push = await pusher(context, town.origin);

  const [worker] = context.serviceWorkers();
  // What a headless browser has no screen for.
  await worker!.evaluate(() => {
    const scope = globalThis as unknown as Seen;
    scope.seen = [];
    scope.registration.showNotification = async (...shown) => void scope.seen.push(shown);
    scope.clients.openWindow = async (url) => void scope.seen.push(String(url));
  });

  await push({ title: 'Linus vous a répondu', body: 'Ils restent.', tag: 'platanes', url: '/notifications/1' });
  const seen = () => worker!.evaluate(() => (globalThis as unknown as Seen).seen);
  await until('the notification', async () => (await seen()).length === 1);
  expect(await seen()).toEqual([
    ['Linus vous a répondu', { body: 'Ils restent.', tag: 'platanes', renotify: true, data: { url: '/notifications/1' } }],
  ]);

  await worker!.evaluate(() => {
    const event = Object.assign(new Event('notificationclick'), {
      notification: { data: { url: '/notifications/1' }, close() {} },
      waitUntil() {},
    });
    dispatchEvent(event);
  });
  expect((await seen())[1]).toBe(`${town.origin}/notifications/1`);
});

type Seen = {
  seen: unknown[];
  registration: { showNotification(...shown: unknown[]): Promise<void> };
  clients: { openWindow(url: URL): Promise<void> };
};

/** As the browser does with what its push service brings (no such service is in reach of a test). */
async function pusher(context: BrowserContext, origin: string) {
  const cdp = await context.newCDPSession(context.pages()[0]!);
  const found = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL === `${origin}/`);
      if (ours) resolve(ours.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  const registrationId = await found;
  return (told: object) => cdp.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(told) });
}
