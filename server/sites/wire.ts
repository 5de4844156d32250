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

/** GET /api/v1/tokens; POST makes one (its `token` is shown that once), DELETE /api/v1/tokens/:id ends it. */
export type TokenWire = { id: string; name: string; createdAt: string; lastUsedAt: string | null };
export type TokensWire = { tokens: TokenWire[] };
export type NewTokenWire = TokenWire & { token: string };
