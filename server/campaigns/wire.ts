// What the API sends of campaigns. Types only: the desk imports them.
import type { CampaignFigures } from '../audience/wire.ts';

/** POST /api/v1/campaigns. `medium` and `campaign` may be empty; `url`: of a page of the forum, or of one of the site's origins. */
export type CampaignInput = { name: string; source: string; medium: string; campaign: string; url: string };
/** `link`: the address with its words, to give out. Figures since the first visit, 25 months at most. */
export type CampaignWire = CampaignInput & CampaignFigures & { id: string; link: string };
/** GET /api/v1/campaigns. `unnamed`: what other addresses named, in the last 28 days. */
export type CampaignsWire = { campaigns: CampaignWire[]; unnamed: CampaignFigures[]; home: string };
