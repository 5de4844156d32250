import { describe, expect, test } from 'vitest';
import { applyCorrection, decodeCorrection, encodeCorrection, FEWEST_DECISIONS, fitCorrection } from '#server/classifier/learn.ts';
import { toDecision } from '#server/classifier/lessons.ts';
import { readModel, score } from '#server/classifier/model.ts';
import { crossValidate, precisionAt, type Judged } from '#server/classifier/precision.ts';
import { rocAuc } from '#server/classifier/train/figures.ts';

const model = readModel();

/** A site whose team refuses what is off topic: football. The model knows nothing of that. */
const texts = Array.from({ length: 240 }, (_, i) => {
  const opening = ['Franchement,', 'À mon avis,', 'Bonjour,', 'Encore une fois,', 'Merci,'][i % 5]!;
  const matter = ['le match de samedi', 'la piste cyclable', 'le but refusé', 'le marché couvert', 'le championnat', 'la cantine'][i % 6]!;
  const ending = ['m’a déçu.', 'm’intéresse.', 'mérite mieux !', 'coûte trop cher.'][i % 4]!;
  return { text: `${opening} ${matter} ${ending} (${i})`, label: i % 2 === 0 ? (1 as const) : (0 as const) };
});
const decisionOn = ({ text, label }: (typeof texts)[number]) => toDecision(model, { source: text, refused: label === 1 });
const decisions = texts.map(decisionOn);
const [taught, asked] = [decisions.slice(0, 160), decisions.slice(160)];

describe('a site’s own decisions', () => {
  test('teach it what the model could not know', () => {
    const correction = fitCorrection(taught);

    const judge = (by: typeof correction): Judged[] =>
      asked.map(({ label, base, features }) => ({ label, score: applyCorrection(by, base, features) }));
    expect(rocAuc(judge(null))).toBeLessThan(0.8);
    expect(rocAuc(judge(correction))).toBeGreaterThan(0.95);
  });

  test('are shown in the passages of what they changed', () => {
    const { passages, toxicity } = score(model, 'Franchement, le championnat mérite mieux !', fitCorrection(taught));

    expect(toxicity).toBeGreaterThan(0.5);
    expect(passages.toxicity.join(' ')).toContain('championnat');
  });

  test('change nothing while there are too few of a kind', () => {
    const refused = decisions.filter(({ label }) => label === 1);
    const approved = decisions.filter(({ label }) => label === 0);

    expect(fitCorrection([])).toBeNull();
    expect(fitCorrection([...refused, ...approved.slice(0, FEWEST_DECISIONS - 1)])).toBeNull();
    expect(fitCorrection([...refused.slice(0, FEWEST_DECISIONS), ...approved.slice(0, FEWEST_DECISIONS)])).not.toBeNull();
    expect(applyCorrection(null, 0, taught[0]!.features)).toBe(0.5);
  });

  test('teach the same each time', () => {
    expect(encodeCorrection(fitCorrection(taught)!)).toEqual(encodeCorrection(fitCorrection(taught)!));
  });

  test('that are erased were never there', () => {
    const ofAda = (_: unknown, i: number) => i % 7 === 3;
    const without = taught.filter((_, i) => !ofAda(_, i));
    const neverMet = texts
      .slice(0, 160)
      .filter((_, i) => !ofAda(_, i))
      .map(decisionOn);

    expect(encodeCorrection(fitCorrection(without)!)).toEqual(encodeCorrection(fitCorrection(neverMet)!));
    expect(encodeCorrection(fitCorrection(without)!)).not.toEqual(encodeCorrection(fitCorrection(taught)!));
  });

  test('are kept as bytes, there and back', () => {
    const correction = fitCorrection(taught)!;

    expect(decodeCorrection(Buffer.from(encodeCorrection(correction)))).toEqual(correction);
  });

  test('that the model foresaw leave it its word', () => {
    const foreseen = taught.map((decision, i) => ({ ...decision, base: decision.label ? 2 : -2, features: Uint16Array.of(i) }));

    const correction = fitCorrection(foreseen)!;

    expect(correction.trust).toBeGreaterThan(0.9);
    expect(applyCorrection(correction, 2, [60_000])).toBeGreaterThan(0.8);
  });
});

describe('how often the team agreed', () => {
  test('is asked of decisions that were not learned from', () => {
    const judged = crossValidate(decisions);

    expect(judged).toHaveLength(decisions.length);
    expect(rocAuc(judged)).toBeGreaterThan(0.9);
    const shuffled = decisions.map((decision, i) => ({
      ...decision,
      label: i % 3 === 0 ? (1 as const) : (0 as const),
      features: Uint16Array.of(i),
    }));
    expect(rocAuc(crossValidate(shuffled))).toBeLessThan(0.7);
  });

  test('is a share of what reached the threshold', () => {
    const judged = Array.from({ length: 40 }, (_, i): Judged => ({ label: i < 30 ? 1 : 0, score: i < 20 || i >= 30 ? 0.9 : 0.4 }));

    expect(precisionAt(judged, 0.5)).toEqual({ n: 30, refused: 20, share: 20 / 30 });
    expect(precisionAt(judged, 0.4)).toEqual({ n: 40, refused: 30, share: 0.75 });
  });

  test('is not said of fewer than thirty', () => {
    const judged = Array.from({ length: 29 }, (): Judged => ({ label: 1, score: 0.9 }));

    expect(precisionAt(judged, 0.5)).toEqual({ n: 29, refused: 29, share: null });
    expect(precisionAt(judged, 0.95)).toEqual({ n: 0, refused: 0, share: null });
  });
});
