import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

type Props = { titleId: string; class?: string; onClose: () => void; children: ComponentChildren };

/** A modal dialog while it is mounted; the browser holds the focus in it, and gives it back after. */
export function Dialog({ titleId, class: name = '', onClose, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current!;
    dialog.showModal();
    dialog.addEventListener('close', onClose);
    return () => {
      // It fires late: by then another dialog may be open, and would be closed in its stead.
      dialog.removeEventListener('close', onClose);
      dialog.close();
    };
  }, []);
  return (
    <dialog ref={ref} class={`sheet ${name}`} aria-labelledby={titleId}>
      {children}
    </dialog>
  );
}
