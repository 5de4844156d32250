import type { ErrorCode } from '#server/wire.ts';
import type { UploadedWire } from '#server/media/wire.ts';
import type { NudgeWire } from '#server/posts/wire.ts';
import type { HandleWire } from '#server/mentions/wire.ts';
import type { Picked } from '../quoting.ts';
import type { Mark } from '../markdown.ts';
import type { Sort } from '#server/threads/wire.ts';

/** What the reader is doing, beside what the thread holds. */
export type View = {
  /** The post an address names. */
  here: string | null;
  /** What is being fetched: `more`, `sort`, or a root's id. */
  busy: string | null;
  /** What could not be fetched. */
  stuck: string | null;
  offlineSince: number | null;
  back: { sent: number; received: number } | null;
  /** Said to those who listen, once. */
  said: string;
  /** Said beside a post, to those who look, for a moment. */
  beside?: { post: string; words: string } | undefined;
  /** Whom a composer may call, and which of them is chosen. */
  calling?: { composer: ComposerKey; handles: HandleWire[]; active: number } | null;
  /** Of a live night: whoever reads is not at its end, and nothing moves under their eye. */
  away?: boolean;
  /** It went on when this page was opened. */
  flowed?: boolean;
  /** What is said of a vote in a poll, by its id. */
  polls?: Record<string, string>;
  /** The passage of a post that is selected. */
  picked?: Picked | null;
  /** What plays in its post: one at a time. */
  playing?: { post: string; url: string };
  composers: Record<string, ComposerView>;
  /** The post whose deletion waits for a yes. */
  confirm: string | null;
  report: ReportView | null;
  /** Who writes without being known is asked for. */
  guest: GuestView | null;
  /** The embed keeps a session of its own, which can be ended here. */
  canSignOut: boolean;
  /** In a publisher's page: ours lead there by themselves. */
  canOpenData?: boolean;
};

export type ComposerKey = 'new' | `reply:${string}` | `edit:${string}`;

export type ComposerView = {
  busy: 'sending' | 'signing' | null;
  problem: Problem | null;
  /** Milliseconds: when one may try again. */
  waitUntil: number | null;
  /** Characters too many. */
  over: number;
  preview: string | null;
  /** When the draft it opened with was kept. */
  draftAt: number | null;
  /** A picture that is to be shown in it, on its way or waiting to be described. */
  picture?: PictureView | null;
};

/** `share` from 0 to 1: how much of it has left. `wordless`: it was to be placed without a description. `fault`: what is wrong with its captions. */
export type PictureView = {
  name: string;
  share: number;
  sent: UploadedWire | null;
  problem: string | null;
  wordless: boolean;
  fault: string | null;
};

/** `unreachable`: no answer came. */
export type FailureCode = ErrorCode | 'unreachable';
export type Problem = {
  code: FailureCode;
  message: string;
  reference?: string | undefined;
  retryAfter?: number | undefined;
  /** With `nudged` and `text_refused`: what it is about. */
  nudge?: NudgeWire | undefined;
};

/** Beside a composer whose text waits. `faults`: by field. */
export type GuestView = {
  composer: ComposerKey;
  step: 'ask' | 'sent';
  busy: boolean;
  name: string;
  email: string;
  faults: Record<string, string>;
  problem: Problem | null;
};

export type ReportView = { post: string; busy: boolean; done: boolean; problem: Problem | null };

/** What the drawing asks for. On the server there is nobody to ask. */
export type Actions = {
  copy(id: string): void;
  sort(sort: Sort): void;
  more(): void;
  branch(root: string): void;
  fresh(): void;
  /** What a post links to, where it plays. */
  play(post: string, url: string): void;
  reply(id: string): void;
  /** Into what is being written, or an answer; `passage` null is all it says itself. */
  quote(id: string, passage: string | null): void;
  edit(id: string): void;
  confirm(id: string | null): void;
  remove(id: string): void;
  report(id: string): void;
  /** With a reaction of the site's, by its key; or no longer. */
  react(id: string, kind: string): void;
  /** For a question, or no longer. */
  vote(id: string): void;
  /** Of a live night: away from its end, or there again. */
  away(is: boolean): void;
  /** It is paused, or goes on. */
  pause(on: boolean): void;
  /** A post above its flow, or no longer. */
  pin(id: string): void;
  /** In a poll, for these options. */
  poll(id: string, options: number[]): void;
  /** Folds what its author writes, or no longer. */
  ignore(id: string): void;
  retry(clientId: string): void;
  takeBack(clientId: string): void;
  resend(id: string): void;
  /** A hand is on the composer: what it takes to write is fetched. */
  wake(): void;
  submit(name: ComposerKey): void;
  cancel(name: ComposerKey): void;
  discard(name: ComposerKey): void;
  preview(name: ComposerKey): void;
  /** Back to a text that was not taken as it is. */
  reword(name: ComposerKey): void;
  mark(name: ComposerKey, kind: Mark): void;
  /** Chooses a picture to show in it. */
  picture(name: ComposerKey): void;
  /** Puts whom one calls where the call was begun. */
  call(handle: string): void;
  /** A warning was read: by its statement. */
  acknowledge(statement: string): void;
  /** What helps with a first post has been read. */
  putWelcomeAway(): void;
  sendReport(rule: number | null, note: string): void;
  closeReport(): void;
  signOut(): void;
  /** To take along or to erase, on a page of ours. */
  ownData(): void;
};

/** Characters of a post, as the server counts them. */
export const MAX_POST = 10_000;

export const restingComposer: ComposerView = { busy: null, problem: null, waitUntil: null, over: 0, preview: null, draftAt: null };

export const restingView: View = {
  here: null,
  busy: null,
  stuck: null,
  offlineSince: null,
  back: null,
  said: '',
  composers: {},
  confirm: null,
  report: null,
  guest: null,
  canSignOut: false,
};
