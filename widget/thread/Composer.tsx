import type { ThreadState } from '../store.ts';
import { instead, type Scene } from './scene.ts';
import { restingComposer, type ComposerKey } from './view.ts';

/** A colon would need escaping in a selector. */
export const fieldId = (name: ComposerKey) => `text-${name.replace(':', '-')}`;

/** A form that works as it stands; what helps to write joins it at the first touch, around the same textarea. */
export function Composer({ scene, name, label }: { scene: Scene; name: ComposerKey; label: string }) {
  const { state, context, on, parts, view } = scene;
  const composer = view.composers[name] ?? restingComposer;
  const id = fieldId(name);
  const over = composer.over > 0;
  const { idle, label: words } = parts.submitState?.(scene, name, composer) ?? { idle: false, label: context.t('publish') };
  return (
    <form
      class="composer"
      part="composer"
      id={`form-${id}`}
      method="post"
      action={`${context.home}/write`}
      target="_top"
      aria-label={label}
      onSubmit={instead(on && (() => on.submit(name)))}
      onFocusIn={on?.wake}
    >
      {Object.entries(fieldsOf(state)).map(([key, value]) => (
        <input type="hidden" key={key} name={key} value={value!} />
      ))}
      {parts.ComposerHead && <parts.ComposerHead scene={scene} name={name} composer={composer} />}
      <label class="sr" for={id}>
        {label}
      </label>
      <textarea
        id={id}
        part="field"
        name="body"
        rows={2}
        placeholder={name === 'new' && !state.thread.asks ? context.t('placeholder') : label}
        aria-invalid={over || undefined}
        aria-describedby={over ? `over-${id}` : 'help'}
      />
      <div class="foot">
        {parts.ComposerFoot && <parts.ComposerFoot scene={scene} name={name} composer={composer} />}
        <button class={idle ? 'btn' : 'btn main'} part="submit" aria-disabled={idle || undefined}>
          {words}
        </button>
      </div>
    </form>
  );
}

const fieldsOf = ({ site, thread: { article, id } }: ThreadState) => (article ? { site: site.key, article: article.id } : { thread: id });
