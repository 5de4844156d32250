// What the API sends of mails to admins. Types only.

/** GET /api/v1/mails: those that have not left, this site's and, to the owner, the installation's. */
export type MailsWire = {
  /** False: mails are files, which the owner reads here. */
  smtp: boolean;
  /** Not tried yet, or being sent. */
  waiting: number;
  /** Of the last 30 days, the latest first; mails that concern no site are not measured. */
  days: MailDay[];
  /** Members' addresses that refuse what is sent to them. */
  refusing: number;
  /** The first 100 that did not get through, in their order. */
  failing: FailingMail[];
};

/** One kind, one day (UTC): mails that left, tries that failed, mails given up. */
export type MailDay = { day: string; kind: string; sent: number; failed: number; lost: number };

/** POST /api/v1/mails/:id/tries sends it now; DELETE /api/v1/mails/:id drops one that is no longer tried by itself. */
export type FailingMail = {
  id: number;
  /** account.mail, statement.mail, … */
  kind: string;
  tries: number;
  /** null: given up, a person must see to it. */
  nextAt: string | null;
  at: string;
  to: string | null;
  /** What the server said, or how it could not be reached. */
  reason: string;
  /** The server said that it never will take it. */
  lasting: boolean;
};

/** GET /api/v1/kept-mails, GET /api/v1/kept-mails/:id; the owner's, for they hold links that sign anybody in. */
export type KeptMails = { mails: KeptMailRow[] };
export type KeptMailRow = { id: string; at: string; to: string; subject: string };
export type KeptMailWire = KeptMailRow & { text: string };

/** GET /api/v1/mail-samples: every wording of every kind of mail, made with made-up data. */
export type MailSamples = { samples: MailSample[] };
export type MailSample = {
  kind: string;
  /** `confirm`, `removal`, …: one of its kind. */ wording: string;
  fr: SampleLetter;
  en: SampleLetter;
};
/** `unsubscribe`: its List-Unsubscribe header (RFC 2369). */
export type SampleLetter = { subject: string; text: string; html: string; unsubscribe: string | null };
