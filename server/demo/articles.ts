import type { SectionRule } from '../sites/wire.ts';
import type { DemoArticle } from './article.ts';
import { canteen } from './stories/canteen.ts';
import { copper } from './stories/copper.ts';
import { derby } from './stories/derby.ts';
import { dictation } from './stories/dictation.ts';
import { flood } from './stories/flood.ts';
import { lockKeeper } from './stories/lock-keeper.ts';
import { marketGuide } from './stories/market-guide.ts';
import { planeTrees } from './stories/plane-trees.ts';
import { schoolteacher } from './stories/schoolteacher.ts';
import { seeds } from './stories/seeds.ts';
import { shuttle } from './stories/shuttle.ts';

/** In the order of the front page. */
export const articles: DemoArticle[] = [
  planeTrees,
  flood,
  shuttle,
  derby,
  canteen,
  copper,
  seeds,
  dictation,
  lockKeeper,
  marketGuide,
  schoolteacher,
];

/** The sections whose comments follow other rules than the site's. */
export const sections: SectionRule[] = [
  { name: 'Justice', moderation: 'before', audience: null, closeAfterDays: null },
  { name: 'Enquête', moderation: null, audience: 'subscribers', closeAfterDays: null },
  { name: 'Carnet', moderation: null, audience: null, closeAfterDays: 3 },
];
