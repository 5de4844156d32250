import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

type Props = { titleId: string; class?: string; onClose: () => void; children: ComponentChildren };

/** A modal dialog while it is mounted; the browser holds the focus in it, and gives it back after. */
export function Dialog({ titleId, class: name = '', onClose, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  // Before the next key, which is meant for the dialog, or no longer for it.
  useLayoutEffect(() => {
    const dialog = ref.current!;
    dialog.showModal();
    return () => dialog.close();
  }, []);
  const cancelled = (event: Event) => {
    event.preventDefault();
    onClose();
  };
  return (
    <dialog ref={ref} onCancel={cancelled} class={`sheet ${name}`} aria-labelledby={titleId}>
      {children}
    </dialog>
  );
}
