// What the API sends and takes of a site's settings and charter. Types only.

import type { InboxPromises } from '../inbox/wire.ts';
import type { Reaction } from '../reactions/wire.ts';

export type Moderation = 'before' | 'after';
export type Audience = 'members' | 'subscribers' | 'nobody';
/** Beside the newsroom and whoever it invites: nobody, readers whose first posts stand, all who have an account. */
export type Uploaders = 'newsroom' | 'known' | 'members';

/** What a section may decide otherwise than its site; null follows the site. */
export type SectionRule = {
  name: string;
  moderation: Moderation | null;
  audience: Audience | null;
  closeAfterDays: number | null;
  /** What it screens otherwise than its site. */
  screening?: ScreeningOverride | null;
};

/** A word, part of a word or pattern, and what follows where a text has it; `lang` null in any language. */
export type WordRule = {
  id: string;
  text: string;
  match: 'word' | 'part' | 'pattern';
  lang: 'fr' | 'en' | null;
  effect: 'flag' | 'nudge' | 'hold' | 'refuse';
};

/** The phases whose effect a site may choose. What a decision, the law or an account asks for is no choice of settings. */
export type TunedPhase =
  | 'links'
  | 'repeat'
  | 'near_repeat'
  | 'flood'
  | 'typed_too_fast'
  | 'newcomer'
  | 'recent_record'
  | 'personal_data'
  | 'capitals'
  | 'language'
  | 'late_edit'
  | 'quotes_removed'
  | 'media'
  | 'toxicity'
  | 'spam'
  | 'external';
export type TunedEffect = 'off' | 'flag' | 'nudge' | 'hold';

/** What the phases are told (moderation/). A section, a space and a thread may each say otherwise of what they name. */
export type Screening = {
  words: WordRule[];
  /** More links than this hold a post; those to trusted hosts are not counted. */
  maxLinks: number;
  /** A link from an account younger than this, in days, holds; 0 whatever its age. */
  linksAfterDays: number;
  trustedHosts: string[];
  blockedHosts: string[];
  /** A member's first posts that are held; 0 none. */
  newcomerPosts: number;
  /** Where the site wants another effect than the phase's own; `off` skips it. */
  effects: Partial<Record<TunedPhase, TunedEffect>>;
  /** The rule of the charter that a word of caution names; null the charter as a whole. */
  nudgeRule: number | null;
  /** Scores from 0 to 1: from where it ranks, from where it holds (null: it never does). */
  classifier: { on: boolean; rankFrom: number; holdFrom: number | null };
  /** A service asked about each post; null asks none. */
  external: { url: string; onFailure: 'hold' | 'publish'; timeoutMs: number } | null;
  /** Reports hide a post from this score on, and never below five (reports/score.ts). */
  hideFrom: number;
};
export type ScreeningOverride = Partial<Omit<Screening, 'external' | 'hideFrom'>>;

/** GET|PUT /api/v1/screening: of the site, and where its sections and spaces differ. PUT names the settings' version: 409 `taken`. */
export type ScreeningWire = {
  version: number;
  screening: Screening;
  sections: { name: string; screening: ScreeningOverride | null }[];
  spaces: { slug: string; name: string; screening: ScreeningOverride | null }[];
  /** By which requests to the outside service are signed; null where none is asked. */
  externalSecret: string | null;
};
export type ScreeningInput = Pick<ScreeningWire, 'version' | 'screening'> & {
  sections: ScreeningWire['sections'];
  spaces: { slug: string; screening: ScreeningOverride | null }[];
};

/**
 * Points that a measure leaves, more for some rules (by number), forgotten after `lapseDays`. `steps`: from so many points
 * on, the measure the desk proposes and for how long (hours; null has no end). A person poses it.
 */
export type Ladder = {
  points: Record<'warning' | 'slow' | 'approval' | 'suspension' | 'ban', number>;
  rules: Record<number, number>;
  lapseDays: number;
  steps: { from: number; kind: 'warning' | 'slow' | 'approval' | 'suspension' | 'ban'; hours: number | null }[];
};

/** Whole hours of the day, where the site is: from 8 to 22 is until 21:59. */
export type Hours = { from: number; to: number };

