import type { Logger } from 'pino';
import type { Sessions } from './accounts/sessions.ts';
import type { Gathering } from './audience/gathering.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import type { Bus } from './events/bus.ts';
import type { GuardedFetch } from './http/guarded-fetch.ts';
import type { RateLimiter } from './http/rate-limit.ts';
import type { Assets } from './http/assets.ts';
import type { Mailer } from './mail/mailer.ts';
import type { Measures } from './ops/measures.ts';
import type { Traces } from './ops/traces.ts';
import type { MediaStore } from './media/store.ts';
import type { Seal } from './posts/origin-record.ts';
import type { Search } from './search/open-search.ts';
import type { Directory } from './sign-on/directory.ts';

/** What code is given instead of globals. */
export type Deps = {
  config: Config;
  db: Database;
  log: Logger;
  now: () => Date;
  newId: () => string;
  bus: Bus;
  mail: Mailer;
  /** Where pictures, sounds and films lie. */
  store: MediaStore;
  sessions: Sessions;
  limit: RateLimiter;
  /** Encrypts an origin record; nothing here decrypts. */
  seal: Seal;
  search: Search;
  assets: Assets;
  measures: Measures;
  traces: Traces;
  /** What was read, until it is written. */
  audience: Gathering;
  /** The only way out: never to a private address. */
  fetch: GuardedFetch;
  /** What providers of sign-on publish about themselves. */
  directory: Directory;
};
