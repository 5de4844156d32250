import type { Conversation } from './conversation.ts';
import { canteen } from './conversations/canteen.ts';
import { copper } from './conversations/copper.ts';
import { derby } from './conversations/derby.ts';
import { dictation } from './conversations/dictation.ts';
import { lockKeeper } from './conversations/lock-keeper.ts';
import { marketGuide } from './conversations/market-guide.ts';
import { planeTrees } from './conversations/plane-trees.ts';
import { schoolteacher } from './conversations/schoolteacher.ts';
import { shuttle } from './conversations/shuttle.ts';

/** The written ones. Under the flood's article speaks the crowd; under the seeds', nobody yet. */
export const conversations: Conversation[] = [
  planeTrees,
  shuttle,
  derby,
  canteen,
  copper,
  dictation,
  lockKeeper,
  marketGuide,
  schoolteacher,
];
