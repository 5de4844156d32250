import type { CameBy } from './came-by.ts';

/** What is counted of one request. `visitor`: network address and browser's name, in memory for some seconds. */
export type Counted = { siteId: number; day: string } & (
  | { kind: 'view'; visitor: string; articleId: number; threadId: number; cameBy: CameBy | null }
  /** `member`: outside id, in memory for some seconds (docs/decisions/083). */
  | { kind: 'opening'; trial: number; half: 'first' | 'second'; member: string }
  | { kind: 'sent'; articleId: number; threadId: number }
  | { kind: 'act'; act: Act; cameBy: CameBy }
);
/** What readers did on the page that a campaign led to. */
export type Act = 'posts' | 'firstPosts' | 'follows';

export type Gathering = {
  add(counted: Counted): void;
  /** All of it: it is empty then. */
  take(): Counted[];
};

/** Some ten megabytes: more waits only while the database is away, and is lost. */
const MOST = 50_000;

/** What was counted and not written yet (docs/decisions/070). */
export function createGathering(): Gathering {
  let gathered: Counted[] = [];
  return {
    add: (counted) => void (gathered.length < MOST && gathered.push(counted)),
    take() {
      const taken = gathered;
      gathered = [];
      return taken;
    },
  };
}
