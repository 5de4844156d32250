import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Command } from './keys.ts';
import { keyReader } from './keys.ts';
import { usePreferences } from './preferences.tsx';

type Handlers = Partial<Record<Command, () => void>>;

/** Runs the handler of the pressed command, except under an open dialog, which has keys of its own. */
export function useKeys(handlers: Handlers) {
  const { single } = usePreferences();
  const latest = useRef({ handlers, single });
  latest.current = { handlers, single };
  useLayoutEffect(() => {
    const read = keyReader();
    const pressed = (event: KeyboardEvent) => {
      if (document.querySelector('dialog[open]')) return;
      if (event.key === 'Escape' && document.querySelector(':popover-open')) return; // it closes the menu, and nothing else
      const command = read(pressOf(event), latest.current, event.timeStamp);
      const act = command && latest.current.handlers[command];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, []);
}

function pressOf(event: KeyboardEvent) {
  const { key, code, altKey, ctrlKey, metaKey, shiftKey, repeat } = event;
  return {
    key,
    code,
    altKey,
    ctrlKey,
    metaKey,
    shiftKey,
    repeat,
    altGraph: event.getModifierState('AltGraph'),
    typing: isTyping(event.target),
  };
}

function isTyping(target: EventTarget | null) {
  return target instanceof Element && target.matches('input:not([type=checkbox], [type=radio]), textarea, select');
}
