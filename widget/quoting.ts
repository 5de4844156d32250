// What is selected in a post can be quoted: fetched with the first selection.
import type { Conversation } from './conversation.ts';
import { Cite } from './thread/Cite.tsx';

/** A passage of one post, and where on the screen a button about it has room. */
export type Picked = { post: string; text: string; left: number; top: number };

/** Fewer characters were selected by chance. */
const LEAST = 3;
/** Pixels between the passage and the button. */
const GAP = 8;

export function watchSelection(talk: Conversation) {
  const look = () => {
    const picked = pickedIn(talk.frame.root);
    if (picked || talk.view.picked) talk.look({ picked });
  };
  talk.set({ parts: { ...talk.parts, Cite } });
  look();
  document.addEventListener('selectionchange', look, { signal: talk.signal });
  addEventListener('scroll', look, { signal: talk.signal, passive: true });
}

function pickedIn(root: ShadowRoot): Picked | null {
  const selection = selectionOf(root);
  const text = selection?.toString().trim() ?? '';
  if (!selection || text.length < LEAST) return null;
  const [from, to] = [selection.anchorNode, selection.focusNode].map((node) => textHolding(node));
  const place = from && from === to && root.contains(from) ? from.closest('li') : null;
  if (!place) return null;
  const { left, bottom } = selection.getRangeAt(0).getBoundingClientRect();
  return { post: place.id.slice('p-'.length), text, left: Math.max(GAP, left), top: bottom + GAP };
}

/** Chromium tells of a shadow tree's selection by the root, others by the document. */
const selectionOf = (root: ShadowRoot) => (root as { getSelection?: () => Selection | null }).getSelection?.() ?? document.getSelection();

const textHolding = (node: Node | null) => (node instanceof Element ? node : node?.parentElement)?.closest('.post > .text') ?? null;
