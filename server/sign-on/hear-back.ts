import type { Context } from 'hono';
import type { Env } from '../http/who.ts';
import { endAttempt, type Attempt } from './attempt.ts';
import { DoorClosed, type Heard } from './door.ts';
import { givenBy } from './given.ts';
import type { Entrance } from './knock.ts';
import type { Introduction } from './told.ts';

/** An answer to an attempt of this very browser, which is spent now; `accountId` is who began it, signed in. */
export type Answer = { state: string; attempt: Attempt; accountId: number | null; answer: URLSearchParams };

/** Rejects with DoorClosed. */
export async function takeAnswer(c: Context<Env>, { provider, door }: Entrance): Promise<Answer> {
  const { deps, address } = c.var;
  await deps.limit('signOn', address.ip);
  const answer = new URL(c.req.url).searchParams;
  const state = door.stateOf(deps, provider, answer);
  const begun = await endAttempt(c, provider, state);
  if (!begun) throw new DoorClosed('stale');
  return { ...begun, state, answer };
}

/** Who the provider says this is. Rejects with DoorClosed. */
export async function hearBack(
  c: Context<Env>,
  { provider, site, door, back }: Entrance,
  answer: Answer,
): Promise<Heard & { introduction: Introduction }> {
  const heard = await door.hear(c.var.deps, provider, { ...answer, back });
  const given = givenBy(provider.config.mappings, heard.told.claims);
  return { ...heard, introduction: { siteId: site.id, issuer: heard.issuer, told: heard.told, given } };
}
