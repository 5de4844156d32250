import { glyphs } from '../../widget/thread/glyphs.ts';
import type { Settings } from '../sites/wire.ts';
import { reactionsOf } from './set.ts';
import type { ReactionWire } from './wire.ts';

export const presentReactions = (settings: Pick<Settings, 'reactions'>): ReactionWire[] =>
  reactionsOf(settings).map((reaction) => ({ ...reaction, glyph: glyphs[reaction.glyph] }));
