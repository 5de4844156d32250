import { featuresOf } from '../features.ts';
import { sigmoid } from '../logistic.ts';
import type { Head, Model } from '../model.ts';
import type { Judged } from '../precision.ts';
import { strongestIn } from '../strongest.ts';
import type { Table } from '../table.ts';
import type { Sample } from './corpus.ts';
import { decimal, percent, rocAuc, shareAbove, table } from './figures.ts';

const THRESHOLDS = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98];

/** What the committed tables make of the test split, as Markdown: the same words in the model card and on the screen. */
export function testFigures(model: Model, samples: Sample[]): string {
  const tested = samples.filter(({ split }) => split === 'test');
  return [
    '### Toxicity, test split',
    rowsOf('toxicity', model.toxicity, tested),
    '### Toxicity, by threshold',
    byThreshold(model.toxicity, tested),
    '### Spam, test split',
    rowsOf('spam', model.spam, tested),
    '### Spam, false alarms on texts of sets that say nothing of it',
    falseAlarms(model.spam, tested),
  ].join('\n\n');
}

/** A line of figures: how many, how many of them so labelled, how well told apart, found and wrongly alarmed at .5 and at .95. */
export const HEADINGS = ['texts', 'so labelled', 'ROC-AUC', 'found at .5', 'false alarms', 'found at .95', 'false alarms'];
export function lineOf(judged: Judged[]) {
  const rates = [0.5, 0.95].flatMap((threshold) => [shareAbove(judged, 1, threshold), shareAbove(judged, 0, threshold)]);
  return [judged.length, judged.filter(({ label }) => label === 1).length, decimal(rocAuc(judged)), ...rates.map(percent)];
}

export function judge(head: Head, weights: Table, samples: Sample[]): Judged[] {
  return samples.flatMap(({ [head]: label, text }) => (label === null ? [] : [{ label, score: scoreBy(weights, text) }]));
}

export const scoreBy = (weights: Table, text: string) => sigmoid(strongestIn(featuresOf(text), [weights])[0]!.logit);

function rowsOf(head: Head, weights: Table, tested: Sample[]): string {
  const known = tested.filter((sample) => sample[head] !== null);
  const groups = [...groupsBy(known, 'lang'), ...groupsBy(known, 'src')];
  return table(
    ['', ...HEADINGS],
    groups.map(([name, samples]) => [name, ...lineOf(judge(head, weights, samples))]),
  );
}

function byThreshold(weights: Table, tested: Sample[]): string {
  const judged = groupsBy(tested, 'lang').map(([, samples]) => judge('toxicity', weights, samples));
  return table(
    ['threshold', 'en: found', 'en: false alarms', 'fr: found', 'fr: false alarms'],
    THRESHOLDS.map((threshold) => [
      threshold,
      ...judged.flatMap((texts) => [percent(shareAbove(texts, 1, threshold)), percent(shareAbove(texts, 0, threshold))]),
    ]),
  );
}

function falseAlarms(weights: Table, tested: Sample[]): string {
  const unsaid = tested.filter(({ spam }) => spam === null).map((sample) => ({ ...sample, spam: 0 as const }));
  return table(
    ['', 'texts', 'at .5', 'at .95'],
    groupsBy(unsaid, 'lang').map(([lang, samples]) => {
      const judged = judge('spam', weights, samples);
      return [lang, judged.length, percent(shareAbove(judged, 0, 0.5)), percent(shareAbove(judged, 0, 0.95))];
    }),
  );
}

function groupsBy(samples: Sample[], key: 'lang' | 'src'): [string, Sample[]][] {
  return Array.from(Map.groupBy(samples, (sample) => sample[key])).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
