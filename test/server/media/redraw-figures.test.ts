// What stands in a post is drawn anew without its text: it comes out as the whole post would, rendered now.
import { expect, test } from 'vitest';
import { renderBody } from '#server/markdown/render.ts';
import { redrawFigures } from '#server/media/draw-figure.ts';
import type { Standing } from '#server/media/figures.ts';

const ID = '01a20460-341a-7bc7-8cd2-d6a098b2025a';
const url = `https://t.example/media/${ID}`;
const played = { url, width: null, height: null, captions: null, transcript: [] };
const MEDIA = {
  picture: { kind: 'image', url, width: 1200, height: 800, widths: [480, 960, 1200] },
  sound: { ...played, kind: 'audio', type: 'audio/mpeg', transcript: ['Bonjour <vous>', '& moi'] },
  film: { ...played, kind: 'video', type: 'video/mp4', width: 640, height: 360, captions: 'fr' },
} as const satisfies Record<string, Standing>;

const cases = Object.entries(MEDIA).flatMap(([name, seen]) => {
  const standings: [string, Standing][] = [
    ['seen', seen],
    ['taken out', { kind: 'taken', words: 'Image retirée & règle n° 3' }],
    ['ended', { kind: 'ended', was: seen.kind }],
  ];
  return standings.flatMap(([was, before]) => standings.map(([is, after]) => ({ name, was, is, before, after })));
});

test.each(cases)('a $name that was $was and is $is', async ({ before, after }) => {
  for (const [alt, credit] of [
    ['Le pont', 'Ada & fils'],
    [`Le « pont » & "moi" 'ici'`, null],
    ['Fin : 1 & 2', 'Photo d’Ada'],
  ] as const) {
    const source = `Voyez *ceci* :\n\n![${alt}](media:${ID}${credit ? ` "${credit}"` : ''})\n\n[et là](https://e.example)`;
    const rendered = (standing: Standing) => renderBody(source, 'markdown', undefined, new Map([[ID, standing]]));

    const html = redrawFigures(await rendered(before), new Map([[ID, { standing: after, alt, credit: credit ?? '' }]]));

    expect(html).toBe(await rendered(after));
  }
});

test('what is not its post’s own stays as it is', async () => {
  const html = await renderBody(`![Le pont](media:${ID})`, 'markdown', undefined, new Map([[ID, MEDIA.picture]]));

  expect(redrawFigures(html, new Map())).toBe(html);
});
