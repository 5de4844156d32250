// Whom one calls while writing: after an @, a list that the keyboard walks (the combobox of the ARIA Authoring Practices,
// on a textarea, which keeps its own role).
import type { HandlesWire, HandleWire } from '#server/mentions/wire.ts';
import { nameOf } from './composing.ts';
import { optionId, Suggestions, suggestionsId } from './thread/Suggestions.tsx';
import { fieldId } from './thread/Composer.tsx';
import type { ComposerKey } from './thread/view.ts';
import type { RarePen } from './writing.ts';

/** Milliseconds between the last letter and the question. */
const QUIET = 150;
/** What stands before the caret while somebody is called. */
const CALL = /(?:^|[^\p{L}\p{N}_.@/-])@([a-z0-9.-]{0,40})$/iu;

export function openCalling({ talk, t, where }: RarePen) {
  const { root, mount } = talk.frame;
  let asking: ReturnType<typeof setTimeout> | undefined;
  const field = (name: ComposerKey) => root.getElementById(fieldId(name)) as HTMLTextAreaElement;

  function look(target: EventTarget | null) {
    clearTimeout(asking);
    const name = nameOf(target);
    const at = where();
    const begun = name && begunIn(field(name));
    if (!name || begun === null || !at) return close();
    asking = setTimeout(() => void ask(name, begun, at), QUIET);
  }

  async function ask(name: ComposerKey, begun: string, at: Record<string, string>) {
    const { handles } = await talk.api.get<HandlesWire>('handles', { ...at, begun: begun.toLowerCase() }).catch(() => ({ handles: [] }));
    // Typed on meanwhile, another question is on its way.
    if (begunIn(field(name)) !== begun) return;
    if (handles.length === 0) return close();
    talk.look({ calling: { composer: name, handles, active: 0 }, said: t('callable', { n: handles.length }) });
    describe(name);
  }

  function close() {
    const { calling } = talk.view;
    if (!calling) return;
    talk.look({ calling: null });
    for (const attribute of DESCRIBED) root.getElementById(fieldId(calling.composer))?.removeAttribute(attribute);
  }

  function describe(name: ComposerKey) {
    const { active } = talk.view.calling!;
    const values = ['list', 'listbox', suggestionsId(name), optionId(name, active)];
    for (const [i, attribute] of DESCRIBED.entries()) field(name).setAttribute(attribute, values[i]!);
  }

  function choose({ handle }: Pick<HandleWire, 'handle'>) {
    const { composer } = talk.view.calling!;
    const area = field(composer);
    const end = area.selectionStart;
    const start = end - (begunIn(area) ?? '').length;
    close();
    area.focus();
    area.setSelectionRange(start, end);
    // Typed rather than set, so that it can be undone.
    if (!document.execCommand('insertText', false, `${handle} `)) area.setRangeText(`${handle} `, start, end, 'end');
  }

  function press(event: KeyboardEvent) {
    const { calling } = talk.view;
    if (!calling || nameOf(event.target) !== calling.composer) return;
    const { handles, active, composer } = calling;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      talk.look({ calling: { ...calling, active: (active + step + handles.length) % handles.length } });
      describe(composer);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.ctrlKey && !event.metaKey && !event.shiftKey)
      choose(handles[active]!);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const { signal } = talk;
  mount.addEventListener('input', ({ target }) => look(target), { signal });
  mount.addEventListener('keydown', press, { signal, capture: true });
  mount.addEventListener('focusout', close, { signal });
  talk.set({ parts: { ...talk.parts, Suggestions } });
  // Whatever was typed before this part came.
  if (root.activeElement) look(root.activeElement);
  return { choose };
}

const DESCRIBED = ['aria-autocomplete', 'aria-haspopup', 'aria-controls', 'aria-activedescendant'] as const;

function begunIn(area: HTMLTextAreaElement | null): string | null {
  if (!area || area.selectionStart !== area.selectionEnd) return null;
  return CALL.exec(area.value.slice(Math.max(0, area.selectionStart - 60), area.selectionStart))?.[1] ?? null;
}
