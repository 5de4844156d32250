// What the desk reads when it opens. Types only.
import type { MeasureWire, Role, SiteWire, SurgeWire } from '../threads/wire.ts';

/** GET /api/v1/desk: 401 signed out, 404 for whoever is no staff of this site. */
export type DeskWire = {
  site: SiteWire;
  /** Where the site is (IANA): a moderator may sit elsewhere. */
  timeZone: string;
  /** `blind`: who wrote what is not told to them before it is decided. PUT /api/v1/desk/preferences {blind} -> 204. */
  member: { id: string; name: string; role: Role; blind: boolean };
  /** Who sees the site: everybody, or its newsroom before it opens, and while it pauses. */
  state: 'draft' | 'live' | 'paused';
  /** Notices of illegal content past their alarm, and the case of the oldest; null where none is, or they are not theirs to decide. */
  overdue: { n: number; case: { id: string; number: number } } | null;
  /** Whether there are calls for testimony whose answers they read, on /testimonies. */
  testimonies: boolean;
  /** Acts this member may do: what is not listed is not offered. A journalist has `inbox` alone. */
  can: (
    | 'decide'
    | 'inbox'
    | 'threads'
    | 'members'
    | 'calendar'
    | 'mediations'
    | 'invitations'
    | 'audience'
    | 'review'
    | 'month'
    | 'settings'
    | 'charter'
    | 'canned'
    | 'readings'
    | 'agreement'
    | 'tokens'
    | 'webhooks'
    | 'sites'
    | 'mails'
    | 'security'
  )[];
};

/** GET /api/v1/desk/threads?cursor=: the site's threads, latest activity first. */
export type DeskThreads = { threads: DeskThread[]; next: string | null };
export type DeskThread = {
  id: string;
  title: string;
  url: string;
  surface: 'comments' | 'forum';
  /** An event, which has a list at the door. */
  event: boolean;
  count: number;
  held: number;
  /** By its own word; whatever that is, its article, section or site may have closed it too (`closedAround`). */
  closed: boolean;
  closedAround: boolean;
  /** First in its space; null where it is in none. */
  pinned: boolean | null;
  /** Its own word, null where it follows what is around it (`moderationAround`). */
  moderation: 'before' | 'after' | null;
  moderationAround: 'before' | 'after';
  /** What holds there for a while. */
  measures: MeasureWire[];
  /** null where all is as usual, or what it proposes holds already. */
  surge: SurgeWire | null;
  lastAt: string | null;
};
