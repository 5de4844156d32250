import { describe, expect, test } from 'vitest';
import { matchArticles, type Known } from '#server/imports/match-articles.ts';
import { hostsOf, pageOf } from '#server/imports/page-address.ts';

const hosts = hostsOf(
  ['https://www.courrier.test', 'https://courrier.test', 'https://blog.courrier.test:8443'],
  new Map([['localhost:8000', 'courrier.test']]),
);

describe('the page behind a link', () => {
  const PONT = { address: 'courrier.test/ville/pont', key: '/ville/pont' };

  test.each([
    'https://www.courrier.test/ville/pont',
    'http://courrier.test/ville/pont/?utm_source=x#c',
    'http://localhost:8000/ville/pont/',
    'https://web.archive.org/web/20160801161807/http://www.courrier.test/ville/pont/',
    'https://web.archive.org/web/20160801161807id_/http:/courrier.test/ville/pont',
    'https://web.archive.org/save/https://courrier.test/ville/pont',
    'https://webcache.googleusercontent.com/search?q=cache:zKRGsKrWsVEJ:https://courrier.test/ville/pont/+&cd=6&gl=jp',
    'https://webcache.googleusercontent.com/search?q=cache:courrier.test/ville/pont',
    'https://translate.googleusercontent.com/translate_c?depth=1&sl=en&u=https://www.courrier.test/ville/pont/&xid=17259',
    'https://www-courrier-test.translate.goog/ville/pont?_x_tr_sl=fr',
    'http://hghltd.yandex.net/yandbtm?lang=en&url=http%3A%2F%2Fcourrier.test%2Fville%2Fpont&l10n=en',
  ])('%s', (link) => {
    expect(pageOf(link, hosts)).toMatchObject(PONT);
  });

  test('a page of the main host is called by its path, the front page by a slash; one beside it by its whole address', () => {
    expect(pageOf('https://www.courrier.test/', hosts)).toMatchObject({ key: '/', url: 'https://www.courrier.test/' });
    expect(pageOf('http://blog.courrier.test:8443/pont', hosts)).toMatchObject({ key: 'blog.courrier.test:8443/pont' });
  });

  test('another host is named, also behind an archive or where it only mentions the site', () => {
    expect(pageOf('https://elsewhere.example/?u=https://courrier.test/a', hosts)).toEqual({ unknownHost: 'elsewhere.example' });
    expect(pageOf('https://web.archive.org/web/2016/http://elsewhere.example/a', hosts)).toEqual({ unknownHost: 'web.archive.org' });
    expect(pageOf('https://courrier.test.evil.example/a', hosts)).toEqual({ unknownHost: 'courrier.test.evil.example' });
  });

  test('a path that looks like a host stays a path', () => {
    expect(pageOf('https://courrier.test//evil.example/a', hosts)).toMatchObject({ url: 'https://www.courrier.test//evil.example/a' });
  });

  test.each(['', 'pont', 'javascript:alert(1)', 'ftp://courrier.test/a'])('“%s” is no address', (link) => {
    expect(pageOf(link, hosts)).toBeNull();
  });
});

describe('the article of a thread', () => {
  const A = 'https://courrier.test/a';
  const B = 'https://courrier.test/b';

  test('is new under its identifier, or under its path where it has none', () => {
    expect(keys([thread('1', 'x', A), thread('2', '', B)])).toEqual({ 1: 'x', 2: '/b' });
  });

  test('is the one its identifier names, on whatever host it was first seen', () => {
    expect(keys([thread('1', 'x', 'http://staging.example/a')], { keys: ['x'] })).toEqual({ 1: 'x' });
  });

  test('is the one at its address, before a new one under its identifier', () => {
    expect(keys([thread('1', 'x', A), thread('2', '', A)], { at: { 'courrier.test/a': '4711' } })).toEqual({ 1: '4711', 2: '4711' });
  });

  test('is shared by the threads of one address', () => {
    expect(keys([thread('1', '', A), thread('2', '', `${A}/?page=2`), thread('3', 'x', A)])).toEqual({ 1: 'x', 2: 'x', 3: 'x' });
  });

  test('is not named by an identifier that two threads bear', () => {
    expect(keys([thread('1', 'x', A), thread('2', 'x', B)])).toEqual({ 1: '/a', 2: '/b' });
  });

  test('is not matched by an address that several identifiers share: ?p=12 and ?p=13 are two articles', () => {
    const threads = [
      thread('1', '12 http://courrier.test/?p=12', 'https://courrier.test/?p=12'),
      thread('2', '13 http://courrier.test/?p=13', 'https://courrier.test/?p=13'),
    ];

    expect(keys(threads)).toEqual({ 1: '12 http://courrier.test/?p=12', 2: '13 http://courrier.test/?p=13' });
    expect(matchArticles(threads, hosts, nothing).articles.map(({ addresses }) => addresses.size)).toEqual([0, 0]);
    expect(keys(threads, { at: { 'courrier.test': 'front' } })).toMatchObject({ 1: '12 http://courrier.test/?p=12' });
  });

  test('is none on a host that is not the site’s, without an address, or under a name nobody could ask for', () => {
    const { left } = matchArticles(
      [thread('1', 'x', 'http://e.example/a'), thread('2', 'y', ''), thread('3', '', `${A}/${'a'.repeat(200)}`)],
      hosts,
      nothing,
    );

    expect(left).toMatchObject([{ why: 'unknown_host', host: 'e.example' }, { why: 'no_address' }, { why: 'too_long' }]);
  });
});

const nothing: Known = { keys: new Set(), keyAt: new Map() };
const thread = (id: string, identifier: string, link: string) => ({ id, identifier, link, posts: 1 });

function keys(threads: ReturnType<typeof thread>[], known: { keys?: string[]; at?: Record<string, string> } = {}) {
  const { articles } = matchArticles(threads, hosts, { keys: new Set(known.keys), keyAt: new Map(Object.entries(known.at ?? {})) });
  return Object.fromEntries(articles.flatMap((article) => article.threads.map(({ id }) => [id, article.key])));
}
