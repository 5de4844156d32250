import type { IncomingHttpHeaders } from 'node:http';

/** Browsers call themselves so, and nothing else that is honest. */
const BROWSER = /^Mozilla\/5\.0 \(/;
/** Of those that imitate one. « Cubot » makes telephones. */
const ROBOT =
  /(?<!cu)bot\b|(?<!cu)bot[/_-]|crawl|spider|slurp|headless|lighthouse|preview|monitor|compatible;|https?:|inspect|scan|archive|externalhit/i;

export const isRobot = (browser: string) => !BROWSER.test(browser) || ROBOT.test(browser);

/** Who says no: kept by themselves, without an identifier. */
const UNCOUNTED = 'terrasse_uncounted';

type Headers = Pick<IncomingHttpHeaders, 'user-agent' | 'cookie'> & Record<string, string | string[] | undefined>;

/** Whether somebody reads who may be counted: no robot, nothing fetched in advance, nobody who says no. */
export function isCounted(headers: Headers): boolean {
  if (isRobot(headers['user-agent'] ?? '')) return false;
  if (headers['sec-gpc'] === '1' || headers.dnt === '1') return false;
  if (
    /prefetch|prerender/.test(`${String(headers['sec-purpose'] ?? '')} ${String(headers.purpose ?? '')} ${String(headers['x-moz'] ?? '')}`)
  )
    return false;
  return !(headers.cookie ?? '').includes(`${UNCOUNTED}=1`);
}
