import type { Member } from '../accounts/queries.ts';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { planGallery } from '../galleries/plan-gallery.ts';
import { insertIdea } from '../ideas/insert-idea.ts';
import { readIdea } from '../ideas/queries.ts';
import type { Site } from '../sites/queries.ts';
import { gatherMoments } from '../lives/gather-moments.ts';
import { planLive } from '../lives/plan-live.ts';
import { readLive, readOwnLive } from '../lives/present.ts';
import { planPoll } from '../polls/plan-poll.ts';
import { readOwnPolls, readPolls } from '../polls/present.ts';
import { planMeeting } from '../meetings/plan-meeting.ts';
import { readCounts } from '../meetings/tell-counts.ts';
import { planCall } from '../testimonies/plan-call.ts';
import type { Change, Place, Thread } from './queries.ts';
import { readAsks } from './read-asks.ts';
import type { Kind, ThreadWire, ViewerWire } from './wire.ts';

type There = Place & { thread: Thread };

/** What is written with a thread that opens, once its opening is. `text` is read by the screening like its title. */
export type OpeningDetails = { text: string; insert(tx: Writer, thread: Thread, at: Date): Promise<void> };

/** What a kind of thread has of its own beyond the table of kinds, in tables of its own by the thread's id. */
export type KindDetails = {
  /** Of what whoever opens one says as `details`. Refuses `invalid` by the names of its fields. */
  plan?(
    given: Readonly<Record<string, unknown>>,
    about: Pick<Deps, 'db'> & { site: Site; member: Member; now: Date },
  ): OpeningDetails | Promise<OpeningDetails>;
  /** What everybody who reads it knows, as it is now: told live too; with `changes`, what they may have changed of it. */
  present?(deps: Deps, place: There, changes?: Change[]): Promise<Partial<ThreadWire>>;
  /** What is theirs alone of it. */
  presentViewer?(deps: Deps, member: Member, place: There): Promise<Partial<ViewerWire>>;
  /** In the transaction that closes it, by whatever way. */
  closed?(tx: Writer, thread: Thread, at: Date): Promise<void>;
};

export const kindDetails: Partial<Record<Kind, KindDetails>> = {
  expert: { present: readAsks },
  event: { plan: planMeeting, present: (deps, { thread }, changes) => readCounts(deps, thread, changes) },
  poll: { plan: planPoll },
  testimony: { plan: planCall },
  gallery: { plan: planGallery },
  idea: { plan: () => ({ text: '', insert: insertIdea }), present: ({ db }, { thread }) => readIdea(db.read, thread) },
  live: { plan: planLive, present: readLive, presentViewer: readOwnLive, closed: gatherMoments },
};

/** With the polls that any thread may have. */
export const detailsOf = async (deps: Deps, { thread, ...place }: Place, changes?: Change[]): Promise<Partial<ThreadWire>> => ({
  ...(thread && (await kindDetails[thread.kind]?.present?.(deps, { ...place, thread }, changes))),
  ...(await readPolls(deps, thread)),
});

export const viewerDetailsOf = async (deps: Deps, member: Member, { thread, ...place }: Place): Promise<Partial<ViewerWire>> => ({
  ...(thread && (await kindDetails[thread.kind]?.presentViewer?.(deps, member, { ...place, thread }))),
  ...(await readOwnPolls(deps, member, { ...place, thread })),
});