/** What search engines may show of a site: each shows what those before it do; `members`, their pages too. */
export type SearchEngines = 'nothing' | 'forum' | 'articles' | 'members';

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
  screening: Screening;
  /** Readers without an account may write in the embed, by an address they prove; each post is read first. */
  guests?: boolean;
  /** Years that whoever writes declares to have; null asks nothing. */
  minAge?: number | null;
  /** What measures weigh, and what to propose from how many points on; absent: sanctions/ladder.ts. */
  ladder?: Ladder;
  /** When moderators are there: threads that close at night close outside of it (threads/measures.ts). */
  openingHours?: Hours;
  /** Percent of decisions that somebody else reads again (second-readings/); absent: 5. */
  secondReadings?: number;
  /** Subscribers bear a sign beside their names. */
  showSubscribers?: boolean;
  /** A desk that opens to nobody without a second factor. */
  secondFactorForStaff?: boolean;
  /** What is planned is approved by somebody else than who wrote it (docs/decisions/065). */
  calendarReview?: boolean;
  /** What the law asks of it, by its own declaration (sites/law.ts has what holds without one). */
  law?: LawSettings;
  /** The pages that posts link to are asked for their titles; absent: they are. */
  linkPreviews?: boolean;
  /** Articles sent with a space's tags are listed there, conversation and all; absent: they are not. Each post keeps its surface. */
  listArticles?: boolean;
  /** Who makes tags that there are not yet; absent: whoever opens a conversation. */
  tagsBy?: 'members' | 'staff';
  /** Absent: the forum, without articles' comments and members' pages. */
  searchEngines?: SearchEngines;
  /** Who may show pictures; absent: readers whose first posts stand. */
  pictures?: Uploaders;
  /** Who may send sounds and films, how heavy and how long each; absent: media/policy.ts. */
  films?: Uploaders;
  filmMegabytes?: number;
  filmMinutes?: number;
  /** What one can say of a post without writing; absent: reactions/set.ts, empty: nothing. */
  reactions?: Reaction[];
  /** Hours within which the newsroom promises a word (inbox/lanes.ts has what holds without one). */
  promises?: Partial<InboxPromises>;
  /** Who publishes it (sites/publisher.ts). */
  publisher?: Publisher;
  /** Absent: open to readers. `draft` before that, `paused` after: its newsroom alone sees it. */
  state?: 'draft' | 'paused';
  /** Origins of the pages that may carry the embed, e.g. https://www.example.org */
  origins: string[];
};

/** What a surface is to the DSA (regulation (EU) 2022/2065): hosting alone (recital 13), a platform, or one whose size spares it section 3 (art. 19). */
export type DsaProfile = 'hosting' | 'platform' | 'platform_small';

export type LawSettings = {
  comments: DsaProfile;
  forum: DsaProfile;
  /** Who declared the profiles, and when; null while nobody did. */
  declaredBy: string | null;
  declaredAt: string | null;
  /** Minutes after which a notice that nobody decided rings at the managers' desks. */
  alarmMinutes: number;
  /** Months during which a decision can be contested: six at least (DSA, art. 20(1)). */
  contestMonths: number;
  /** A page says how many decisions there were by which rule, and names nobody. */
  publicLog: boolean;
  /** Certified out-of-court dispute settlement bodies, named in statements and answers (DSA, art. 21). */
  disputeBodies: DisputeBody[];
};

export type DisputeBody = { name: string; url: string };

/** GET|PUT /api/v1/law. PUT names the version of the site's settings: 409 `taken` when somebody saved meanwhile. */
export type LawWire = { version: number; law: LawSettings };
export type LawInput = { version: number; law: Omit<LawSettings, 'declaredBy' | 'declaredAt'> };

/** What the law wants a reader to find of whoever publishes; empty where nothing was said. */
export type Publisher = Record<PublisherField, string> & { form: 'company' | 'association' | 'public' | 'person' };
export type PublisherField =
  | 'name'
  /** RCS, RNA or the like. */
  | 'registration'
  | 'capital'
  | 'vat'
  | 'address'
  | 'phone'
  | 'email'
  /** Of the publication. */
  | 'director'
  /** Who answers for what is written. */
  | 'editor'
  /** Number of the press's joint commission. */
  | 'cppap'
  | 'hostName'
  | 'hostAddress'
  | 'hostPhone'
  /** Addresses for authorities and for readers (DSA, art. 11 and 12); empty: `email`. */
  | 'authorities'
  | 'contact'
  /** Of a publisher outside the Union (DSA, art. 13). */
  | 'representative'
  /** Whom one asks about one's data. */
  | 'data'
  /** The forum, in the publisher's own words. */
  | 'about';

