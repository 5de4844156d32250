import { createHmac } from 'node:crypto';
import { Refusal } from '../errors.ts';
import { networkOf } from './address.ts';
import type { Counter, Counts } from './rate-counters.ts';

/** `count` acts from the first on, for `ms`. */
type Limit = { count: number; ms: number };

/** Each limit with its reason. */
export const limits = {
  /** Every write, whatever it does: no person is faster, at the keyboard of the desk or in an embed. */
  writeByAccount: { count: 120, ms: 60_000 },
  /** A newsroom, a school, a mobile network's many readers behind one address fit in it; a machine does not. */
  writeFromAddress: { count: 600, ms: 60_000 },
  /** A site under attack leaves the others of its installation their share; an election night is a tenth of it. */
  writeOnSite: { count: 6000, ms: 60_000 },
  /** A publisher's server that tells of all its articles. */
  writeByServer: { count: 1200, ms: 60_000 },
  /** A conversation's pace; a heated exchange still fits. */
  post: { count: 5, ms: 180_000 },
  /** What a final is told at (lives/pace.ts), in bursts. */
  postLive: { count: 12, ms: 180_000 },
  /** A class that writes together; a room of machines is held to the pace of eight people. */
  postFromAddress: { count: 40, ms: 180_000 },
  /** A reader has a few things to raise in a day; whoever floods a front page has more. */
  openThread: { count: 5, ms: 3_600_000 },
  openThreadFromAddress: { count: 20, ms: 3_600_000 },
  edit: { count: 20, ms: 180_000 },
  /** To calls of the newsroom's: sent, mended, sent again; a class that answers together. */
  letterTest: { count: 20, ms: 3_600_000 },
  testify: { count: 20, ms: 3_600_000 },
  testifyFromAddress: { count: 60, ms: 3_600_000 },
  /** To the newsroom, in private: a correction after another, and a conversation with it. */
  writeToNewsroom: { count: 20, ms: 3_600_000 },
  report: { count: 20, ms: 3_600_000 },
  /** Many members behind one address who all report: a campaign. */
  reportFromAddress: { count: 60, ms: 3_600_000 },
  /** Of illegal content, by the address of the network and the one that is given; a lawyer’s afternoon fits. */
  notice: { count: 20, ms: 3_600_000 },
  /** Against decisions, by the address of the network: each can be made once anyway. */
  appeal: { count: 20, ms: 3_600_000 },
  /** Each unpacks a picture: a tenth of a second of a core, or more. */
  photo: { count: 20, ms: 3_600_000 },
  /** What somebody shows in an evening of it; each unpacks a picture. */
  upload: { count: 20, ms: 3_600_000 },
  uploadInADay: { count: 60, ms: 86_400_000 },
  /** A name being typed, letter by letter. */
  suggest: { count: 120, ms: 60_000 },
  /** While somebody types: every other second, without a pause. */
  draft: { count: 40, ms: 60_000 },
  /** One reads faster than one writes: a gesture a second, for a minute, is no reader's. */
  react: { count: 60, ms: 60_000 },
  /** For later. */
  keep: { count: 60, ms: 60_000 },
  ignore: { count: 60, ms: 3_600_000 },
  /** By the address of the network: a newsroom’s afternoon fits. Each takes some milliseconds of a core. */
  search: { count: 120, ms: 60_000 },
  /** A dashboard that looks each second; more is a loop. */
  figures: { count: 60, ms: 60_000 },
  /** Asked while a title is typed. */
  similar: { count: 240, ms: 60_000 },
  preview: { count: 60, ms: 60_000 },
  /** Each screens a month of posts anew: seconds of a core, in a thread of its own. */
  trial: { count: 30, ms: 3_600_000 },
  /** What somebody types to the team: a word a minute, for hours. */
  deskNote: { count: 120, ms: 3_600_000 },
  /** Each decides fifty at most: a wave of spam is cleared, a slip is not a thousand posts. */
  decideMany: { count: 20, ms: 60_000 },
  saveFilter: { count: 60, ms: 3_600_000 },
  /** Argon2 costs 6 ms of a core: this bounds what a stranger can make us spend, and how fast passwords are tried. */
  signIn: { count: 10, ms: 300_000 },
  signUp: { count: 10, ms: 3_600_000 },
  /** Each sends a mail to somebody. */
  mailLink: { count: 5, ms: 3_600_000 },
  /** The code of an embed's window, a refresh's cookie, and a publisher's token that is refused: 256 bits, so this only bounds the work of asking. */
  exchange: { count: 60, ms: 300_000 },
  /** To a provider and back: each asks something of it. A newsroom, a mobile network's readers when an article is shared. */
  signOn: { count: 120, ms: 300_000 },
  /** Mailed links and invitations, looked at or followed. 256 bits too; a scanner of mails opens each once. */
  link: { count: 60, ms: 300_000 },
  /** Each sends a mail in the site's name: a whole newsroom in an hour, not a mailing list. */
  invite: { count: 60, ms: 3_600_000 },
  /** Six digits, three of them good at a time: whoever has the password finds one in seven years, on average. */
  secondFactor: { count: 5, ms: 3_600_000 },
  /** Each sends a mail to somebody. By the address that asks, and the one that is written to. */
  guestAsk: { count: 5, ms: 3_600_000 },
  /** All of a site's: what its mail server's good name is worth. */
  guestAskOnSite: { count: 300, ms: 3_600_000 },
  /** An embed asks every few seconds whether the link was followed; a household may have three. */
  guestProof: { count: 60, ms: 60_000 },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof limits;
export type RateLimiter = (name: LimitName, who: string) => Promise<void>;

/** Refuses `too_fast`, with the seconds to wait, once `who` (a member, an address, a site) has done `name` too often. */
export function createRateLimiter(secret: string, count: Counter): RateLimiter {
  return async (name, who) => {
    const counts = await count(name, keyOf(secret, name, who));
    if (isOver(name, counts)) throw new Refusal('too_fast', { retryAfter: Math.max(1, Math.ceil(counts.msLeft / 1000)) });
  };
}

/** No store holds an address, of the network or of mail: what it counts by is their keyed hash. */
const keyOf = (secret: string, name: LimitName, who: string) =>
  createHmac('sha256', `${secret} limits`)
    .update(`${name} ${networkOf(who)}`)
    .digest('base64url');

const isOver = (name: LimitName, { acts }: Counts) => acts > limits[name].count;
