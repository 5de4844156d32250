import type { ComponentChildren } from 'preact';
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';

type Props = { titleId: string; class?: string; onClose: () => void; children: ComponentChildren };

/** A modal dialog while it is mounted; the browser holds the focus in it, and gives it back after. */
export function Dialog({ titleId, class: name = '', onClose, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  // Open before any effect of what is in it: the browser focuses something of its own then, and what is in it knows better.
  const open = useCallback((dialog: HTMLDialogElement | null) => {
    ref.current = dialog ?? ref.current;
    dialog?.showModal();
  }, []);
  // Before the next key, which is no longer meant for the dialog.
  useLayoutEffect(() => () => ref.current?.close(), []);
  const cancelled = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  return (
    <dialog ref={open} onCancel={cancelled} class={`sheet ${name}`} aria-labelledby={titleId}>
      {children}
    </dialog>
  );
}