/**
 * GET|PUT /api/v1/publisher: PUT names the settings' version, 409 `taken`. PUT /api/v1/opening {open}: 422 `invalid` names the
 * fields that the law wants first (`publisher.director`).
 */
export type PublisherWire = PublisherInput & { missing: PublisherField[]; state: 'draft' | 'live' | 'paused' };
export type PublisherInput = { version: number; publisher: Publisher };

/** GET|PUT /api/v1/settings; screening apart. PUT names the version it edits: 409 `taken` when somebody saved meanwhile. */
export type SettingsWire = { version: number; settings: Omit<Settings, 'screening'> };

/** GET /api/v1/charter; PUT /api/v1/charter CharterInput makes a new version: numbers are the order. 409 `taken` when `version` is no longer in force. */
export type CharterWire = {
  version: number;
  publishedAt: string;
  url: string;
  rules: { number: number; title: string; body: string; url: string }[];
};
export type CharterInput = { version: number; rules: { title: string; body: string }[] };

/** What a token may do: confirm articles; read posts whatever their state; read what is kept of days and months. */
export type Scope = 'articles' | 'posts' | 'figures';

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

/**
 * GET|PUT /api/v1/look: how a site's pages look, and what day it is there. PUT names the version it edits: 409 `taken` when
 * somebody saved meanwhile. POST /api/v1/look/preview takes the same and keeps nothing. The logo and the fonts have their own
 * addresses: PUT|DELETE /api/v1/look/logo, /api/v1/look/fonts/:use.
 */
export type Look = {
  /** IANA, e.g. Europe/Paris. */
  timeZone: string;
  /** #rrggbb; null is Terrasse's own. */
  accent: string | null;
  font: 'system' | 'serif' | 'sans';
  tokens: Tokens;
  /** HTML, as typed: above and below every page of the site's. */
  header: string;
  footer: string;
};

/** Colours are #rrggbb; null follows ours, or from the others. */
export type Tokens = {
  ink: string | null;
  paper: string | null;
  inkDark: string | null;
  paperDark: string | null;
  accentDark: string | null;
  /** Corners, in CSS pixels at the usual size of text. */
  radius: number;
  /** Text, in CSS pixels where the reader changed nothing. */
  size: number;
};

/** `text` and `bold` are the two weights of text, `display` headings. */
export type FontUse = 'text' | 'bold' | 'display';

export type LookInput = Look & { version: number };
export type LookWire = LookInput & {
  logoUrl: string | null;
  fonts: Partial<Record<FontUse, { name: string; url: string }>>;
  /** Latest first. GET /api/v1/look/versions/:version has what it said. */
  versions: { version: number; by: string; at: string }[];
};
/** A whole page, without a script, and the sheet to be laid over it. */
/** `dropped`: what was taken out of the HTML. */
export type LookPreviewWire = { html: string; css: string; dropped: string[] };

/** A space of the forum, as its managers set it up; null follows the space around it, then the site. */
export type SpaceSettings = {
  name: string;
  description: string;
  /** A part of the last one above it that is none. */
  inner: boolean;
  /** What its charter adds to the site's, in Markdown. */
  guidelines: string;
  opens: 'members' | 'subscribers' | 'staff';
  audience: Audience | null;
  moderation: Moderation | null;
  /** Articles sent with one of these have their conversation here, where the site wants that. */
  articleTags: string[];
  /** Still read, and written in no more. */
  archived: boolean;
};

/**
 * GET|PUT /api/v1/spaces: the forum's sections, in order. PUT: one without a slug is new, one that is left out goes, if it is
 * empty; names the version it edits: 409 `taken` when somebody saved meanwhile. PUT /api/v1/spaces/:slug/merger {into, name}
 */
export type SpacesWire = { version: string; spaces: (SpaceSettings & { slug: string; threads: number })[] };
export type SpacesInput = { version: string; spaces: (SpaceSettings & { slug: string | null })[] };

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
