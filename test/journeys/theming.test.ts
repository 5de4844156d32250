// What docs/theming.md says is what happens: its table and its presets are read from it, and tried.
import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectClean } from '../support/eyes.ts';
import { fillThread } from '../support/thread.ts';
import { article, embed, openTown, type Town } from '../support/town.ts';
import { openBrowser } from '../support/visit.ts';

const text = readFileSync('docs/theming.md', 'utf8');
const named = [...text.matchAll(/^\| `(--terrasse-[\w-]+)` \| (?:`([^`]+)`|[^|]+) \|/gm)].map(([, name, first]) => ({
  name: name!,
  first,
}));
const parts = [...text.matchAll(/^\| `([a-z]+)` \| /gm)].map(([, name]) => name!);
const presets = [...text.matchAll(/^([^\n]+):\n\n```css\n([\s\S]+?)```$/gm)].map(([, name, css]) => ({ name: name!, css: css! }));

/** Where each is seen, and by what: in a page whose own says something else. */
const SEEN: Record<string, { at: string; property: string; given: string; becomes: string }> = {
  '--terrasse-accent': { at: 'button.main', property: 'background-color', given: 'rgb(1, 2, 3)', becomes: 'rgb(1, 2, 3)' },
  '--terrasse-ink': { at: '.name', property: 'color', given: 'rgb(1, 2, 3)', becomes: 'rgb(1, 2, 3)' },
  '--terrasse-paper': { at: '.composer', property: 'background-color', given: 'rgb(1, 2, 3)', becomes: 'rgb(1, 2, 3)' },
  '--terrasse-font': { at: 'article.post', property: 'font-family', given: 'monospace', becomes: 'monospace' },
  '--terrasse-font-display': { at: 'h2', property: 'font-family', given: 'monospace', becomes: 'monospace' },
  '--terrasse-radius': { at: 'button.main', property: 'border-top-left-radius', given: '3px', becomes: '3px' },
  '--terrasse-size': { at: 'article.post p', property: 'font-size', given: '31px', becomes: '31px' },
};

let town: Town;
let browser: Browser;
beforeAll(async () => {
  town = await openTown();
  browser = await town.browse();
  const camille = await town.person('Camille Roussel', 'moderator');
  await fillThread(
    town,
    'long',
    camille,
    Array.from({ length: 30 }, (_, i) => ({ text: `Numéro ${i + 1}.` })),
  );
  await fillThread(town, 'ferme', camille, [{ text: 'Fermé depuis.' }]);
  const { db, now } = town.deps;
  await db.write(async (tx) => {
    const { articles, threads } = tx.t;
    const [closed] = await tx.select({ id: articles.id }).from(articles).where(eq(articles.key, 'ferme'));
    await tx.update(threads).set({ closedAt: now() }).where(eq(threads.articleId, closed!.id));
  });
  await fillThread(town, 'pont', await town.person('Maëlle Kerbrat'), [
    { text: 'Dix-huit mois, c’est long.' },
    { text: 'Et après ?', replyTo: 0 },
  ]);
});
afterAll(() => town.close());

async function open(css: string) {
  const { page } = await openBrowser(browser, { locale: 'fr-FR' });
  await page.goto(town.paper.print('/theme', { html: article(embed(town.origin, 'pont'), `<style>${css}</style>`) }));
  await page.getByText('Et après ?').waitFor();
  await page.locator('terrasse-thread textarea').focus();
  await page.locator('terrasse-thread button.main').first().waitFor();
  return page;
}
const styleOf = (page: Page, { at, property }: { at: string; property: string }) =>
  page
    .locator(`terrasse-thread ${at}`)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

describe('docs/theming.md', () => {
  test('names each property of the interface, and no other, with what it is at first', () => {
    const sheet = readFileSync('widget/thread/tokens.css', 'utf8');
    const own = [...sheet.matchAll(/^ {2}(--terrasse-[\w-]+): ([^;]+);/gm)].map(([, name, first]) => ({ name: name!, first: first! }));

    expect(named.map(({ name }) => name).toSorted()).toEqual(own.map(({ name }) => name).toSorted());
    for (const { name, first } of named) if (first) expect(own.find((one) => one.name === name)!.first, name).toBe(first);
  });

  test.each(named)('$name changes what it says', async ({ name }) => {
    const seen = SEEN[name]!;
    const page = await open('');
    const before = await styleOf(page, seen);

    await page.addStyleTag({ content: `terrasse-thread { ${name}: ${seen.given} }` });

    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(before).not.toBe(seen.becomes);
    await expect.poll(() => styleOf(page, seen)).toBe(seen.becomes);
  });

  test('each part takes what the page’s own sheet says of it, as first drawn and once one writes; no other has a name', async () => {
    const { page } = await openBrowser(browser, { locale: 'fr-FR' });
    const css = parts.map((name, i) => `terrasse-thread::part(${name}) { outline: ${i + 1}px dashed rgb(1, 2, 3) }`).join(' ');
    const threads = `<style>${css}</style>${embed(town.origin, 'long')}${embed(town.origin, 'ferme').replace(/<script.*<\/script>/, '')}`;
    await page.goto(town.paper.print('/parts', { html: article(threads) }));
    await page.getByText('Numéro 30').waitFor();
    await page.locator('terrasse-thread').last().scrollIntoViewIfNeeded();
    await page.getByText('Fermé depuis.').waitFor();
    const drawn = () =>
      page
        .locator('terrasse-thread')
        .evaluateAll((threads) =>
          Object.fromEntries(
            threads
              .flatMap((thread) => [...thread.shadowRoot!.querySelectorAll('[part]')])
              .map((element) => [element.getAttribute('part')!, getComputedStyle(element).outline]),
          ),
        );
    const wanted = Object.fromEntries(parts.map((name, i) => [name, `rgb(1, 2, 3) dashed ${i + 1}px`]));

    await expect.poll(drawn).toEqual(wanted);
    await page.locator('terrasse-thread textarea').first().focus();
    await page.getByRole('button', { name: 'Aperçu' }).waitFor();
    await expect.poll(drawn).toEqual(wanted);
  });

  test.each(presets)('$name: axe finds nothing, by day and by night', async ({ css }) => {
    const paper = /--terrasse-paper: ([^;]+);/.exec(css)![1]!;
    const page = await open(`:root { color-scheme: light dark } body { background: ${paper} } ${css}`);

    await expectClean(page, 'a preset');
  });

  test('has presets', () => expect(presets).toHaveLength(3));
});
