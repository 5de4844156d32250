// What a feature is known by: what the committed weights hang on.

/** How many weights a head has: what a feature's hash is cut down to. */
export const BUCKETS = 65_536;
/** Before the first word. */
export const NO_WORD = 0x9747b28c | 0;

export const wordBucket = (hash: number) => bucketOf(hash ^ 0x1111);
export const pairBucket = (before: number, hash: number) => bucketOf(Math.imul(before, 31) ^ hash ^ 0x2222);
/** Of a run of letters. */
export const runBucket = (hash: number, length: number) => bucketOf(hash ^ (length * 0x9e37));

/** FNV-1a, 32 bits: of a word, and of a run's beginning, sign by sign. */
export const [WORD_BASIS, RUN_BASIS] = [0x811c9dc5 | 0, (0x811c9dc5 | 0) ^ 0x3333];
export const hashOn = (hash: number, code: number) => Math.imul(hash ^ code, 0x01000193);

/** The low 16 bits after MurmurHash3's finaliser: FNV alone mixes its last letter too little. */
function bucketOf(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) & (BUCKETS - 1);
}
