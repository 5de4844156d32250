import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ApiError } from './api.ts';
import { errorOf } from './settings/form.ts';
import { asApiError } from './use-load.ts';

/**
 * What every form does: sends once at a time, keeps what was refused with the words beside their fields, and knows that it
 * was done. `form` goes onto the `<form>`; nothing is sent that is not `ready`.
 */
export function useSubmit(send: () => Promise<unknown>, ready = true) {
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const submit = async () => {
    if (busy || !ready) return;
    setBusy(true);
    setDone(false);
    try {
      await send();
      setError(null);
      setDone(true);
    } catch (failure) {
      setError(asApiError(failure));
    } finally {
      setBusy(false);
    }
  };
  const onSubmit = (event: Event) => {
    event.preventDefault();
    void submit();
  };
  return {
    error,
    busy,
    done,
    submit,
    /** What was refused is settled otherwise. */
    forget: () => setError(null),
    form: { noValidate: true, onSubmit },
    errorIn: (field: string) => errorOf(error?.facts.fields ?? {}, field),
  };
}

/** A form of what is kept already: Ctrl S saves it too, nothing is sent unchanged, and what is not saved is not lost by accident. */
export function useSave(changed: boolean, save: () => Promise<unknown>) {
  const { done, ...submitting } = useSubmit(save, changed);
  useLeaveGuard(changed);
  useSaveKey(() => void submitting.submit());
  return { ...submitting, done: done && !changed };
}

/** Ctrl S saves, as everywhere. */
export function useSaveKey(save: () => void) {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

/** The browser asks before a page with something unsaved is closed. */
export function useLeaveGuard(unsaved: boolean) {
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [unsaved]);
}

/** Gives the focus to an element once it is drawn: what had it may be gone, or moved. */
export function useFocusNext(): (id: string) => void {
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (wanted.current) document.getElementById(wanted.current)?.focus();
    wanted.current = null;
  });
  return (id) => void (wanted.current = id);
}
