/**
 * The service worker of our own pages, registered for members only (widget/bell.ts): a reader who only reads leaves no
 * storage. It keeps the page that says one is offline, as nobody in particular sees it, and files whose names never change
 * their bytes. Nothing of what anybody reads or wrote is kept.
 * It shows what push/ sends: one a thread, and a click opens its page.
 */
export const workerScript = (kept: string[]) => `const KEPT = ${JSON.stringify(kept)};
const NAME = 'kept-' + ${JSON.stringify(kept.join())};
addEventListener('install', (event) => {
  const fetched = (url) => fetch(url, { credentials: 'omit', cache: 'reload' });
  const keep = async () => {
    const cache = await caches.open(NAME);
    await Promise.all(KEPT.map(async (url) => {
      const answer = await fetched(url);
      if (answer.ok) await cache.put(url, answer);
    }));
    await skipWaiting();
  };
  event.waitUntil(keep());
});
addEventListener('activate', (event) => {
  const forget = async () => {
    for (const name of await caches.keys()) if (name !== NAME) await caches.delete(name);
    await clients.claim();
  };
  event.waitUntil(forget());
});
addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(async () => (await caches.match('/offline')) ?? Response.error()));
  else if (KEPT.includes(pathname)) event.respondWith(caches.match(pathname).then((found) => found ?? fetch(request)));
});
addEventListener('push', (event) => {
  const { title, url, ...shown } = event.data?.json() ?? {};
  if (title) event.waitUntil(registration.showNotification(title, { ...shown, renotify: true, data: { url } }));
});
addEventListener('notificationclick', (event) => {
  const { notification } = event;
  notification.close();
  event.waitUntil(clients.openWindow(new URL(notification.data.url, location.origin)));
});
`;
