// What the API sends of the law. Types only.

/** GET /api/v1/legal-grounds, in the language asked for. */
export type LegalGroundWire = {
  id: string;
  label: string;
  /** In everyday words. */
  what: string;
  /** As lawyers cite it; may be empty. */
  article: string;
  url: string | null;
  /** Whoever gives notice of it need not say who they are. */
  anonymous: boolean;
};

/** POST /api/v1/notices {post, ground, explanation, name, email, goodFaith: true}: 201, where its author follows it. */
export type NoticeAnswer = { url: string };

/** What the desk is shown of a case that the law is a reason of. Never of who gave notice to its author. */
export type LegalWire = {
  clocks: ClocksWire;
  notices: NoticeWire[];
  /** The notified text as it was, with the print of all that was kept of it. */
  evidence: EvidenceWire[];
  /** Those that wait for one answer, or had it: of the same decision. */
  appeals: AppealWire[];
  /** Whether who asks may answer them; `alone`: they decided what is contested, and nobody else could. */
  mayDecide: 'yes' | 'alone' | 'no';
};

export type ClocksWire = {
  noticedAt: string | null;
  seenAt: string | null;
  knownAt: string | null;
  actedAt: string | null;
  /** When managers are told that nothing was decided. */
  alarmAt: string | null;
};

export type NoticeWire = {
  id: number;
  at: string;
  /** Of GET /api/v1/legal-grounds. */
  ground: string;
  explanation: string;
  url: string;
  name: string | null;
  email: string | null;
  emailProved: boolean;
  revision: number;
  outcome: 'acted' | 'not_acted' | null;
};

/** `print`: sha-256, hexadecimal. */
export type EvidenceWire = { revision: number; at: string; print: string; source: string; author: string };

export type AppealWire = {
  id: string;
  at: string;
  by: 'author' | 'notifier';
  text: string;
  state: 'open' | 'upheld' | 'partly' | 'reversed';
  answer: string;
  decidedAt: string | null;
  alone: boolean;
  /** What is contested, and whose decision it was; null where nobody's. */
  contested: { at: string; by: string | null; verdict: string };
};

/** POST /api/v1/appeals/:id/decision. A rule or a legal ground is needed where a notifier’s appeal takes something. */
export type AppealInput = {
  version: number;
  outcome: 'upheld' | 'partly' | 'reversed';
  answer: string;
  rule?: number;
  legalGround?: string;
  /** One knows to have decided it oneself. */
  alone?: boolean;
};
