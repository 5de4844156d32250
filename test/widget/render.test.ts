import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import type { ThreadPage } from '#server/threads/wire.ts';
import { draw as asHtml } from '#server/pages/draw.ts';
import { renderThread, type RenderOptions } from '#widget/thread/render.tsx';
import { DEEPEST } from '#widget/thread/tree.ts';
import { ada, gone, own, page, post, viewer } from './posts.ts';

const now = Date.parse('2026-11-22T12:00:00Z');
function draw(given: ThreadPage, options: { here?: string } = {}): Document {
  const html = asHtml(renderThread(given, { lang: 'fr', now, timeZone: 'UTC', ...options }));
  return new JSDOM(html).window.document;
}

/** Without its state, which differs whatever is drawn. */
const html = (given: ThreadPage, options: Partial<RenderOptions> = {}) =>
  asHtml(renderThread(given, { lang: 'fr', now, timeZone: 'UTC', ...options })).replace(/<script.*/s, '');

describe('a thread on the server', () => {
  test('is complete without JavaScript', () => {
    const document = draw(
      page([post('a', { replies: 1, branch: 1, html: '<p>Les <strong>bancs</strong></p>' }), post('b', { parent: 'a' })]),
    );

    expect(document.querySelector('h2')!.textContent).toBe('2 commentaires');
    expect(document.querySelector('#p-a .text')!.innerHTML).toBe('<p>Les <strong>bancs</strong></p>');
    expect(document.querySelector('#p-a > .branch .posts #p-b')).not.toBeNull();
  });

  test('can be written in without JavaScript: the form goes to our own page, with what it answers', () => {
    const document = draw(page([post('a')]));
    const form = document.querySelector('form')!;
    const reply = document.querySelector<HTMLButtonElement>('#p-a .acts button')!;

    expect(form.action).toBe('https://terrasse.example.org/write');
    expect([...new form.ownerDocument.defaultView!.FormData(form, reply)]).toEqual([
      ['site', 'courrier'],
      ['article', 'platanes'],
      ['body', ''],
      ['parent', 'a'],
    ]);
  });

  test('has an address for whatever a script would fetch', () => {
    const document = draw(page([post('a', { branch: 6 })], { next: 'cursor', thread: { count: 48 } }));
    const hrefs = [...document.querySelectorAll('a')].map((link) => link.getAttribute('href'));

    expect(hrefs).toContain('https://terrasse.example.org/t/thread?sort=oldest');
    expect(hrefs).toContain('https://terrasse.example.org/t/thread?sort=newest&cursor=cursor');
    expect(hrefs).toContain('https://terrasse.example.org/p/a');
    expect(hrefs).toContain('https://terrasse.example.org/p/a/report');
  });

  test('says honestly how much of it is there', () => {
    const text = draw(page([post('a', { branch: 6, replies: 6 }), post('b', { parent: 'a' })], { next: 'cursor', thread: { count: 48 } }))
      .body.textContent;

    expect(text).toContain('2 sur 48');
    expect(text).toContain('5 réponses de plus');
  });

  test('carries its state in a form that no post can break out of', () => {
    const breaking = post('a', { html: '<p>&lt;/script&gt;</p>', author: { ...ada, name: '</script><script>alert(1)</script>' } });
    const html = asHtml(renderThread(page([breaking]), { lang: 'fr', now, timeZone: 'UTC' }));
    const document = new JSDOM(html).window.document;

    expect(document.querySelectorAll('script')).toHaveLength(1);
    const state = JSON.parse(document.querySelector('script')!.textContent) as { page: ThreadPage };
    expect(state.page.posts[0]!.author!.name).toBe('</script><script>alert(1)</script>');
  });

  test('escapes names and titles', () => {
    const document = draw(page([post('a', { author: { ...ada, name: '<img src=x onerror=alert(1)>', title: '<b>x</b>' } })]));

    expect(document.querySelectorAll('img, .meta b')).toHaveLength(0);
    expect(document.querySelector('.name')!.textContent).toBe('<img src=x onerror=alert(1)>');
  });
});

