import { describe, expect, it } from 'vitest';
import { articles } from '#server/demo/articles.ts';
import { articlePage, frontPage } from '#server/demo/newspaper.ts';
import { typeset } from '#server/demo/typeset.ts';

const options = { origin: 'https://terrasse.example', now: new Date('2026-11-22T13:20:00Z') };

describe('the newspaper', () => {
  it('links every article from its front page', () => {
    const html = frontPage({ ...options, counts: {} });

    for (const { slug } of articles) expect(html).toContain(`href="/demo/articles/${slug}"`);
  });

  it('prints the counts it is given, as text', () => {
    const html = frontPage({ ...options, counts: { 'place-du-marche-2026': 48, 'lock-keeper-kerven': 1 } });

    expect(html).toContain('48 commentaires');
    expect(html).toContain('1 comment<');
  });

  it.each(articles)('$slug carries the embed as a publisher pastes it', ({ id, slug, lang }) => {
    const html = articlePage(slug, options)!;

    expect(html).toContain('<script src="https://terrasse.example/embed.js" async></script>');
    expect(html).toContain(`<terrasse-thread site="courrier" article="${id}" lang="${lang}"><a href="https://terrasse.example/a/${id}">`);
  });

  it('puts what Terrasse rendered in the place of the element', () => {
    const html = articlePage('place-du-marche-platanes', { ...options, rendered: '<terrasse-thread>rendered</terrasse-thread>' })!;

    expect(html).toContain('<terrasse-thread>rendered</terrasse-thread>');
    expect(html).not.toContain('Lire les commentaires');
  });

  it('has no page for an article it did not write', () => {
    expect(articlePage('perdu', options)).toBeNull();
  });

  it('runs no script but the embed, the picks and counts', () => {
    const html = [frontPage({ ...options, counts: {} }), ...articles.map(({ slug }) => articlePage(slug, options)!)].join('');

    expect(html.match(/<script(?! src="https:\/\/terrasse\.example\/(?:embed|quotes|counts)\.js")/g)).toBeNull();
    expect(html.match(/ on\w+=/g)).toBeNull();
  });
});

describe('typeset', () => {
  it('sets French spaces and apostrophes', () => {
    expect(typeset("« L'eau » : 3 420 m ? 14 h 20 !")).toBe('«\u00a0L’eau\u00a0»\u00a0: 3\u00a0420\u00a0m\u202f? 14\u00a0h\u00a020\u202f!');
  });

  it('leaves tags alone', () => {
    expect(typeset('<svg viewBox="0 0 640 250">')).toBe('<svg viewBox="0 0 640 250">');
  });
});
