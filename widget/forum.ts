// On the lists of our own pages: says that conversations were opened since, on the connection of the bell.
import type { OpenedEvent } from '#server/threads/wire.ts';
import { listen } from './live.ts';

const pill = document.querySelector<HTMLAnchorElement>('#fresh');
const space = /^\/s\/([^/]+)$/.exec(location.pathname)?.[1] ?? null;

if (pill) {
  const seen = new Set<string>();
  listen(location.origin, { join: 'forum', event: 'opened' }, ({ thread, spaces }: OpenedEvent) => {
    if (space !== null && !spaces.includes(space)) return;
    seen.add(thread);
    if (seen.size > 1) pill.textContent = pill.dataset.many!.replace('2', String(seen.size));
    pill.hidden = false;
  });
}
