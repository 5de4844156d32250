import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ApiError } from '../api.ts';
import { Failure } from '../Failure.tsx';
import { asApiError } from '../use-load.ts';
import { SureButton } from './SureButton.tsx';

type Words = { title: string; choose: string; hint: string; remove: string; sure: string };
type Props = {
  id: string;
  words: Words;
  /** What there is now. */
  picture: ComponentChildren;
  /** What the server calls it, in a refusal. */
  field: string;
  onChoose: (file: File) => Promise<unknown>;
  onRemove: () => Promise<unknown>;
};

/** Saved as soon as it is chosen. */
export function Picture({ id, words, picture, field, onChoose, onRemove }: Props) {
  const [error, setError] = useState<ApiError | null>(null);
  const fault = error?.facts.fields?.[field];
  const attempt = (work: Promise<unknown>) =>
    work.then(
      () => setError(null),
      (failure) => setError(asApiError(failure)),
    );
  return (
    <section class="stack" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{words.title}</h3>
      {error && !fault && <Failure error={error} />}
      {picture}
      <div class="field">
        <label for={id}>{words.choose}</label>
        <input
          type="file"
          id={id}
          accept="image/png,image/jpeg,image/gif,image/webp"
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void attempt(onChoose(file));
          }}
        />
        {fault && (
          <span class="err" role="alert">
            {fault}
          </span>
        )}
        <span class="hint" id={`${id}-hint`}>
          {words.hint}
        </span>
      </div>
      {picture && (
        <p>
          <SureButton label={words.remove} sure={words.sure} named={(act) => act} onPress={() => void attempt(onRemove())} />
        </p>
      )}
    </section>
  );
}
