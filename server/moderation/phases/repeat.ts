import { fold } from '../../disguises/fold.ts';
import type { Phase } from '../screen.ts';

/** Shorter texts are courtesies: anyone may say thank you twice. In characters. */
const MIN_LENGTH = 20;

/** The same text as one of the author's latest, spaces and case apart. */
export const repeat: Phase = ({ source, latest }) => {
  const text = squeeze(source);
  if (text.length < MIN_LENGTH) return null;
  const times = latest.filter((post) => squeeze(post.source) === text).length;
  return times > 0 ? { phase: 'repeat', effect: 'hold', weight: 3, evidence: [], facts: { times } } : null;
};

/** What is the same text, written otherwise. */
export const squeeze = (text: string) =>
  fold(text)
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim();
