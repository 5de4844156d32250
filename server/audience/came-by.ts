import type { Context } from 'hono';
import { ownOrigin, type Env } from '../http/who.ts';

/** By which a reader came: a host, or what a campaign's address says; all empty is straight. */
export type CameBy = { host: string; source: string; medium: string; campaign: string };

const STRAIGHT: CameBy = { host: '', source: '', medium: '', campaign: '' };
const WORDS = ['utm_source', 'utm_medium', 'utm_campaign'];
/** A DNS name, or a campaign's word. */
const LONGEST = 100;
/** No address of mail, no markup: a campaign names what was done, nobody whom it was sent to. */
const WORD = /^[\p{L}\p{N}][\p{L}\p{N} ._~+-]*$/u;

/** How somebody arrived on a page of ours; null where they were here already. */
export function arrivalOf(c: Context<Env>): CameBy | null {
  const named = campaignIn(new URL(c.req.url).searchParams);
  if (named) return named;
  const from = refererOf(c);
  if (!from) return STRAIGHT;
  return isHere(c) ? null : { ...STRAIGHT, host: from.host.slice(0, LONGEST) };
}

/** Asked from a page of ours, which counted how they came. */
export const isHere = (c: Context<Env>) => refererOf(c)?.origin === ownOrigin(c);

/** The campaign in the address of the page that asks, where the browser tells it whole. */
export function campaignOf(c: Context<Env>): CameBy | null {
  const from = refererOf(c);
  return from && campaignIn(from.searchParams);
}

/** What a campaign's address says of it; null where it names no source. */
export function campaignIn(query: URLSearchParams): CameBy | null {
  const said = (name: string) => wordOf(query.get(`utm_${name}`) ?? '');
  const source = said('source');
  return source ? { host: '', source, medium: said('medium'), campaign: said('campaign') } : null;
}

/** A path of ours with the campaign that led to this page: what is done one step on is still known to come from there. */
export function carried(c: Context<Env>, path: string): string {
  const query = new URL(c.req.url).searchParams;
  if (!campaignIn(query)) return path;
  const words = new URLSearchParams([...query].filter(([name]) => WORDS.includes(name)));
  return `${path}?${words.toString()}`;
}

/** As it is counted: without capitals; empty where it is no word. */
export function wordOf(given: string): string {
  const word = given.trim().toLowerCase();
  return word.length <= LONGEST && WORD.test(word) ? word : '';
}

function refererOf(c: Context<Env>): URL | null {
  const url = URL.parse(c.req.header('referer') ?? '');
  return url && /^https?:$/.test(url.protocol) ? url : null;
}
