import type { IncomingHttpHeaders } from 'node:http';

/** Browsers call themselves so, and nothing else that is honest. */
const BROWSER = /^Mozilla\/5\.0 \(/;
/** Of those that imitate one. « Cubot » makes telephones. */
const ROBOT =
  /(?<!cu)bot\b|(?<!cu)bot[/_-]|crawl|spider|slurp|headless|lighthouse|preview|monitor|compatible;|https?:|inspect|scan|archive|externalhit/i;

export const isRobot = (browser: string) => !BROWSER.test(browser) || ROBOT.test(browser);

/** Who says no: kept by themselves, without an identifier. */
export const UNCOUNTED = 'terrasse_uncounted';

type Headers = Pick<IncomingHttpHeaders, 'user-agent' | 'cookie'> & Record<string, string | string[] | undefined>;

/** Whether somebody reads who may be counted: no robot, nothing fetched in advance, nobody who says no. */
export const isCounted = (headers: Headers): boolean =>
  !isRobot(headers['user-agent'] ?? '') && !isInAdvance(headers) && answerOf(headers) === null;

/** How somebody says no, if they do: by their browser's signal, or by our page. */
export function answerOf({ 'sec-gpc': privacy, dnt, cookie = '' }: Headers): 'signal' | 'cookie' | null {
  if (privacy === '1' || dnt === '1') return 'signal';
  return cookie.includes(`${UNCOUNTED}=1`) ? 'cookie' : null;
}

const isInAdvance = (headers: Headers) =>
  ['sec-purpose', 'purpose', 'x-moz'].some((name) => /prefetch|prerender/.test(String(headers[name] ?? '')));
