import { BUCKETS } from './hashes.ts';
import { weigh } from './logistic.ts';

/** A weight a bucket, from -127 to 127: what it weighs is `scale` times that. */
export type Table = { scale: number; bias: number; weights: Int8Array };

/** The few weights beyond are cut off: they would cost all others their fineness. A share of the table. */
const KEPT_WHOLE = 0.9999;
const MOST = 127;

export function quantise({ bias, weights }: { bias: number; weights: Float64Array }): Table {
  const sizes = weights.map(Math.abs).toSorted();
  const scale = Math.fround(sizes[Math.floor(KEPT_WHOLE * (sizes.length - 1))]! / MOST) || 1;
  const whole = Int8Array.from(weights, (weight) => Math.max(-MOST, Math.min(MOST, Math.round(weight / scale))));
  return { scale, bias: Math.fround(bias), weights: whole };
}

export const logitOf = ({ scale, bias, weights }: Table, buckets: ArrayLike<number>) => bias + scale * weigh(buckets, weights);

/** Scale and bias as 32-bit floats, little-endian, then a byte a bucket. */
export function encodeTable({ scale, bias, weights }: Table): Uint8Array {
  const bytes = new Uint8Array(HEAD + BUCKETS);
  const head = new DataView(bytes.buffer);
  head.setFloat32(0, scale, true);
  head.setFloat32(4, bias, true);
  bytes.set(new Uint8Array(weights.buffer, weights.byteOffset, BUCKETS), HEAD);
  return bytes;
}

export function decodeTable(bytes: Uint8Array): Table {
  if (bytes.length !== HEAD + BUCKETS) throw new Error(`a table of ${HEAD + BUCKETS} bytes was expected, not ${bytes.length}`);
  const head = new DataView(bytes.buffer, bytes.byteOffset);
  const weights = Int8Array.from(new Int8Array(bytes.buffer, bytes.byteOffset + HEAD, BUCKETS));
  return { scale: head.getFloat32(0, true), bias: head.getFloat32(4, true), weights };
}

const HEAD = 8;
