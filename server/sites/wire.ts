// What the API sends and takes of a site's settings and charter. Types only.

export type Moderation = 'before' | 'after';
export type Audience = 'members' | 'subscribers' | 'nobody';

/** What a section may decide otherwise than its site; null follows the site. */
export type SectionRule = { name: string; moderation: Moderation | null; audience: Audience | null; closeAfterDays: number | null };

export type Settings = {
  name: string;
  forumName: string;
  locale: 'fr' | 'en';
  moderation: Moderation;
  audience: Audience;
  /** Days after publication when an article's comments close; null never. */
  closeAfterDays: number | null;
  sections: SectionRule[];
  /** Minutes during which an author may edit; 0 never. */
  editMinutes: number;
  /** A member's first posts that are held; 0 none. */
  newcomerPosts: number;
  /** More links than this hold a post. */
  maxLinks: number;
  /** Whole words or phrases; any holds the post. */
  bannedWords: string[];
  /** Readers without an account may write in the embed, by an address they prove; each post is read first. */
  guests?: boolean;
  /** Years that whoever writes declares to have; null asks nothing. */
  minAge?: number | null;
  /** A desk that opens to nobody without a second factor. */
  secondFactorForStaff?: boolean;
  /** Origins of the pages that may carry the embed, e.g. https://www.example.org */
  origins: string[];
};

/** GET|PUT /api/v1/settings. PUT names the version it edits: 409 `taken` when somebody saved meanwhile. */
export type SettingsWire = { version: number; settings: Settings };

/** GET /api/v1/charter; PUT /api/v1/charter CharterInput makes a new version: numbers are the order. 409 `taken` when `version` is no longer in force. */
export type CharterWire = {
  version: number;
  publishedAt: string;
  url: string;
  rules: { number: number; title: string; body: string; url: string }[];
};
export type CharterInput = { version: number; rules: { title: string; body: string }[] };

/** What a token may do: confirm articles; read posts whatever their state. */
export type Scope = 'articles' | 'posts';

/** GET /api/v1/tokens; POST makes one (its `token` is shown that once), DELETE /api/v1/tokens/:id ends it. */
export type TokenWire = {
  id: string;
  name: string;
  scopes: Scope[];
  /** Who made it; null for one that no account made. */
  by: string | null;
  createdAt: string;
  /** null: good until it is ended. */
  expiresAt: string | null;
  lastUsedAt: string | null;
};
export type TokenInput = { name: string; scopes: Scope[]; expiresAt: string | null };
export type TokensWire = { tokens: TokenWire[] };
export type NewTokenWire = TokenWire & { token: string };

/** GET|PUT /api/v1/look: how a site's pages look, and what day it is there. The logo has its own address: PUT|DELETE /api/v1/look/logo. */
export type Look = {
  /** IANA, e.g. Europe/Paris. */
  timeZone: string;
  /** #rrggbb; null is Terrasse's own. */
  accent: string | null;
  font: 'system' | 'serif' | 'sans';
};
export type LookWire = Look & { logoUrl: string | null };

/** GET|PUT /api/v1/spaces: the forum's sections, in order. PUT: one without a slug is new, `known` are those that were on screen; 409 `taken` when they changed. */
export type SpacesWire = { spaces: { slug: string; name: string; description: string; threads: number }[] };
export type SpacesInput = { known: string[]; spaces: { slug: string | null; name: string; description: string }[] };

/** GET|POST /api/v1/sites, PUT /api/v1/sites/:key/host: the installation's titles, for its owner. */
export type SitesWire = {
  sites: {
    key: string;
    host: string;
    url: string;
    name: string;
    locale: 'fr' | 'en';
    timeZone: string;
    members: number;
    createdAt: string;
  }[];
};
export type NewSite = { key: string; host: string; name: string; locale: 'fr' | 'en'; timeZone: string; origins: string[] };
