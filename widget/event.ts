// On an event's page: how many come, while one reads it; and that it is at another hour or place by now.
import type { ChangesPage, ChangeWire } from '#server/threads/wire.ts';
import { follow } from './live.ts';

/** What the page was drawn with: of the thread `seq`, of the event `sequence`. */
type Drawn = { id: string; seq: number; sequence: number; locale: 'fr' | 'en' };

const { id, sequence, locale, ...drawn }: Drawn = JSON.parse(document.getElementById('follow')!.dataset.follow!);
let { seq } = drawn;

function hear(changes: ChangeWire[]) {
  seq = Math.max(seq, changes.at(-1)?.seq ?? 0);
  const told = changes.findLast(({ thread }) => thread.event)?.thread.event;
  if (!told) return;
  document.getElementById('counts')!.textContent = told.said[locale];
  document.getElementById('out-of-date')!.hidden = told.sequence === sequence;
}

/** What was told before somebody listened, or while they could not. */
async function catchUp(upTo: number) {
  const answer = await fetch(`/api/v1/threads/${id}/changes?after=${seq}`);
  const { changes }: ChangesPage = await answer.json();
  hear(changes);
  if (changes.length > 0 && seq < upTo) await catchUp(upTo);
}

follow({
  origin: location.origin,
  asked: { thread: id },
  token: () => Promise.resolve(null),
  isHere: (place) => place === `t:${id}`,
  handlers: {
    joined: (upTo) => (upTo > seq ? catchUp(upTo) : undefined),
    changes: hear,
    own() {},
    redrawn() {},
  },
});
