import { createHash } from 'node:crypto';
import type { NamedAs } from './wire.ts';

/** The words that one agrees to (`agreement.words.1`), and those of sending an answer (`testimony.consent.1`): other words are another number, and the old ones stay. */
export const [WORDING, CONSENT] = [1, 1] as const;

type Agreed = { text: string; namedAs: NamedAs; name: string; wording: number };

/** Of all that somebody agrees to; the same again for whoever doubts it. */
export const hashOf = ({ text, namedAs, name, wording }: Agreed): string =>
  createHash('sha256')
    .update(JSON.stringify([wording, namedAs, name, text]))
    .digest('hex');
