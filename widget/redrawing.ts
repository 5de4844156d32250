// Preact, and what it has to do first: to make its own what stands in the page already.
import { Fragment, h, hydrate, render } from 'preact';
import type { Conversation } from './conversation.ts';
import { drawWith } from './drawing.ts';
import { hydrateInTurns } from './turns.ts';

/** Listeners and all, over the very nodes that the reader has before them. */
export function redrawWithPreact(talk: Conversation) {
  const { frame } = talk;
  talk.settle();
  drawWith({ h, Fragment });
  talk.handedOver.abort();
  if (frame.mount.firstChild && !frame.rendered) hydrateInTurns(talk, () => hydrate(talk.drawing(), frame.mount));
  talk.paint = (drawing) => render(drawing, frame.mount);
}
