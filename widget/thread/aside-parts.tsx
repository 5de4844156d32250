import { Asks } from './Asks.tsx';
import { Official } from './Official.tsx';
import { Polls } from './Polls.tsx';
import { Previews } from './Previews.tsx';
import type { AsideParts } from './scene.ts';
import { Shut } from './Shut.tsx';
import { Takes } from './Takes.tsx';
import { ThreadMeasures } from './ThreadMeasures.tsx';
import { Votes } from './Votes.tsx';

/** What only some threads have: what they ask, what stands beside their posts, and why one does not write there. */
export const asideParts: AsideParts = { Asks, Official, Polls, Previews, Shut, Takes, ThreadMeasures, Votes };
