import { JSDOM } from 'jsdom';
import type { VNode } from 'preact';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { draw as asHtml } from '#server/pages/draw.ts';
import fr from '#widget/i18n/fr.json' with { type: 'json' };
import type { ThreadPage } from '#server/threads/wire.ts';
import { build, h } from '#widget/drawing.ts';
import { openState } from '#widget/store.ts';
import { translator } from '#widget/thread/context.ts';
import { Thread } from '#widget/thread/Thread.tsx';
import { restingView, type Actions } from '#widget/thread/view.ts';
import { ada, gone, page, post } from './posts.ts';

const { window } = new JSDOM('<div id="mount"></div>');
const mount = window.document.querySelector('#mount')!;

beforeAll(() => void vi.stubGlobal('document', window.document));
afterAll(() => void vi.unstubAllGlobals());

const context = {
  t: translator(fr, 'fr'),
  lang: 'fr' as const,
  now: Date.parse('2026-11-22T12:00:00Z'),
  timeZone: 'UTC',
  home: 'https://t.example.org',
};
const sceneOf = (given: ThreadPage, on: Actions | null = null) => ({
  state: openState(given),
  view: { ...restingView, here: 'b' },
  context,
  on,
  parts: {},
});

/** With every branch in its place. */
function drawn(vnode: VNode, signal: AbortSignal = new window.AbortController().signal): string {
  for (const turn of begun(vnode, signal)) turn();
  return mount.innerHTML.replace(' style=""', '');
}
/** What is drawn at once stands; the rest is returned. */
function begun(vnode: VNode, signal: AbortSignal = new window.AbortController().signal) {
  const turns: (() => void)[] = [];
  mount.replaceChildren(...build(vnode, signal, turns));
  return turns;
}
/** Parsed and written again, so that both are spelled alike. */
function parsed(html: string): string {
  mount.innerHTML = html;
  return mount.innerHTML;
}

describe('the first drawing of a page', () => {
  test.each<[string, ThreadPage]>([
    [
      'a thread with branches, badges, a removed post and more of it',
      page(
        [
          post('a', {
            replies: 2,
            branch: 6,
            author: { ...ada, badge: 'newsroom', title: 'Journaliste', photo: '/p.webp' },
            featured: true,
            editedAt: '2026-11-22T11:00:00Z',
          }),
          post('b', { parent: 'a', html: '<p>« <strong>Oui</strong> » &amp; non</p>' }),
          gone(post('c', { replies: 1, branch: 1 })),
          post('d', { parent: 'c', author: { ...ada, badges: ['Ancienne', 'Élue'] } }),
        ],
        { next: 'cursor', thread: { count: 48, label: 'Avec Lumen', topics: [{ title: 'Ailleurs', url: 'https://t.example.org/t/x' }] } },
      ),
    ],
    ['one that nobody wrote in', page([])],
    ['one that is closed', page([post('a')], { thread: { writing: { state: 'closed', since: null } } })],
  ])('is what the server draws: %s', (_, given) => {
    const vnode = h(Thread, { scene: sceneOf(given) });

    const here = drawn(vnode);

    expect(here).toContain('class="thread"');
    expect(here).toBe(parsed(asHtml(vnode)));
  });

  test('puts a branch a turn into its place, and keeps room for those to come', () => {
    const posts = [post('a', { replies: 1, branch: 1 }), post('b', { parent: 'a' }), post('c'), post('d')];
    const list = () => mount.querySelector<HTMLElement>('.top')!;
    const seen = () => [...mount.querySelectorAll('li')].map(({ id }) => id).join(' ');

    const turns = begun(h(Thread, { scene: sceneOf(page(posts)) }));
    const room = list().style.minBlockSize;
    const inTurn = turns.map((turn) => (turn(), seen()));

    expect(mount.querySelector('h2')!.textContent).toBe('4 commentaires');
    expect(room).toBe('120em');
    expect(inTurn).toEqual(['p-a p-b', 'p-a p-b p-c', 'p-a p-b p-c p-d', 'p-a p-b p-c p-d']);
    expect(list().style.minBlockSize).toBe('');
  });

  test('gives each text a node of its own, as what takes it over does', () => {
    drawn(h('p', null, 'un', ' ', 2, null, false));

    expect([...mount.firstChild!.childNodes].map(({ textContent }) => textContent)).toEqual(['un', ' ', '2']);
  });

  test('heeds a press until it is handed over, and then leaves it to what took it over', () => {
    const sort = vi.fn<Actions['sort']>();
    const handedOver = new window.AbortController();
    const press = () => mount.querySelector<HTMLElement>('.tabs a:nth-child(2)')!.click();
    drawn(h(Thread, { scene: sceneOf(page([post('a'), post('b')]), { sort } as unknown as Actions) }), handedOver.signal);

    press();
    handedOver.abort();
    press();

    expect(sort.mock.calls).toEqual([['oldest']]);
  });
});
