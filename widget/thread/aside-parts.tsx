import { Asks } from './Asks.tsx';
import { Below } from './Below.tsx';
import { Official } from './Official.tsx';
import { Polls } from './Polls.tsx';
import type { AsideParts } from './scene.ts';
import { Shut } from './Shut.tsx';
import { Takes } from './Takes.tsx';
import { ThreadMeasures } from './ThreadMeasures.tsx';
import { Votes } from './Votes.tsx';

/** What only some threads have: what they ask, what stands beside their posts, and why one does not write there. */
export const asideParts: AsideParts = { Asks, Below, Official, Polls, Shut, Takes, ThreadMeasures, Votes };
