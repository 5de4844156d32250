import { remembers, type Conversation } from './conversation.ts';
import { h } from './drawing.ts';
import type { Reading } from './reading.ts';
import { openState } from './store.ts';
import { Thread } from './thread/Thread.tsx';

/** The very same drawing, with the same parts, at the same moment, so that nothing moves; then the page's own time goes on. */
export async function takeOver(talk: Conversation, { know, restore }: Pick<Reading, 'know' | 'restore'>) {
  const { page, now, timeZone, here } = talk.frame.rendered!;
  await talk.warm();
  talk.state = openState(page);
  if (page.viewer) await know(page);
  const scene = talk.sceneAt({ now, timeZone });
  talk.paint(h(scene.parts.Whole ?? Thread, { scene: { ...scene, view: { ...scene.view, here } } }));
  talk.frame.rendered = null;
  talk.set({});
  if (remembers()) await restore();
}
