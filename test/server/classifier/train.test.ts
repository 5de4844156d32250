import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { featuresOf } from '#server/classifier/features.ts';
import { readModel } from '#server/classifier/model.ts';
import { strongestIn } from '#server/classifier/strongest.ts';
import { encodeTable } from '#server/classifier/table.ts';
import { caseFigures } from '#server/classifier/train/case-figures.ts';
import { asWritten, prepare, readCorpus, type Sample } from '#server/classifier/train/corpus.ts';
import { rocAuc, shareAbove } from '#server/classifier/train/figures.ts';
import { scoreBy, testFigures } from '#server/classifier/train/test-figures.ts';
import { trainHead } from '#server/classifier/train/train-head.ts';

const samples: Sample[] = Array.from({ length: 160 }, (_, i) => {
  const french = i % 2 === 0;
  const toxic = i % 4 < 2;
  const words = french ? (toxic ? 'espèce de sot' : 'merci à vous') : toxic ? 'you silly fool' : 'thank you all';
  return {
    lang: french ? 'fr' : 'en',
    src: 'made-up',
    split: i < 140 ? 'train' : 'test',
    text: `${words}, ${'bcdfghjklmnpqrst'[i % 16]}a${'bcdfghjklm'[Math.floor(i / 16)]}o`,
    toxicity: toxic ? 1 : 0,
    spam: null,
  };
});

describe('training', () => {
  test('makes the same bytes of the same texts, whatever their order', () => {
    const bytes = encodeTable(trainHead('toxicity', prepare(samples)));
    expect(bytes.subarray(8).some((byte) => byte !== 0)).toBe(true);

    expect(encodeTable(trainHead('toxicity', prepare(samples)))).toEqual(bytes);
    expect(encodeTable(trainHead('toxicity', prepare(samples.toReversed())))).toEqual(bytes);
  });

  test('learns what it was shown, in both languages', () => {
    const table = trainHead('toxicity', prepare(samples));

    const logit = (text: string) => strongestIn(featuresOf(text), [table])[0]!.logit;
    expect(logit('espèce de sot')).toBeGreaterThan(logit('merci à vous'));
    expect(logit('you silly fool')).toBeGreaterThan(logit('thank you all'));
  });

  test('takes no text that it is tested by', () => {
    const leaked = samples.filter(({ split }) => split === 'test').map((sample): Sample => ({ ...sample, split: 'train' }));

    expect(trainHead('toxicity', prepare([...samples, ...leaked]))).toEqual(trainHead('toxicity', prepare(samples)));
  });

  test('leaves out the sets it is told to', () => {
    const other = samples.map((sample): Sample => ({ ...sample, src: 'other', split: 'train', text: `${sample.text} autrement` }));

    expect(trainHead('toxicity', prepare([...samples, ...other]), ['other'])).toEqual(trainHead('toxicity', prepare(samples)));
  });

  test('reads the markup of web pages as people saw it', () => {
    expect(asWritten('RT &#8220;you &amp; I&#8221;<br />&lt;3 @url &inconnu;')).toBe('RT “you & I” <3 https://example.org &inconnu;');
  });
});

describe('figures', () => {
  const judged = [0.9, 0.8, 0.7, 0.6, 0.6, 0.1].map((score, i) => ({ score, label: [1, 1, 0, 1, 0, 0][i] as 0 | 1 }));

  test('the chance of ranking two rightly, equals sharing', () => {
    expect(rocAuc(judged)).toBeCloseTo((3 + 3 + 1.5) / 9, 10);
    expect(rocAuc(judged.filter(({ label }) => label === 1))).toBeNull();
  });

  test('shares above a threshold', () => {
    expect(shareAbove(judged, 1, 0.7)).toBeCloseTo(2 / 3, 10);
    expect(shareAbove(judged, 0, 0.7)).toBeCloseTo(1 / 3, 10);
    expect(shareAbove([], 1, 0.5)).toBeNull();
  });
});

describe('the model card', () => {
  const card = readFileSync('server/classifier/model-card.md', 'utf8');
  const model = readModel();

  test('says what the committed weights make of our own sentences', () => {
    expect(card).toContain(caseFigures(model));
  });

  test('abuse is told from ordinary talk, and nothing harmless is held', () => {
    expect(scoreBy(model.toxicity, 'Ces pédés méritent des coups.')).toBeGreaterThan(0.5);
    expect(scoreBy(model.toxicity, 'La loi protège aussi les homosexuels.')).toBeLessThan(0.95);
  });

  const corpus = '../shared/data/toxicity/corpus.jsonl.gz';
  test.skipIf(!existsSync(corpus))('says what `npm run eval:classifier` says (skipped without ../shared)', () => {
    expect(card).toContain(testFigures(model, readCorpus(corpus)));
  });
});
