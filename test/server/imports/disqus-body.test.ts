import { expect, test } from 'vitest';
import { bodyOf, plain } from '#server/imports/disqus-body.ts';

test('a link through disq.us becomes the link it was, without its hash', () => {
  expect(bodyOf('<p><a href="https://disq.us/url?url=https%3A%2F%2Fe.example%2F%3AAbC&cuid=1">x</a></p>')).toBe(
    '<p><a href="https://e.example/">x</a></p>',
  );
  expect(bodyOf('<p><a href="http://disq.us/url?url=https%3A%2F%2Fe.example%2Fa%3Fb%3D1%26c%3D2%3A-_x9&amp;cuid=1">x</a></p>')).toContain(
    'href="https://e.example/a?b=1&#38;c=2"',
  );
});

test('a port is not taken for a hash; nor does a redirection hide a script', () => {
  expect(bodyOf('<p>https://disq.us/url?url=https%3A%2F%2Fe.example%3A8443</p>')).toBe('<p>https://e.example:8443/</p>');
  const script = '<p><a href="https://disq.us/url?url=javascript%3Aalert(1)%3AAbC">x</a></p>';
  expect(bodyOf(script)).toBe(script);
  expect(bodyOf('<p><a href="https://disq.us/url?url=https%3A%2F%2Fe.example%2F%22%3E%3Cimg%20src%3Dx%3E%3AAbC">x</a></p>')).not.toContain(
    '<img',
  );
});

test('emphasis is kept in the elements a post may have', () => {
  expect(bodyOf('<p><b>a</b> <i class="x">b</i> <strike>c</strike> <br>d <blockquote>e</blockquote></p>')).toBe(
    '<p><strong>a</strong> <em class="x">b</em> <del>c</del> <br>d <blockquote>e</blockquote></p>',
  );
});

test('a bare text is a paragraph with its lines', () => {
  expect(bodyOf('a\nb')).toBe('<p>a<br>b</p>');
});

test('titles are unescaped once more, as a browser would', () => {
  expect(plain('L’été &amp; l&rsquo;hiver')).toBe('L’été & l’hiver');
  expect(plain('B&#233zier &lt;b&gt; <i>')).toBe('Bézier <b> <i>');
});
