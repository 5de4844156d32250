import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity } from '../security/log.ts';
import { siteUrl } from '../sites/url.ts';
import type { campaignInput } from './input.ts';

/** More is a machine's. */
const MOST = 500;

/** One more link. Refuses `invalid`: words that another has, a page that is neither ours nor the publisher's, one too many. */
export async function makeCampaign(deps: Deps, { site, session }: Staff, input: z.output<typeof campaignInput>) {
  const { db, config, newId, now } = deps;
  const { origin } = new URL(input.url);
  if (![new URL(siteUrl(config, site)).origin, ...site.origins].includes(origin))
    throw new Refusal('invalid', { fields: { url: ['field.url_not_listed'] } });
  const [uid, at] = [newId(), now()];
  await db.write(
    async (tx) => {
      const { campaigns } = tx.t;
      if ((await tx.$count(campaigns, eq(campaigns.siteId, site.id))) >= MOST)
        throw new Refusal('invalid', { fields: { name: ['field.too_many', { max: MOST }] } });
      const made = await tx
        .insert(campaigns)
        .values({ ...input, uid, siteId: site.id, createdAt: at })
        .onConflictDoNothing()
        .returning({ id: campaigns.id });
      if (made.length === 0) throw new Refusal('invalid', { fields: { source: ['field.campaign_known'] } });
      await logSecurity(tx, { event: 'campaign.made', siteId: site.id, actor: session.account.uid, facts: { name: input.name }, at });
    },
    { lock: `campaigns:${site.id}` },
  );
}

/** Its name is gone; what its address brought is counted all the same. Refuses `not_found`. */
export async function removeCampaign({ db, now }: Deps, { site, session }: Staff, uid: string) {
  await db.write(
    async (tx) => {
      const { campaigns } = tx.t;
      const [gone] = await tx
        .delete(campaigns)
        .where(and(eq(campaigns.siteId, site.id), eq(campaigns.uid, uid)))
        .returning({ name: campaigns.name });
      if (!gone) throw new Refusal('not_found');
      const { account } = session;
      await logSecurity(tx, { event: 'campaign.removed', siteId: site.id, actor: account.uid, facts: { name: gone.name }, at: now() });
    },
    { lock: `campaigns:${site.id}` },
  );
}
