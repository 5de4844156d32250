import type { FindingWire } from '../cases/wire.ts';
import type { PostState } from '../posts/wire.ts';
import type { DemoPoll } from './polls.ts';
import type { DemoPlayable } from './send-playable.ts';
import { typeset } from './typeset.ts';

export type DemoPost = {
  /** Unique in its conversation. */
  key: string;
  /** A person's key. */
  by: string;
  minutesAgo: number;
  /** Markdown. */
  text: string;
  /** Under it, one picture: an SVG that stands for what a telephone sends. */
  picture?: { svg: string; alt: string; credit: string };
  /** Under it, a sound or a film with its captions. */
  plays?: DemoPlayable;
  replyTo?: string;
  /** Picked by the newsroom. */
  picked?: true;
  /** What the newsroom thanks for it with. */
  thanks?: string;
  /** published where absent. */
  state?: Exclude<PostState, 'published'>;
  editedMinutesAgo?: number;
  /** What it said until then. */
  before?: string;
  reports?: DemoReport[];
  /** What the phases found in it, strongest first. */
  findings?: DemoFinding[];
  /** For what was rejected or removed. */
  decision?: DemoDecision;
};

type DemoReport = { by: string; rule: number | null; note: string; minutesAgo: number };
export type DemoFinding = Omit<FindingWire, 'number'>;
type DemoDecision = { by: string; rule: number; note: string; passages: string[]; minutesAgo: number };

export type Conversation = {
  /** The publisher's id of the article. */
  article: string;
  /** In the order of time, so parents before replies. */
  posts: DemoPost[];
  /** Above them. */
  poll?: DemoPoll;
};

export function conversation(article: string, posts: DemoPost[], more: Pick<Conversation, 'poll'> = {}): Conversation {
  return { ...more, article, posts: posts.map(printed).sort((a, b) => b.minutesAgo - a.minutesAgo) };
}

/** A post with its text as French printers would set it; evidence with it, so that it is still found in the text. */
export function printed(post: DemoPost): DemoPost {
  return {
    ...post,
    text: typeset(post.text),
    ...(post.picture && { picture: { ...post.picture, alt: typeset(post.picture.alt), credit: typeset(post.picture.credit) } }),
    ...(post.plays && { plays: { ...post.plays, alt: typeset(post.plays.alt), credit: typeset(post.plays.credit) } }),
    ...(post.before && { before: typeset(post.before) }),
    ...(post.findings && { findings: post.findings.map((finding) => ({ ...finding, evidence: finding.evidence.map(typeset) })) }),
    ...(post.decision && { decision: { ...post.decision, passages: post.decision.passages.map(typeset) } }),
  };
}
