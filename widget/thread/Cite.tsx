import { allWords } from './context.ts';
import { Icon } from './Icon.tsx';
import { quote } from './more-icons.ts';
import { canReply, type Scene } from './scene.ts';

/** Beside what is selected, for the pointer; the keyboard finds the same in the post's menu. */
export function Cite({ scene }: { scene: Scene }) {
  const { view, state, context, on } = scene;
  const { picked } = view;
  if (!picked || !canReply(scene) || state.posts[picked.post]?.state !== 'published') return null;
  return (
    <button
      type="button"
      class="btn cite"
      tabIndex={-1}
      style={{ insetInlineStart: `${picked.left}px`, insetBlockStart: `${picked.top}px` }}
      // The selection it is about would go with the focus.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => on?.quote(picked.post, picked.text)}
    >
      <Icon d={quote} />
      {allWords(context)('cite')}
    </button>
  );
}
