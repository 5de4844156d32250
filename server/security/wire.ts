// What the API sends of the security log to admins. Types only.

/** GET /api/v1/security-log?event=&account=&cursor=&of=site|installation; newest first. `account`: an outside id, or a mail address. */
export type SecurityLogWire = {
  entries: SecurityEntryWire[];
  next: string | null;
  /** All there can be, to choose from. */
  events: string[];
  /** Days after which an entry is deleted. */
  days: number;
  /** Whoever asks may also see what concerns no site in particular. */
  installation: boolean;
};

export type SecurityEntryWire = {
  id: string;
  at: string;
  event: string;
  /** The account it happened to, and the one who did it. */
  account: SecurityPerson | null;
  actor: SecurityPerson | null;
  facts: Record<string, string | number | null>;
  /** 203.0.113.0/24 */
  network: string | null;
};

/** Why a passkey was refused: no such key, not its signature, a challenge that was used, a counter that went back. */
export type PasskeyProblem = 'unknown' | 'signature' | 'replayed' | 'counter';

/** `name`: as a member of this site; null for who is none, or has left. */
export type SecurityPerson = { id: string; name: string | null };
