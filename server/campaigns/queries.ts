import { desc, eq } from 'drizzle-orm';
import { campaignsOf } from '../audience/queries.ts';
import type { CampaignFigures } from '../audience/wire.ts';
import type { Deps } from '../deps.ts';
import { SOURCE } from '../digests/write-digest.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { dateIn, daysAfter } from '../time/wall-time.ts';
import type { CampaignInput, CampaignsWire } from './wire.ts';

/** Days of what no link of the desk's named. */
const UNNAMED_DAYS = 28;

/** A site's links, the newest first, each with what its address brought; and what other addresses named but the newsroom's letters, which are told of by themselves. */
export async function campaignsOn({ db, config, now }: Deps, site: Site): Promise<CampaignsWire> {
  const { campaigns, digests } = db.read.t;
  const { uid: id, name, source, medium, campaign, url } = campaigns;
  const rows = await db.read
    .select({ id, name, source, medium, campaign, url })
    .from(campaigns)
    .where(eq(campaigns.siteId, site.id))
    .orderBy(desc(campaigns.createdAt), desc(campaigns.id));
  const to = dateIn(now(), site.timeZone);
  const brought = new Map((await campaignsOf(db.read, site.id, { from: '', to })).map((figures) => [wordsOf(figures), figures]));
  const letters = await db.read.select({ campaign: digests.campaign }).from(digests).where(eq(digests.siteId, site.id));
  const said = letters.map(({ campaign: word }) => ({ source: SOURCE.utm_source, medium: SOURCE.utm_medium, campaign: word }));
  const named = new Set([...rows, ...said].map(wordsOf));
  const recent = await campaignsOf(db.read, site.id, { from: daysAfter(to, 1 - UNNAMED_DAYS), to });
  return {
    campaigns: rows.map((row) => ({ ...NOTHING, ...brought.get(wordsOf(row)), ...row, link: linkOf(row) })),
    unnamed: recent.filter((figures) => !named.has(wordsOf(figures))),
    home: siteUrl(config, site),
  };
}

const NOTHING = { visits: 0, visitors: 0, posts: 0, firstPosts: 0, follows: 0 };

type Words = Pick<CampaignFigures, 'source' | 'medium' | 'campaign'>;
const wordsOf = ({ source, medium, campaign }: Words) => JSON.stringify([source, medium, campaign]);

/** Its address, with what it says of the campaign. */
function linkOf({ url, ...words }: Pick<CampaignInput, 'url'> & Words): string {
  const link = new URL(url);
  for (const name of ['source', 'medium', 'campaign'] as const) if (words[name]) link.searchParams.set(`utm_${name}`, words[name]);
  return link.href;
}
