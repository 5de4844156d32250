// What an embed's window asks for, and the code it takes home: RFC 6749's authorization code, bound by RFC 7636 to who asked.
import { z } from 'zod';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { isListed } from '../partners/queries.ts';
import { findSiteByKey, type Site } from '../sites/queries.ts';
import { makeKey } from './one-time-key.ts';
import { doorOf, type Session } from './sessions.ts';

const params = z.object({
  site: z.string().regex(/^[\w.-]{1,100}$/),
  origin: z.string(),
  /** The unpadded base64url of a SHA-256. */
  challenge: z.string().regex(/^[\w-]{43}$/),
  state: z.string().regex(/^[\w.~-]{1,200}$/),
  return: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .optional(),
  lang: z.enum(['fr', 'en']).optional().catch(undefined),
});
type Params = z.infer<typeof params>;

/** Every part of it has been checked: the site exists and lists the origin, the way back is a page of that origin. */
export type Asked = { site: Site; params: Params };

export type ConnectProblem = 'site' | 'origin' | 'challenge' | 'state' | 'return';

/** Says what is wrong first, if anything is: then nothing is sent anywhere. */
export async function readAsked(reader: Reader, given: Record<string, unknown>): Promise<Asked | ConnectProblem> {
  const parsed = params.safeParse({ ...given, return: given.return || undefined });
  if (!parsed.success) return parsed.error.issues[0]!.path[0] as ConnectProblem;
  const site = await findSiteByKey(reader, parsed.data.site);
  if (!site) return 'site';
  if (!(await isListed(reader, site, parsed.data.origin))) return 'origin';
  const { return: back, origin } = parsed.data;
  if (back && new URL(back).origin !== origin) return 'return';
  return { site, params: parsed.data };
}

/** Its address, to come back to after signing in. */
export const connectPath = ({ params }: Asked) =>
  `/connect?${new URLSearchParams(Object.entries(params).filter(([, value]) => value !== undefined) as [string, string][])}`;

/** A code that works once, for whoever holds the challenge's verifier, on a page of that origin. */
export function giveCode({ db, now }: Deps, { id, account }: Session, { site, params: { origin, challenge } }: Asked): Promise<string> {
  return db.write(async (tx) => {
    const data = { siteId: site.id, origin, challenge, door: await doorOf(tx, id) };
    return makeKey(tx, { purpose: 'embed', accountId: account.id, data, now: now() });
  });
}

/** The page to go back to, the code in its fragment: no server, log or Referer sees it. */
export function wayBack(back: string, code: string, state: string): string {
  const url = new URL(back);
  url.hash = new URLSearchParams({ 'terrasse-code': code, 'terrasse-state': state }).toString();
  return url.href;
}
