import type { ComponentChildren, ComponentType, VNode } from 'preact';
import type { PostWire } from '#server/posts/wire.ts';
import type { ThreadState } from '../store.ts';
import type { Context } from './context.ts';
import type { Branch } from './tree.ts';
import type { Actions, ComposerKey, ComposerView, View } from './view.ts';

/** What every part of the drawing looks at. */
export type Scene = {
  state: ThreadState;
  view: View;
  context: Context;
  /** Absent on the server. */
  on: Actions | null;
  /** What the first drawing of a page does without: each comes with what it serves. */
  parts: Partial<Parts>;
};

type Part<Props = object> = ComponentType<Props & { scene: Scene }>;
type ComposerPart = Part<{ name: ComposerKey; composer: ComposerView }>;
export type Parts = ReadingParts &
  WritingParts &
  NightParts &
  AsideParts &
  StandingParts & {
    Failure: ComponentType;
    Cite: Part;
    Confirm: Part<{ post: PostWire }>;
    GuestPanel: Part;
    PicturePanel: Part<{ name: ComposerKey }>;
    Suggestions: Part<{ name: ComposerKey }>;
    Report: Part;
  };
type NightParts = {
  /** The whole drawing, where it is another. */
  Whole?: Part | undefined;
  /** One of a live night's posts, where it is drawn again and again. */
  stand?: ((key: string, props: { scene: Scene; branch: Branch }) => VNode) | undefined;
};
export type AsideParts = {
  Asks: Part;
  Below: Part<{ post: PostWire }>;
  Official: Part;
  Polls: Part;
  Shut: Part;
  Takes: Part;
  ThreadMeasures: Part;
  Votes: Part<{ post: PostWire }>;
};
export type StandingParts = {
  Standing: Part;
  Ignored: Part<{ post: PostWire; children: ComponentChildren }>;
  StaffActs: Part<{ post: PostWire }>;
  Told: Part<{ post: PostWire }>;
  VoiceField: Part;
};
export type ReadingParts = {
  Opening: Part;
  Notes: Part;
  Fresh: Part;
  Menu: Part<{ post: PostWire }>;
};
export type WritingParts = {
  Signed: Part;
  OwnNote: Part<{ branch: Branch }>;
  OwnActs: Part<{ post: PostWire }>;
  EditComposer: Part<{ post: PostWire }>;
  ReplyComposer: Part<{ post: PostWire }>;
  ComposerHead: ComposerPart;
  ComposerFoot: ComposerPart;
  submitState(scene: Scene, name: ComposerKey, composer: ComposerView): { idle: boolean; label: string };
};

export const canWrite = ({ state: { thread, viewer } }: Scene): boolean => thread.writing.state === 'open' && (!viewer || viewer.canPost);

/** Where questions are asked to somebody, readers ask: others answer. */
export const canReply = (scene: Scene) => canWrite(scene) && (!scene.state.thread.asks || scene.state.viewer?.answers);

export const isIgnored = ({ state: { viewer } }: Scene, { author }: PostWire) => author && viewer?.ignored?.includes(author.id);

/** Done here where there is JavaScript; by the link itself where there is none, or where another tab was asked for. */
export const instead = (act: (() => void) | null | undefined) =>
  act
    ? (event: Event & Partial<Pick<MouseEvent, 'ctrlKey' | 'metaKey' | 'shiftKey'>>) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        act();
      }
    : undefined;
