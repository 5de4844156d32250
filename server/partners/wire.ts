// What the API sends of partners. Types only: the desk imports them.
import type { Tokens } from '../sites/wire.ts';

/** « Sponsorisé par X », « En partenariat avec X ». */
export type Label = 'sponsored' | 'partner';

/** #rrggbb; null is ours, or follows from the others. */
export type PartnerLook = Pick<Tokens, 'ink' | 'paper' | 'inkDark' | 'paperDark' | 'accentDark'> & { accent: string | null };

/** POST /api/v1/partners -> 201, the list. `key`: in its pages, before their own ids. `moderation` null follows the site. */
export type PartnerInput = {
  key: string;
  name: string;
  label: Label;
  url: string;
  origins: string[];
  moderation: 'before' | null;
  look: PartnerLook;
};

/**
 * PUT /api/v1/partners/:id, PUT .../end, PUT .../link -> 201 {url}, DELETE .../link -> 204. PUT names the version it edits: 409
 * `taken`. Name and label are refused once a conversation bears them.
 */
export type PartnerWire = PartnerInput & {
  id: string;
  version: number;
  /** As its conversations say it. */
  said: string;
  /** Of its own, here or in its pages. */
  threads: number;
  /** A link to its figures is out. */
  linked: boolean;
  endedAt: string | null;
};
export type PartnerChange = Omit<PartnerInput, 'key'> & { version: number };
export type PartnersWire = { partners: PartnerWire[]; site: string; home: string };
/** Told this once. */
export type PartnerLinkWire = { url: string };
