import { rareWords } from './context.ts';
import type { Scene } from './scene.ts';
import type { ComposerKey } from './view.ts';

export const suggestionsId = (name: ComposerKey) => `calls-${name.replace(':', '-')}`;
export const optionId = (name: ComposerKey, i: number) => `${suggestionsId(name)}-${i}`;

/** Whom one may call, under the text. The focus stays in it: the field names which is chosen. */
export function Suggestions({ scene: { view, context, on }, name }: { scene: Scene; name: ComposerKey }) {
  const { calling } = view;
  if (calling?.composer !== name) return null;
  return (
    <div class="pop calls" role="listbox" id={suggestionsId(name)} aria-label={rareWords(context)('calls')}>
      {calling.handles.map((one, i) => (
        <div
          key={one.handle}
          class="act"
          role="option"
          id={optionId(name, i)}
          aria-selected={i === calling.active}
          // The field keeps the focus.
          onPointerDown={(event) => {
            event.preventDefault();
            on?.call(one.handle);
          }}
        >
          {one.name} <span class="meta">@{one.handle}</span>
        </div>
      ))}
    </div>
  );
}
