import { LANES } from './lanes.ts';
import type { InboxLane, Preset } from './wire.ts';

/** What each trade of a newspaper's answers (CM-31); who moderates or manages has none, and sees all that their role shows. */
const LANES_OF: Record<Preset, InboxLane[]> = {
  marketing: ['question', 'idea'],
  press: ['newsroom', 'correction'],
  service: ['question', 'message'],
  business: ['message', 'idea'],
  internal: ['newsroom', 'idea'],
};

export const PRESETS = Object.keys(LANES_OF) as [Preset, ...Preset[]];

/** In their order; null where all are theirs. */
export const lanesOf = ({ preset }: { preset: Preset | null }): InboxLane[] | null =>
  preset && LANES.filter((lane) => LANES_OF[preset].includes(lane));
