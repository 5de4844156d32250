import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ApiError } from '../../api.ts';
import { Dialog } from '../../Dialog.tsx';
import { Failure } from '../../Failure.tsx';
import { useWords } from '../../words.tsx';
import { groundFacts } from '../grounds/grounds.ts';
import type { Macro } from './canned.ts';

type Props = {
  title: string;
  /** null while they are read. */
  macros: Macro[] | null;
  sending: boolean;
  failure?: ApiError | null;
  /** What is said above of what it is done to. */
  about?: ComponentChildren;
  preview: (macro: Macro) => ComponentChildren;
  onConfirm: (macro: Macro) => void;
  onClose: () => void;
};

const DIGITS = 9;

/** A decision with its rule and its words, chosen by its digit, seen as it will be read, confirmed by Enter. */
export function MacroDialog({ title, macros, sending, failure, about, preview, onConfirm, onClose }: Props) {
  const { t } = useWords();
  const [chosen, choose] = useState(0);
  const list = useRef<HTMLFieldSetElement>(null);
  const macro = macros?.[chosen];
  useLayoutEffect(() => list.current?.querySelectorAll('input')[chosen]?.focus(), [macros === null, chosen]);
  const pressed = (event: KeyboardEvent) => {
    const i = Number(event.key) - 1;
    if (!macros?.[i] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    choose(i);
  };
  return (
    <Dialog titleId="macro-title" class="rules" onClose={onClose}>
      <form
        noValidate
        onKeyDown={pressed}
        onSubmit={(event) => {
          event.preventDefault();
          if (macro && !sending) onConfirm(macro);
        }}
      >
        <h2 id="macro-title">{title}</h2>
        {failure && <Failure error={failure} />}
        {about}
        {macros?.length === 0 && <p class="soft">{t('macro.none')}</p>}
        {macros && macros.length > 0 && (
          <fieldset class="rulelist" ref={list}>
            <legend class="vh">{t('macro.list')}</legend>
            {macros.map((each, i) => (
              <label key={i}>
                <input type="radio" name="macro" checked={i === chosen} onChange={() => choose(i)} />
                <kbd aria-hidden="true">{i < DIGITS ? i + 1 : '·'}</kbd>
                <span>{each.title}</span>
                <span class="tag">{t(`rules.confirm.${each.choice.verdict}`, groundFacts(String(each.choice.rule)))}</span>
              </label>
            ))}
          </fieldset>
        )}
        {macro && preview(macro)}
        <div class="bar">
          {macro && (
            <button class="btn" data-primary type="submit" aria-disabled={sending}>
              {t(`rules.confirm.${macro.choice.verdict}`, groundFacts(String(macro.choice.rule)))} <kbd aria-hidden="true">↵</kbd>
            </button>
          )}
          <button class="btn" data-quiet type="button" onClick={onClose}>
            {t('work.cancel')} <kbd aria-hidden="true">Esc</kbd>
          </button>
        </div>
      </form>
    </Dialog>
  );
}
