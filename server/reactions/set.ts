import type { Settings } from '../sites/wire.ts';
import type { Reaction } from './wire.ts';

/** What one can say of a post without writing: in words, so that none is taken for a report. */
const USUAL: Reaction[] = [
  { key: 'merci', glyph: 'heart', fr: 'Merci', en: 'Thanks' },
  { key: 'eclairant', glyph: 'spark', fr: 'Éclairant', en: 'Enlightening' },
  { key: 'desaccord', glyph: 'differ', fr: 'Pas d’accord', en: 'Disagree' },
];

/** A site's own; none where it wants none. */
export const reactionsOf = ({ reactions }: Pick<Settings, 'reactions'>): Reaction[] => reactions ?? USUAL;
