// The picture of a thread that is shown where somebody links to it.
import { existsSync } from 'node:fs';
import sharp from 'sharp';
import { beforeEach, describe, expect, test } from 'vitest';
import { drawCard, fontIn, type Card } from '#server/machines/draw-card.ts';
import { createCards } from '#server/machines/keep-cards.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { OWN } from '../../support/world.ts';

const card: Card = { title: 'Le pont', above: 'La Terrasse', below: '3 réponses', accent: '#a63d22' };

// The build brings the letters.
describe.skipIf(!existsSync(fontIn('dist')))('drawn', () => {
  test.each([
    ['a short title', 'Le pont'],
    ['signs of markup', '</span> & <b>gras</b>'],
    ['one word as long as a title may be', 'W'.repeat(200)],
    ['pictograms alone', '👩‍🌾🌻'],
    ['letters it has none of', '橋は閉鎖されます'],
    ['half a pair', 'Le pont \ud83d'],
  ])('of %s it makes a picture of the size that is asked for, small enough to send', async (_, title) => {
    const png = await drawCard({ ...card, title }, fontIn('dist'));

    const { format, width, height } = await sharp(png).metadata();
    expect([format, width, height]).toEqual(['png', 1200, 630]);
    expect(png.length).toBeLessThan(100_000);
  });

  test('another title is another picture', async () => {
    const [one, same, other] = await Promise.all([card, card, { ...card, title: 'La gare' }].map((it) => drawCard(it, fontIn('dist'))));

    expect(one!.equals(same!)).toBe(true);
    expect(one!.equals(other!)).toBe(false);
  });

  onBothDatabases((engine) => {
    let forum: Forum;
    beforeEach(async () => void (forum = await openForum(engine)));

    test('a conversation’s page names it, and it is there for everybody who finds the conversation', async () => {
      const bridge = await forum.open('Le pont');
      const [, address] = /<meta property="og:image" content="([^"]+)"/.exec(
        (await forum.request('GET', new URL(bridge.url).pathname)).text,
      )!;
      const path = address!.slice(OWN.length);

      const { status, headers } = await forum.request('GET', path);

      expect([status, headers.get('content-type'), headers.get('cross-origin-resource-policy')]).toEqual([
        200,
        'image/png',
        'cross-origin',
      ]);
      expect((await forum.request('GET', path, undefined, { 'if-none-match': headers.get('etag')! })).status).toBe(304);
      await forum.reply(bridge, 'Une réponse.');
      expect((await forum.request('GET', path, undefined, { 'if-none-match': headers.get('etag')! })).status).toBe(200);
      await forum.take(bridge.post.id);
      expect((await forum.request('GET', path)).status).toBe(404);
    });

    test('of what waits there is none, not for its author either', async () => {
      const { thread, url } = await forum.open('Un guignol', { source: 'guignol' });

      expect((await forum.request('GET', `/t/${thread}/card.png`, undefined, forum.ada.asPage)).status).toBe(404);
      expect((await forum.request('GET', new URL(url).pathname, undefined, forum.ada.asPage)).text).not.toContain('og:image');
    });
  });
});

describe('kept', () => {
  const drawing = () => {
    const asked: { card: Card; finish: () => void; fail: () => void }[] = [];
    const draw = (it: Card) =>
      new Promise<Buffer>((resolve, reject) =>
        asked.push({ card: it, finish: () => resolve(Buffer.from(it.title)), fail: () => reject(new Error('no')) }),
      );
    return { asked, cards: createCards('', draw) };
  };
  const titled = (n: number) => ({ ...card, title: String(n) });

  test('asked for twice at once, it is drawn once', async () => {
    const { asked, cards } = drawing();
    const both = [cards.get(card), cards.get({ ...card })];
    asked[0]!.finish();

    expect(await Promise.all(both)).toEqual([Buffer.from('Le pont'), Buffer.from('Le pont')]);
    expect(asked).toHaveLength(1);
  });

  test('two are drawn at a time, twenty wait, whoever comes then is told to come back', async () => {
    const { asked, cards } = drawing();
    const all = Array.from({ length: 22 }, (_, n) => cards.get(titled(n)));

    expect(asked).toHaveLength(2);
    expect(() => cards.get(titled(99))).toThrow(expect.objectContaining({ code: 'too_fast' }));
    for (let n = 0; n < 22; n++) {
      asked[n]!.finish();
      await all[n];
    }
    expect((await Promise.all(all)).map(String)).toEqual(Array.from({ length: 22 }, (_, n) => String(n)));
  });

  test('one that failed is drawn again when it is asked for again', async () => {
    const { asked, cards } = drawing();
    const first = cards.get(card);
    asked[0]!.fail();
    await expect(first).rejects.toThrow('no');
    const second = cards.get(card);
    asked[1]!.finish();

    expect(String(await second)).toBe('Le pont');
  });
});
