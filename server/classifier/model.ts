import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installationFolder } from '../ops/root.ts';
import { distinctOf, featuresOf } from './features.ts';
import { applyCorrection, type Correction } from './learn.ts';
import { sigmoid } from './logistic.ts';
import { passagesOf } from './passages.ts';
import type { Stretch } from './stretches.ts';
import { strongestIn, type Strongest } from './strongest.ts';
import { decodeTable, type Table } from './table.ts';

/** What a text is weighed for. */
export const HEADS = ['toxicity', 'spam'] as const;
export type Head = (typeof HEADS)[number];
export type Model = Record<Head, Table>;

export type Score = {
  /** From 0 to 1: where in the queue, never a verdict. */
  toxicity: number;
  spam: number;
  /** The words of the source that drove each, the strongest first; none of a low score. */
  passages: Record<Head, string[]>;
};

/** The committed tables, which a build has beside its server. */
export function readModel(): Model {
  const folder = weightsFolder();
  const [toxicity, spam] = HEADS.map((head) => decodeTable(readFileSync(join(folder, `${head}.bin`))));
  return { toxicity: toxicity!, spam: spam! };
}

/** What the model says of a text, in French or English; of its toxicity as the site's own decisions have corrected it. */
export function score(model: Model, source: string, correction: Correction | null = null): Score {
  const features = featuresOf(source);
  const [abuse, spammy] = strongestIn(features, [model.toxicity, model.spam]) as [Strongest, Strongest];
  const toxicity = applyCorrection(correction, abuse.logit, correction ? distinctOf(features) : []);
  const spam = sigmoid(spammy.logit);
  const tell = (reached: number, stretch: Stretch, weigher: Weigher) =>
    reached < TOLD_FROM ? [] : passagesOf(source, { features, stretch, weightOf: weigher });
  return {
    toxicity,
    spam,
    passages: {
      toxicity: tell(toxicity, abuse.stretch, weigherOf(model.toxicity, correction)),
      spam: tell(spam, spammy.stretch, weigherOf(model.spam, null)),
    },
  };
}

/** Of lower scores nobody asks why. */
const TOLD_FROM = 0.2;

type Weigher = (bucket: number) => number;

function weigherOf(table: Table, correction: Correction | null): Weigher {
  if (!correction) return (bucket) => table.weights[bucket]!;
  const { trust, table: own } = correction;
  return (bucket) => trust * table.scale * table.weights[bucket]! + own.scale * own.weights[bucket]!;
}

function weightsFolder(): string {
  const built = import.meta.filename.endsWith('.js');
  return join(installationFolder(), built ? 'dist/server/weights' : 'server/classifier/weights');
}
