import { JSDOM } from 'jsdom';
import type { ComponentChild, VNode } from 'preact';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Conversation } from '#widget/conversation.ts';
import { build, h } from '#widget/drawing.ts';
import { redrawInPlace } from '#widget/redrawing.ts';

const { window } = new JSDOM('<div id="mount"></div>');
const mount = window.document.querySelector<HTMLElement>('#mount')!;

beforeAll(() => {
  vi.stubGlobal('document', window.document);
  vi.stubGlobal('Text', window.Text);
});
afterAll(() => void vi.unstubAllGlobals());
beforeEach(() => mount.replaceChildren());

/** What redraws, over what stands in the page; `first`: what that was drawn by. */
function opened(first: VNode | null = null, { turns = [] as (() => void)[] } = {}) {
  const handedOver = new window.AbortController();
  if (first) mount.replaceChildren(...build(first, handedOver.signal, turns));
  const talk = {
    frame: { mount, rendered: null },
    turns,
    handedOver,
    signal: new window.AbortController().signal,
    settle: () => turns.splice(0).forEach((turn) => turn()),
    takeTurns: async () => {},
    drawing: () => first,
    paint: () => {},
  } as unknown as Conversation;
  redrawInPlace(talk);
  return talk;
}
const li = (key: string, ...more: ComponentChild[]) => h('li', { key, id: key }, ...more);
const list = (...keys: string[]) =>
  h(
    'ol',
    null,
    keys.map((key) => li(key)),
  );
const ids = () => [...mount.querySelectorAll('li')].map(({ id }) => id).join(' ');

