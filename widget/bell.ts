// Keeps the bell of our own pages true, on the connection that a thread of the same page has.
import type { NoticeEvent } from '#server/notifications/wire.ts';
import { listen } from './live.ts';

const number = document.querySelector<HTMLDataElement>('.bell data');

if (number)
  listen(location.origin, { join: 'me', event: 'notice' }, ({ unread }: NoticeEvent) => {
    number.value = number.textContent = String(unread);
    number.parentElement!.hidden = unread === 0;
  });

// Members alone: a reader who only reads leaves nothing on the device.
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/worker.js').catch(() => {});
