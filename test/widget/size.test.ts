import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { EmbedManifest } from '#server/http/assets.ts';
import { WHOLE, weigh } from '../support/weight.ts';

/** Bytes, compressed: what a reader's phone fetches before the first comment can be read. */
const BUDGET = 12_000;
const DIST = 'dist/embed';

// The build makes them; without one there is nothing to weigh.
describe.skipIf(!existsSync(`${DIST}/manifest.json`))('the embed', () => {
  const { element, locales, css, styleHash } = JSON.parse(readFileSync(`${DIST}/manifest.json`, 'utf8')) as EmbedManifest;
  const textOf = (file: string) => readFileSync(`${DIST}/${file}`, 'utf8');
  const fileOf = (name: string) =>
    readdirSync(DIST).find((file) => file.startsWith(`${name}-`) && file.length === name.length + '-12345678.js'.length)!;
  const toRead = (lang: 'fr' | 'en') => [element, locales[lang], fileOf('sheet')];
  const bytesOf = (files: string[]) =>
    [...new Set(files.flatMap(withImports))].reduce((sum, file) => sum + weigh(textOf(file)), weigh(readFileSync('dist/embed.js', 'utf8')));

  test.each(['fr', 'en'] as const)('can be read within its budget of JavaScript: %s', (lang) => {
    expect(bytesOf(toRead(lang))).toBeLessThan(BUDGET);
  });

  test.each(['fr', 'en'] as const)('can be written in, live updates included, within another: %s', (lang) => {
    const further = ['reading', 'writing', 'live', `${lang}-more`].map(fileOf);

    expect(bytesOf([...toRead(lang), ...further])).toBeLessThan(WHOLE);
  });

  test('its loader is a line', () => {
    expect(weigh(readFileSync('dist/embed.js', 'utf8'))).toBeLessThan(1024);
  });

  test('posts shown by themselves need less than two kilobytes, and keep nothing', () => {
    const script = readFileSync('dist/quotes.js', 'utf8');

    expect(weigh(script)).toBeLessThan(2048);
    expect(script).not.toMatch(/cookie|localStorage|sessionStorage|indexedDB/);
  });

  test('counts need less than one kilobyte, and keep nothing', () => {
    const script = readFileSync('dist/counts.js', 'utf8');

    expect(weigh(script)).toBeLessThan(1024);
    expect(script).not.toMatch(/cookie|localStorage|sessionStorage|indexedDB/);
  });

  test('pages made for Disqus need one kilobyte more', () => {
    expect(weigh(readFileSync('dist/disqus.js', 'utf8'))).toBeLessThan(1024);
  });

  test('what redraws, writing and live updates come by themselves', () => {
    const needed = withImports(element).map(textOf).join('');

    expect(needed).not.toContain('debounceRendering'); // Preact's
    expect(needed).not.toContain('EIO=4');
    expect(needed).not.toContain('setRangeText');
  });

  test('its style is the one whose hash is published', async () => {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(css));

    expect(styleHash).toBe(`sha256-${Buffer.from(digest).toString('base64')}`);
  });

  /** A module and what it imports before it runs. */
  function withImports(file: string): string[] {
    const imports = [...textOf(file).matchAll(/(?:^|[;}])import(?:[^"'`(]*from)?\s*["'`]\.\/([^"'`]+)["'`]/g)].map(([, name]) => name!);
    return [file, ...imports.flatMap((name) => withImports(name))];
  }
});
