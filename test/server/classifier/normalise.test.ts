import { describe, expect, test } from 'vitest';
import { MAX_CHARACTERS, normalise, STAGES } from '#server/classifier/normalise.ts';

test.each([
  ['zero-width', 'c\u200bo\u200cn\u2060nard'],
  ['a soft hyphen', 'con\u00adnard'],
  ['Cyrillic', 'соnnаrd'],
  ['Greek', 'cοηηαrd'],
  ['full width', 'ｃｏｎｎａｒｄ'],
  ['mathematical letters', '𝐜𝐨𝐧𝐧𝐚𝐫𝐝'],
  ['small capitals', 'ᴄᴏɴɴᴀʀᴅ'],
  ['accents', 'cónnàrd'],
  ['heaped marks', 'c\u0337\u0321o\u0489n\u0361nard'],
  ['case', 'CoNNaRD'],
  ['leet', 'c0nn4rd'],
  ['signs for letters', 'conn@rd'],
  ['spaces', 'c o n n a r d'],
  ['dots', 'c.o.n.n.a.r.d'],
  ['a masked letter', 'c*nnard'],
  ['a mask of many', 'c-----d'],
  ['bold in the middle', 'con**na**rd'],
  ['stretched', 'connnnnnaaaard'],
])('%s is undone', (_, written) => {
  expect(normalise(written).text).toBe('connard');
});

test.each([
  ['12km', '0km'],
  ['covid19', 'covid0'],
  ['à 20h30, 3,5 % !', 'a 0h0, 0 % !'],
  ['peut-être, as-tu', 'peut-etre, as-tu'],
  ['A. B. C.', 'a. b. c.'],
  ['L’été', "l'ete"],
  ['cœur', 'coeur'],
  ['@ada voir https://example.org/a?b=1', 'xuserx voir xurlx'],
  ['fini !!!!!!', 'fini !!'],
])('%s is read as it is meant', (written, read) => {
  expect(normalise(written).text).toBe(read);
});

test('a passage of what was read is found in the source', () => {
  const source = 'Va te faire ｆ*ｃｋ, espèce de c\u200bonn@rd !';

  const { text, at } = normalise(source);

  const start = text.indexOf('connard');
  expect(source.slice(at(start), at(start + 'connard'.length))).toBe('c\u200bonn@rd');
  expect(at(text.length)).toBe(source.length);
});

describe('nothing can make it slow', () => {
  test('what a post cannot hold is not read', () => {
    expect(normalise('a b '.repeat(MAX_CHARACTERS)).text.length).toBeLessThanOrEqual(MAX_CHARACTERS);
    expect(normalise('\ufdfa'.repeat(MAX_CHARACTERS)).text.length).toBeLessThanOrEqual(MAX_CHARACTERS);
  });

  test.each(STAGES.map(([{ source }]) => source))('%s: nothing follows what has no bound, nor is it inside another', (source) => {
    const plain = source.replace(/\\./g, 'e').replace(/\[[^\]]*\]/g, 'e');

    const unbounded = Array.from(plain.matchAll(/[*+]|\{\d+,\}/g), ({ 0: sign, index }) => index + sign.length);

    expect(unbounded.every((end) => end === plain.length)).toBe(true);
  });
});