describe('a post', () => {
  const one = post('a', { minutes: 110, reactions: { merci: 2 } });
  const on = (thread: Partial<ThreadPage['thread']>) => page([one], { thread });
  test.each<[string, ThreadPage, Partial<RenderOptions>, string]>([
    ['its text', page([{ ...one, html: '<p>Autre</p>' }]), {}, '<p>Autre</p>'],
    ['its reactions', page([{ ...one, reactions: { merci: 3 } }]), {}, '<data value="3">'],
    ['whoever wrote it', page([{ ...one, author: ada }]), {}, 'Ada Lovelace'],
    ['being taken down', page([gone(one)]), {}, 'class="gone"'],
    ['time', page([one]), { now: now + 5 * 60_000 }, 'il y a 15\u00a0min'],
    ['the language', page([one]), { lang: 'en' }, '10 min ago'],
    ['the site’s clock', page([one]), { timeZone: 'Asia/Tokyo' }, '20'],
    ['its thread that closes', on({ writing: { state: 'closed', since: null } }), {}, ''],
    ['what the site has readers say', { ...page([one]), site: { ...page([]).site, reactions: [] } }, {}, ''],
  ])('drawn before is drawn anew for %s, and the same after', (_, changed, options, expected) => {
    const before = html(page([one]));
    const after = html(changed, options);

    expect(after).not.toBe(before);
    expect(after).toContain(expected);
    expect([html(page([one])), html(changed, options)]).toEqual([before, after]);
  });

  test('of an idea, drawn while it was open, asks for no vote once it is settled', () => {
    const drawn = (state: 'open' | 'declined') =>
      html(page([post('idee', { votes: 4 })], { thread: { kind: 'idea', idea: { state, votes: 4 } } }));

    expect([drawn('open'), drawn('declined')].map((one) => one.includes('Soutenir'))).toEqual([true, false]);
  });

  test('has one sign beside its author’s name: who speaks, or what the publisher calls them', () => {
    const badges = ['Club des lecteurs', '<b>Fondatrice</b>'];
    const authors = [{ ...ada, badges }, { ...ada, badge: 'subscriber' as const, badges }, { ...ada, badge: 'moderator' as const }, ada];
    const document = draw(page(authors.map((author, n) => post(`p${n}`, { author }))));

    expect(authors.map((_, n) => document.querySelector(`#p-p${n} .badge`)?.textContent)).toEqual([
      'Club des lecteurs, <b>Fondatrice</b>',
      'Abonné·e, Club des lecteurs, <b>Fondatrice</b>',
      'Modération',
      undefined,
    ]);
  });

  test('removed says so, and by which rule', () => {
    const rule = { number: 4, title: 'x', url: 'y' };
    const document = draw(page([{ ...gone(post('a', { replies: 1 })), rule }, gone(post('b'), 'deleted')]));

    expect(document.querySelector('#p-a .gone')!.textContent).toBe('Message retiré par la modération (règle 4). Les réponses restent.');
    expect(document.querySelector('#p-b .gone')!.textContent.trim()).toBe('Message supprimé par la personne qui l’a écrit.');
  });

  test('refused gives its author the rule, the words and the decision, in place', () => {
    const statement = {
      id: 's',
      at: '2026-11-22T11:00:00Z',
      url: 'https://terrasse.example.org/statements/s',
      kind: 'removal' as const,
      until: null,
      law: null,
      rule: { number: 4, title: 'On discute les idées', url: 'x' },
      note: 'Reformulez.',
      passages: ['complètement idiot'],
      automatedDetection: false,
    };
    const refused = post('r', { state: 'rejected', author: ada, own: own({ statement }) });
    const note = draw(page([post('a')], { viewer: viewer({ posts: [refused] }) })).querySelector('#p-r .note')!;

    expect(note.textContent).toContain('règle 4');
    expect(note.querySelector('mark')!.textContent).toContain('complètement idiot');
    expect(note.textContent).toContain('Reformulez.');
    expect(note.querySelector('a')!.getAttribute('href')).toBe(statement.url);
  });

  test('held tells its author why', () => {
    const held = post('h', { state: 'held', author: ada, own: own({ heldFor: ['links'] }) });
    const document = draw(page([], { viewer: viewer({ posts: [held] }) }));

    expect(document.querySelector('#p-h .note')!.textContent).toContain('Il contient plusieurs liens');
  });

  test('that an address names is marked, and the fold that holds it open', () => {
    const chain = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, depth, ids) =>
      post(id, { root: 'a', parent: ids[depth - 1] ?? null, depth, rank: depth, replies: depth < 5 ? 1 : 0, branch: depth === 0 ? 5 : 0 }),
    );

    expect(draw(page(chain)).querySelector('#p-f')!.closest('details')!.open).toBe(false);
    const document = draw(page(chain), { here: 'f' });
    expect(document.querySelector('#p-f')!.className).toBe('here');
    expect(document.querySelector('#p-f')!.closest('details')!.open).toBe(true);
  });
});

test('however deep it goes, the page does not: replies stand level, each saying whom it answers', () => {
  const ids = Array.from({ length: 300 }, (_, n) => `d${n}`);
  const chain = ids.map((id, depth) => post(id, { root: 'd0', parent: ids[depth - 1] ?? null, depth, rank: depth, author: ada }));

  const document = draw(page(chain));

  const deepest = [...document.querySelectorAll('.posts .posts')].map((list) => {
    let depth = 0;
    for (let at: Element | null = list; at; at = at.parentElement!.closest('.posts')) depth++;
    return depth;
  });
  expect(Math.max(...deepest)).toBe(DEEPEST + 2);
  expect(document.querySelectorAll('.post')).toHaveLength(300);
  expect(document.querySelector('#p-d299 .byline')!.textContent).toContain('à Ada');
});

describe('who may write', () => {
  test('a closed thread says since when, and offers no form', () => {
    const document = draw(page([post('a')], { thread: { writing: { state: 'closed', since: '2026-11-14T10:00:00Z' } } }));

    expect(document.querySelector('form.composer')).toBeNull();
    expect(document.querySelector('.note')!.textContent).toContain('fermés depuis le 14 novembre');
    expect(document.querySelector('#p-a .acts .say')).toBeNull();
  });

  test('a subscribers’ thread says so to whoever is not one', () => {
    const document = draw(page([], { viewer: viewer({ canPost: false, refusal: 'subscribers_only' }) }));

    expect(document.querySelector('.note')!.textContent).toContain('réservés aux abonnés');
  });

  test('a thread read before publication announces it', () => {
    expect(draw(page([], { thread: { moderation: 'before' } })).querySelector('#help')!.textContent).toContain('relu avant de paraître');
  });

  test('an empty one invites', () => {
    expect(draw(page([])).querySelector('.centre')!.textContent).toContain('Personne n’a encore écrit ici');
  });
});

describe('reactions', () => {
  test('a figure is shown where there is one; one’s own post shows what others said, and asks nothing', () => {
    const counts = { reactions: { merci: 0 }, reacted: [] };
    const document = draw(page([post('a', counts), post('b', { reactions: { merci: 3 }, own: own() })]));

    expect(document.querySelector('#p-a .reactions')!.textContent.trim()).toBe('Merci');
    expect(document.querySelector('#p-b .reactions')).toBeNull();
    expect(document.querySelector('#p-b .still')!.textContent).toBe('Merci 3');
  });
});
