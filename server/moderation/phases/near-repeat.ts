import type { Finding, Phase } from '../screen.ts';
import { likeness, shinglesOf } from '../likeness.ts';
import { squeeze } from './repeat.ts';

/** Two people may say alike what they read in the same article; three quarters of the same runs of words are not said twice. */
const NEAR = 0.75;

/** Nearly what its author wrote before, or what somebody else did beside it: words added or changed do not hide it. */
export const nearRepeat: Phase = ({ source, latest, beside }) => {
  const shingles = shinglesOf(source);
  if (shingles.length < 2) return null; // too short to come from anywhere
  const runs = new Set(shingles);
  const alike = (text: string) => likeness(runs, shinglesOf(text));
  // The very same is the other phase's to tell.
  const own = latest.map((post) => ({ text: post.source, share: alike(post.source) })).filter(({ share }) => share >= NEAR);
  const near = own.filter(({ text }) => squeeze(text) !== squeeze(source));
  if (near.length > 0) return findingOf(Math.max(...near.map(({ share }) => share)), 1);
  const others = Math.max(0, ...beside.map(alike));
  return others >= NEAR ? findingOf(others, 0) : null;
};

const findingOf = (share: number, own: 0 | 1): Finding => ({
  phase: 'near_repeat',
  effect: 'hold',
  weight: 2,
  evidence: [],
  facts: { similarity: Math.floor(share * 100), own },
});
