import type { Conversation } from './conversation.ts';

type PageEvents = { offline(): void; online(): void; address(): void };

/** What happens in the page around a thread: its network, its address, a click beside an open menu. */
export function watchPage({ frame: { mount }, signal }: Conversation, { offline, online, address }: PageEvents) {
  addEventListener('offline', offline, { signal });
  addEventListener('online', online, { signal });
  addEventListener('hashchange', address, { signal });
  // Before what was clicked acts: the focus is at the menu's button by then, to come back to.
  document.addEventListener('click', (event) => closeMenus(mount, openedBy(event)), { signal, capture: true });
  mount.addEventListener('keydown', heard, { signal });
  mount.addEventListener('focusout', ({ relatedTarget: to }) => to instanceof Element && closeMenus(mount, to.closest('.menu')), {
    signal,
  });
  // A date is its post's permalink. In this page, the page's own address will do.
  mount.addEventListener(
    'click',
    (event) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>('.byline a');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const hash = `#p-${link.pathname.split('/').at(-1)}`;
      if (location.hash === hash) address();
      else location.hash = hash;
    },
    { signal },
  );
}

/** The menu whose own button this is; a click on what it offers closes it. */
function openedBy(event: Event): Element | null {
  const [target] = event.composedPath();
  return target instanceof Element && !target.closest('.pop') ? target.closest('.menu') : null;
}

function closeMenus(mount: HTMLElement, but: Element | null) {
  for (const menu of mount.querySelectorAll<HTMLDetailsElement>('.menu[open]')) if (menu !== but) close(menu);
}

function heard(event: KeyboardEvent) {
  if (event.key === 'Escape') leaveMenu(event);
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
    (event.target as Element).closest<HTMLFormElement>('.composer')?.requestSubmit();
}

function leaveMenu(event: KeyboardEvent) {
  const menu = (event.target as Element).closest<HTMLDetailsElement>('.menu[open]');
  if (menu) close(menu);
}

/** What it offered goes with it: the keyboard stays at its button. */
function close(menu: HTMLDetailsElement) {
  if (menu.querySelector('.pop :focus')) menu.querySelector('summary')!.focus();
  menu.open = false;
}
