import type { Context } from 'hono';
import type { VNode } from 'preact';
import type { Problem, Typed } from '../accounts/form.tsx';
import type { Env } from '../http/who.ts';
import type { JsonLd } from '../machines/json-ld.ts';
import { detailsTyped, MEETING_NAMES, MeetingFields } from '../meetings/MeetingFields.tsx';
import { meetingData, MeetingPart } from '../meetings/MeetingPart.tsx';
import { MeetingSection } from '../meetings/MeetingSection.tsx';
import type { Translate } from '../pages/page.tsx';
import type { Site } from '../sites/queries.ts';
import type { Place, Thread } from '../threads/queries.ts';
import type { Kind, ThreadPage } from '../threads/wire.ts';
import { GALLERY_NAMES, GalleryFields, galleryTyped } from '../galleries/GalleryFields.tsx';
import { galleryData, GalleryPart } from '../galleries/GalleryPart.tsx';
import { IdeaAbove, IdeaBefore } from '../ideas/IdeaAbove.tsx';
import { IdeaSection } from '../ideas/IdeaSection.tsx';
import { liveData } from '../lives/live-data.ts';
import { LIVE_FIELDS, LiveFields, liveTyped } from '../lives/LiveFields.tsx';
import { LiveSection, TurnSection } from '../lives/LiveSection.tsx';
import { pollTyped } from '../polls/from-form.ts';
import { POLL_FIELDS, PollFields } from '../polls/PollFields.tsx';
import { CALL_NAMES, CallFields, callTyped } from '../testimonies/CallFields.tsx';
import { CallPart } from '../testimonies/CallPart.tsx';
import { CallSection } from './CallSection.tsx';
import { AnswerFields } from './PlanFields.tsx';

export type There = Place & { thread: Thread };
/** What was refused of one of the page's forms, with what was typed. */
export type Faulty = { section: string; typed: Typed; problem: Problem };
export type FieldsProps = { t: Translate; typed: Typed; problem?: Problem | undefined; zone: string };

/** What our pages show of a kind that others have not (threads/kind-details.ts is what they know of it). */
export type KindPart = {
  /** Of its fields in the form that opens one: what was typed is kept through signing in, and every refusal. */
  names: readonly string[];
  /** Shown while that kind is chosen; null where it asks nothing more. */
  Fields: ((props: FieldsProps) => VNode) | null;
  /** What they say, as `details` of openThread. */
  details?(typed: Typed, site: Site): Record<string, unknown>;
  /** On its own page, above what is written in it. */
  above?(c: Context<Env>, place: There, page: ThreadPage): Promise<VNode | null>;
  /** What search engines read of it, before its conversation. */
  data?(c: Context<Env>, place: There, page: ThreadPage): Promise<JsonLd[]>;
  /** On /manage; its forms send to routes of its own, by `work` (manage-pages.tsx). */
  manage?(c: Context<Env>, place: There, faulty: Faulty | undefined): Promise<VNode>;
};

export const kindParts: Partial<Record<Kind, KindPart>> = {
  article: { names: [], Fields: null, manage: TurnSection },
  expert: {
    names: ['answersFrom', 'answersUntil'],
    Fields: AnswerFields,
    manage: CallSection,
  },
  idea: { names: [], Fields: null, above: IdeaAbove, manage: IdeaSection },
  live: { names: LIVE_FIELDS, Fields: LiveFields, details: liveTyped, data: liveData, manage: LiveSection },
  poll: { names: POLL_FIELDS, Fields: PollFields, details: pollTyped },
  // Some were ideas before.
  discussion: { names: [], Fields: null, above: IdeaBefore },
  gallery: { names: GALLERY_NAMES, Fields: GalleryFields, details: galleryTyped, above: GalleryPart, data: galleryData },
  testimony: { names: CALL_NAMES, Fields: CallFields, details: callTyped, above: CallPart },
  event: {
    names: MEETING_NAMES,
    Fields: MeetingFields,
    details: (typed, site) => detailsTyped(typed, site.timeZone),
    above: MeetingPart,
    data: meetingData,
    manage: MeetingSection,
  },
};

export const KIND_FIELDS = Object.values(kindParts).flatMap(({ names }) => names);
