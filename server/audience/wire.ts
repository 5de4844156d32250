// What the API sends of the audience. Types only: the desk imports them.

/** `visitors`: those of each day, added up. */
type ReadWire = { views: number; visitors: number };
/** `sent`: how often somebody went on to an article. */
export type ReachWire = ReadWire & { sent: number };

/** GET /api/v1/audience?days=28: the last days of the site's calendar, today too. */
export type AudienceWire = {
  from: string;
  to: string;
  /** Each day, also where nobody came. */
  days: (ReadWire & { day: string })[];
  /** What was read by most, in the forum and under articles. */
  pages: (ReadWire & { title: string | null; url: string; article: boolean })[];
  /** Hosts that led here; '' is straight, '*' all that have no line of their own. */
  sources: (Visits & { host: string })[];
  campaigns: CampaignFigures[];
};

type Visits = { visits: number; visitors: number };
/** What an address named, and what was done on the page that it led to. */
export type CampaignFigures = Visits & {
  source: string;
  medium: string;
  campaign: string;
  posts: number;
  firstPosts: number;
  follows: number;
};