describe('what redraws', () => {
  test('leaves every node that is still there, in whatever order it is now', () => {
    const { paint } = opened();
    paint(list('a', 'b', 'c', 'd'));
    const nodes = new Map([...mount.querySelectorAll('li')].map((node) => [node.id, node]));

    for (const order of ['d c b a', 'b d', 'a b c d', 'c a e', 'e c', ''].map((keys) => keys.split(' ').filter(Boolean))) {
      paint(list(...order));

      expect(ids()).toBe(order.join(' '));
      for (const node of mount.querySelectorAll('li'))
        if (nodes.has(node.id) && 'bd'.includes(node.id)) expect(node.parentNode).toBe(mount.firstChild);
    }
    paint(list('x', 'a', 'y'));
    const [, a] = mount.querySelectorAll('li');
    paint(list('a', 'y', 'x'));

    expect(mount.querySelector('li')).toBe(a);
  });

  test('touches no attribute that says what it said, and takes off what is said no more', () => {
    const { paint } = opened();
    const fold = (open: boolean, title?: string) => h('details', { open, title, 'aria-busy': false }, h('summary', null, 'Plus'));
    paint(fold(true, 'un'));
    const details = mount.querySelector('details')!;
    details.open = false;

    paint(fold(true, 'deux'));
    const folded = { open: details.open, title: details.title };
    paint(fold(true));

    expect(folded).toEqual({ open: false, title: 'deux' });
    expect(mount.innerHTML).toBe('<details aria-busy="false"><summary>Plus</summary></details>');
  });

  test('keeps what is typed while what stands around it comes and goes', () => {
    const { paint } = opened();
    const form = (...around: ComponentChild[]) => h('form', null, ...around, h('textarea', { name: 'source' }));
    paint(form(null, 'texte', false));
    const field = mount.querySelector('textarea')!;
    field.value = 'Tapé';

    paint(form(h('p', null, 'avant'), 'autre', h('p', null, 'après')));
    paint(form(null, null, h('p', null, 'après')));

    expect(mount.querySelector('textarea')).toBe(field);
    expect(mount.innerHTML).toBe('<form><p>après</p><textarea name="source"></textarea></form>');
  });

  test('a component that is another draws anew; the same goes on, wherever its name puts it', () => {
    const { paint } = opened();
    const Writing = () => h('textarea', null);
    const Shut = () => h('textarea', null);
    const page = (last: boolean, One: () => VNode) => {
      const one = h(One, { key: 'writing' });
      return h('section', null, last || one, h('p', null, 'fil'), last && one);
    };
    paint(page(false, Writing));
    const field = mount.querySelector('textarea')!;

    paint(page(true, Writing));
    const moved = mount.querySelector('p + textarea');
    paint(page(true, Shut));

    expect(moved).toBe(field);
    expect(mount.querySelector('textarea')).not.toBe(field);
  });

  test('hears by what it was drawn by last, once', () => {
    const heard: string[] = [];
    const { paint } = opened();
    const button = (name: string | null) => h('button', { onClick: name === null ? undefined : () => heard.push(name) });
    const press = () => mount.querySelector('button')!.click();
    paint(button('un'));
    press();
    paint(button('deux'));
    press();
    paint(button(null));
    press();
    paint(button('trois'));
    press();

    expect(heard).toEqual(['un', 'deux', 'trois']);
  });

  test('makes what was drawn first its own: its nodes, what was done to them, and what listens', () => {
    const heard: string[] = [];
    const first = h(
      'form',
      null,
      h('b', { onClick: () => heard.push('b') }, 'un', ' ', 2),
      h('textarea', null),
      h('svg', null, h('path', { d: 'M0' })),
    );
    const before = build(first, new window.AbortController().signal)[0] as Element;
    mount.replaceChildren(before);
    const nodes = [...before.querySelectorAll('*')];
    const talk = opened();
    talk.paint(first);
    mount.querySelector('b')!.click();

    expect([...mount.querySelectorAll('form *')]).toEqual(nodes);
    expect(heard).toContain('b');
    talk.paint(h('form', null, h('b', null, 'un', ' ', 3)));
    expect(mount.innerHTML).toBe('<form><b>un 3</b></form>');
  });

  test('what the page held besides goes', () => {
    mount.innerHTML = '<p>un<em>de trop</em></p><p>aussi</p>';
    const talk = opened();

    talk.paint(h('p', null, 'un'));

    expect(mount.innerHTML).toBe('<p>un</p>');
  });

  test('a branch that waits for its turn is moved, and then drawn by what it is by now', () => {
    const turns: (() => void)[] = [];
    const Branch = ({ name, text }: { name: string; text: string }) => h('li', { id: name }, text);
    const page = (text: string, ...names: string[]) =>
      h(
        'ol',
        { class: 'posts top' },
        names.map((name) => h(Branch, { key: name, name, text })),
      );
    const talk = opened(page('un', 'a', 'b', 'c'), { turns });
    const nodes = [...mount.querySelectorAll('li')];

    talk.paint(page('deux', 'c', 'a'));
    const waiting = [ids(), mount.textContent];
    talk.settle();

    expect(waiting).toEqual(['c a', 'unun']);
    expect(mount.textContent).toBe('deuxdeux');
    expect([...mount.querySelectorAll('li')]).toEqual([nodes[2], nodes[0]]);
  });

  test('is given the very same drawing: nothing below it is looked at', () => {
    const drawn = vi.fn<() => VNode>(() => h('p', null, 'un'));
    const kept = h(drawn, { key: 'kept' });
    const { paint } = opened();

    paint(h('div', null, [kept]));
    paint(h('div', null, [li('a'), kept]));

    expect(drawn).toHaveBeenCalledTimes(1);
    expect(mount.innerHTML).toBe('<div><li id="a"></li><p>un</p></div>');
  });

  test('what wants the focus is given its node once it stands in the page', () => {
    const stood: boolean[] = [];
    const { paint } = opened();

    paint(h('dialog', { ref: (node: Element) => stood.push(node.isConnected) }));
    paint(h('dialog', { ref: (node: Element) => stood.push(node.isConnected) }));

    expect(stood).toEqual([true]);
  });
});
