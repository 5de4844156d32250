// What the desk reads when it opens. Types only.
import type { Role, SiteWire } from '../threads/wire.ts';

/** GET /api/v1/desk: 401 signed out, 404 for whoever is no staff of this site. */
export type DeskWire = {
  site: SiteWire;
  member: { id: string; name: string; role: Role };
  /** Acts this member may do: what is not listed is not offered. */
  can: (
    | 'decide'
    | 'threads'
    | 'members'
    | 'invitations'
    | 'settings'
    | 'charter'
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
  count: number;
  held: number;
  /** By its own word; whatever that is, its article, section or site may have closed it too (`closedAround`). */
  closed: boolean;
  closedAround: boolean;
  /** Its own word, null where it follows what is around it (`moderationAround`). */
  moderation: 'before' | 'after' | null;
  moderationAround: 'before' | 'after';
  lastAt: string | null;
};
