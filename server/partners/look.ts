import { OURS } from '../sites/palette.ts';
import { coloursOf } from '../sites/theme.ts';
import type { Partner } from './queries.ts';
import type { PartnerLook } from './wire.ts';

/** As a site's own look has them. */
export const withLook = ({ accent, ...tokens }: PartnerLook) => ({ accent, tokens: { ...OURS, ...tokens } });

/** For its pages: a rule for its conversations there, and for nothing else. */
export const sheetOf = ({ key, look }: Pick<Partner, 'key' | 'look'>): string =>
  `terrasse-thread[article^='@${key}:']{${coloursOf(withLook(look)).join(';')}}\n`;
