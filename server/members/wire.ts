// What the API sends of members to the desk. Types only.
import type { Role } from '../threads/wire.ts';

/** GET /api/v1/members?q=&role=&cursor=; the latest to join first. `role`: a role, or `staff`. */
export type MembersPage = { members: MemberRow[]; next: string | null };

export type MemberRow = {
  id: string;
  name: string;
  role: Role;
  /** Over all sites of the installation, whatever the role here. */
  owner: boolean;
  title: string | null;
  badges: string[];
  since: string;
  /** Published, and refused or removed. */
  posts: number;
  rejected: number;
};

/** GET /api/v1/members/:id */
export type MemberCard = MemberRow & {
  affiliation: string | null;
  reportsMade: number;
  reportsUpheld: number;
  /** What became of their last 24 posts, newest first. */
  last: ('published' | 'held' | 'rejected' | 'removed' | 'deleted')[];
  /** For managers and above; null otherwise, and for whom no account stands behind: a guest, an imported author. */
  account: { id: string; email: string | null; sessions: number; lastUsedAt: string | null } | null;
  /** The forum's sections. `theirs`: among those that this moderator is limited to; none, all of the site. */
  spaces: { id: string; name: string; theirs: boolean }[];
  /** What whoever asks may make of them, least first; empty where nothing. */
  roles: Role[];
};

/**
 * PUT /api/v1/members/:id/role -> MemberCard. `from`: the role on screen; 409 `taken` when it is no longer theirs. 403
 * `forbidden` above oneself, 409 `last_admin` for the only one. `spaces` (ids) limit a moderator; ignored for others.
 */
export type RoleInput = { from: Role; role: Role; spaces: string[] };
