import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { Site } from '../sites/queries.ts';
import type { Screening } from '../sites/wire.ts';
import type { Draft, Finding } from './screen.ts';

/** What an outside service may answer: nothing found, or how much it weighs and on what words. Its word on itself is its own affair. */
const answer = z.object({
  effect: z.enum(['none', 'flag', 'nudge', 'hold']),
  weight: z.number().min(0).max(10).default(2),
  evidence: z.array(z.string().max(500)).max(20).default([]),
});
const MAX_BYTES = 16_384;

/**
 * Asks the site's own service about a text: signed as Standard Webhooks are, within its time. What it does not answer in
 * order is as if it had not answered, and then the site decides: `publish` leaves a flag, `hold` holds.
 */
export async function askExternal(deps: Deps, site: Site, draft: Draft): Promise<Finding | null> {
  const external = draft.screening.external!;
  const said = await ask(deps, { site, external, draft }).catch(() => null);
  const service = new URL(external.url).hostname;
  if (said?.effect === 'none') return null;
  if (said)
    return {
      phase: 'external',
      effect: said.effect as Finding['effect'],
      weight: said.weight,
      evidence: evidenceIn(draft.source, said),
      facts: { service, answered: 'yes' },
    };
  return {
    phase: 'external',
    effect: external.onFailure === 'hold' ? 'hold' : 'flag',
    weight: 1,
    evidence: [],
    facts: { service, answered: 'no' },
  };
}

/** Made of the installation's secret and the address: another address has another secret, and nothing is kept of it. */
export const externalSecretOf = ({ secret }: Pick<Config, 'secret'>, site: Pick<Site, 'key'>, url: string) =>
  `whsec_${createHmac('sha256', `${secret} screening`)
    .update(JSON.stringify([site.key, url]))
    .digest('base64')}`;

type Asking = { site: Site; external: NonNullable<Screening['external']>; draft: Draft };

async function ask({ config, fetch, newId }: Deps, { site, external, draft }: Asking) {
  const id = newId();
  const body = JSON.stringify(questionOf(site, draft));
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(draft.now.getTime() / 1000)),
    'webhook-signature': new Webhook(externalSecretOf(config, site, external.url)).sign(id, draft.now, body),
  };
  const response = await fetch(external.url, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
    timeoutMs: external.timeoutMs,
    maxBytes: MAX_BYTES,
  });
  return response.ok ? answer.parse(await response.json()) : null;
}

/** The text and what a judgement needs; of its author no name and no address. */
const questionOf = (site: Site, { source, html, author, moderation, wasPublic }: Draft) => ({
  type: 'post.screening',
  site: site.key,
  post: { source, html, edited: wasPublic },
  author: { role: author.role, published: author.postCount, refused: author.rejectedCount, since: author.createdAt.toISOString() },
  moderation,
});

/** Only words that are there can be shown. */
const evidenceIn = (source: string, { evidence }: { evidence: string[] }) =>
  evidence.filter((passage) => passage !== '' && source.includes(passage));
