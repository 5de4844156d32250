// What the API sends of live nights. Types only: the widget imports them.
import type { AuthorWire, PostWire } from '../posts/wire.ts';

/** `announced`: its hosts alone write until `startsAt`. `paused`: until they go on. `ended`: nobody writes, one reads it in order. */
export type LiveState = 'announced' | 'on_air' | 'paused' | 'ended';

export type LiveWire = {
  state: LiveState;
  /** ISO 8601; null where it began with its opening. */
  startsAt: string | null;
  hosts: AuthorWire[];
  /** What they show above the flow; null where nothing. */
  pinned: PostWire | null;
  /** Its best, in the order in which they were written. */
  moments: MomentWire[];
  /** The event that it follows; null without one, and where readers do not find it. */
  event: { title: string; url: string } | null;
};

/** `text`: how it begins. `pinned` by its hosts, `featured` by the newsroom, `reacted`: what readers reacted to most. */
export type MomentWire = { post: string; at: string; author: string; text: string; why: 'pinned' | 'featured' | 'reacted' };

/** What somebody may do there: `runs` it (pins, pauses, ends), `hosts` it: writes also while it is paused. */
export type OwnLiveWire = { runs: boolean; hosts: boolean };
