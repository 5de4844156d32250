import { featuresOf } from '../features.ts';
import { applyCorrection, fitCorrection, type Decision } from '../learn.ts';
import type { Head } from '../model.ts';
import { strongestIn } from '../strongest.ts';
import type { Table } from '../table.ts';
import type { Weighable } from './corpus.ts';
import { decimal, rocAuc, table } from './figures.ts';
import { HEADINGS, judge, lineOf } from './test-figures.ts';
import { trainHead } from './train-head.ts';

/** Sets of one origin go together: translations of each other, or pages of the same place. */
const FAMILIES: [head: Head, name: string, sets: string[]][] = [
  ['toxicity', 'English tweets', ['davidson']],
  ['toxicity', 'English news comments', ['civil_spans']],
  ['toxicity', 'English, mixed networks', ['surge']],
  ['toxicity', 'Wikipedia talk, English and French', ['jigsaw_sub', 'jigsaw_fr', 'wiki_cat', 'wiki_detox']],
  ['toxicity', 'French tweets', ['mlma_fr']],
  ['toxicity', 'French prompts', ['rtplx_fr', 'rtplx_benign']],
  ['toxicity', 'French forum', ['toxifr_agree']],
  ['spam', 'text messages, English and French', ['sms', 'sms_fr']],
  ['spam', 'English, under videos', ['yt_spam']],
];
/** Where there are enough texts to play a site's team, and these decisions of theirs are learned from. */
const SITES = ['English tweets', 'English, mixed networks', 'French tweets', 'French forum'];
const DECISIONS = [100, 200, 400, 1000];

/** For each family, a table trained without it: how well it judges that family, and what it learns from its decisions. */
export function unseenFigures(samples: Weighable[]): { unseen: string; learning: string } {
  const families = FAMILIES.map(([head, name, sets]) => {
    const own = samples.filter((sample) => sets.includes(sample.src) && sample[head] !== null);
    return { head, name, sets, own, weights: trainHead(head, samples, sets) };
  });
  const unseen = families.map(({ head, name, sets, own, weights }) => [
    `${head}: ${name} (${sets.join(', ')})`,
    ...lineOf(judge(head, weights, own)),
  ]);
  const learning = families
    .filter(({ name }) => SITES.includes(name))
    .map(({ name, own, weights }) => [name, ...learningCurve(own, weights)]);
  return {
    unseen: table(['never seen', ...HEADINGS], unseen),
    learning: table(['ROC-AUC by decisions', 'none', ...DECISIONS.map(String)], learning),
  };
}

/** Half of the texts are decided, in turn; the other half judges. */
function learningCurve(own: Weighable[], weights: Table): string[] {
  const texts = own.map(({ text, buckets, toxicity }) => ({
    features: buckets,
    label: toxicity!,
    base: strongestIn(featuresOf(text), [weights])[0]!.logit,
  }));
  const decided = texts.filter((_, i) => i % 2 === 0);
  const others = texts.filter((_, i) => i % 2 === 1);
  return [0, ...DECISIONS].map((count) => (count > decided.length ? '–' : decimal(learned(decided.slice(0, count), others))));
}

function learned(decisions: Decision[], others: Decision[]): number | null {
  const correction = fitCorrection(decisions);
  return rocAuc(others.map(({ label, base, features }) => ({ label, score: applyCorrection(correction, base, features) })));
}
