import { fitLogistic, sigmoid } from './logistic.ts';
import { decodeTable, encodeTable, logitOf, quantise, type Table } from './table.ts';

/** A decision of the site's team: what the text was made of, whether it was refused (1), and the model's own logit when it was scored. */
export type Decision = { features: ArrayLike<number>; label: 0 | 1; base: number };
/** How far the site trusts the model, and what it adds of its own. */
export type Correction = { trust: number; table: Table };

/** Of either kind. Fewer teach accidents: the model alone is better. */
export const FEWEST_DECISIONS = 50;
/** Found on sites that were not seen in training: less follows single decisions, more learns too slowly. */
const RIDGE = 0.3;

/** Learned anew from all decisions each time, so that one that is gone was never there. Null while there are too few of a kind. */
export function fitCorrection(decisions: Decision[]): Correction | null {
  const refused = decisions.filter(({ label }) => label === 1).length;
  if (Math.min(refused, decisions.length - refused) < FEWEST_DECISIONS) return null;
  const examples = decisions.map(({ features, label, base }) => ({ buckets: features, label, base, weight: 1 }));
  const fitted = fitLogistic(examples, RIDGE);
  return { trust: Math.fround(fitted.trust), table: quantise(fitted) };
}

/** From 0 to 1, as likely as this team is to refuse it; without a correction, as the model has it. */
export function applyCorrection(correction: Correction | null, base: number, features: ArrayLike<number>): number {
  return sigmoid(correction ? correction.trust * base + logitOf(correction.table, features) : base);
}

/** The trust as a 32-bit float, little-endian, then its table. */
export function encodeCorrection({ trust, table }: Correction): Uint8Array {
  const encoded = encodeTable(table);
  const bytes = new Uint8Array(4 + encoded.length);
  new DataView(bytes.buffer).setFloat32(0, trust, true);
  bytes.set(encoded, 4);
  return bytes;
}

export function decodeCorrection(bytes: Uint8Array): Correction {
  const trust = new DataView(bytes.buffer, bytes.byteOffset).getFloat32(0, true);
  return { trust, table: decodeTable(bytes.subarray(4)) };
}
