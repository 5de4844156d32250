// The one door through which the server asks for something elsewhere, at an address that somebody else chose.
import { lookup as lookUp } from 'node:dns/promises';
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { pipeline } from 'node:stream/promises';
import ipaddr from 'ipaddr.js';

export type GuardedInit = Pick<RequestInit, 'method' | 'headers' | 'body' | 'redirect' | 'signal'> & {
  timeoutMs?: number;
  maxBytes?: number;
};

/** Called as `fetch` is. The answer is there in full, or not at all. */
export type GuardedFetch = ((url: string | URL, init?: GuardedInit) => Promise<Response>) & {
  /** Rejects with OutboundRefused where a request would be: for saying so when an address is saved. */
  check(url: string | URL): Promise<void>;
};

/** What we will not ask for, or not any longer. */
export class OutboundRefused extends Error {
  readonly reason: 'address' | 'scheme' | 'credentials' | 'port' | 'private' | 'redirects' | 'downgrade' | 'size';

  constructor(reason: OutboundRefused['reason']) {
    super(`outbound request refused: ${reason}`);
    this.reason = reason;
  }
}

export type Answer = { address: string; family: number };
type Options = {
  /** For tests and the demonstration, whose other sites are on this very machine: all private addresses, or these. */
  allowPrivate?: boolean | ((address: string) => boolean);
  /** Every address of a name. */
  resolve?: (host: string) => Promise<Answer[]>;
};

/** From the first question to the last byte, redirects included. */
const TIMEOUT_MS = 10_000;
/** A set of keys, a feed, a page's head: all are far smaller. */
const MAX_BYTES = 1024 * 1024;
const MAX_REDIRECTS = 3;

/**
 * http(s) to public addresses only. A name is looked up once, every answer is judged, and the connection goes to what was
 * judged: a name that answers otherwise a moment later changes nothing. Each hop of a redirect goes through the same door.
 */
export function createGuardedFetch({ allowPrivate = false, resolve = resolveAll }: Options = {}): GuardedFetch {
  const judge = async (url: URL): Promise<Answer[]> => {
    refuseUrl(url, allowPrivate === true);
    const addresses = await addressesOf(url, resolve);
    if (!addresses.every(({ address }) => isPublic(address) || isExempt(address))) throw new OutboundRefused('private');
    return addresses;
  };
  const isExempt = typeof allowPrivate === 'function' ? allowPrivate : () => allowPrivate;

  async function fetch(given: string | URL, init: GuardedInit = {}): Promise<Response> {
    const signal = AbortSignal.any([AbortSignal.timeout(init.timeoutMs ?? TIMEOUT_MS), ...(init.signal ? [init.signal] : [])]);
    let message = await writeMessage(given, init);
    for (let hops = 0; ; hops++) {
      const addresses = await sooner(judge(message.url), signal);
      const answer = await send(message, { addresses, signal, maxBytes: init.maxBytes ?? MAX_BYTES });
      const next = init.redirect === 'manual' ? null : redirectOf(message, answer);
      if (!next) return answer;
      if (init.redirect === 'error' || hops >= MAX_REDIRECTS) throw new OutboundRefused('redirects');
      message = next;
    }
  }
  const check = async (url: string | URL) => void (await sooner(judge(parse(url)), AbortSignal.timeout(TIMEOUT_MS)));
  return Object.assign(fetch, { check });
}

type Message = { url: URL; method: string; headers: Headers; body: Buffer | null };

async function writeMessage(given: string | URL, { method = 'GET', headers, body }: GuardedInit): Promise<Message> {
  const written = new Response(body ?? null);
  const all = new Headers(headers);
  const type = written.headers.get('content-type');
  if (type && !all.has('content-type')) all.set('content-type', type);
  if (!all.has('user-agent')) all.set('user-agent', 'Terrasse');
  all.set('accept-encoding', 'identity'); // a small answer that unpacks to a large one would slip under the limit
  all.delete('host');
  return { url: parse(given), method, headers: all, body: body ? Buffer.from(await written.arrayBuffer()) : null };
}

function parse(given: string | URL): URL {
  const url = URL.parse(String(given));
  if (!url) throw new OutboundRefused('address');
  return url;
}

function refuseUrl({ protocol, username, password, port, hostname }: URL, allowPrivate: boolean) {
  if (protocol !== 'http:' && protocol !== 'https:') throw new OutboundRefused('scheme');
  if (username || password) throw new OutboundRefused('credentials');
  if (allowPrivate) return;
  // Mail, shells and the like live below 1024.
  if (port !== '' && Number(port) < 1024 && !['80', '443'].includes(port)) throw new OutboundRefused('port');
  if (INSIDE_NAMES.test(hostname)) throw new OutboundRefused('private');
}

/** Names that never lead outside (RFC 6761, 6762, 8375; .internal is reserved by ICANN for private use). */
const INSIDE_NAMES = /(^|\.)(localhost|local|internal|home\.arpa)\.?$/;

async function addressesOf({ hostname }: URL, resolve: NonNullable<Options['resolve']>): Promise<Answer[]> {
  const literal = hostname.replace(/^\[(.+)\]$/, '$1');
  if (ipaddr.isValid(literal)) return [{ address: literal, family: literal.includes(':') ? 6 : 4 }];
  const addresses = await resolve(hostname);
  if (addresses.length === 0) throw new OutboundRefused('address');
  return addresses;
}

const resolveAll = (host: string): Promise<Answer[]> => lookUp(host, { all: true });

/** The registries of special addresses (IANA) leave the rest; of IPv6 only 2000::/3 is given out, IPv4 in disguise is not. */
function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(ipaddr.parse('2000::'), 3);
}

type Terms = { addresses: Answer[]; signal: AbortSignal; maxBytes: number };

async function send({ url, method, headers, body }: Message, { addresses, signal, maxBytes }: Terms): Promise<Response> {
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { method, headers: Object.fromEntries(headers), lookup: pinned(addresses), agent: false as const, signal };
    request(url, options, resolve).on('error', reject).end(body);
  });
  const bytes = await readBody(answer, { signal, maxBytes });
  const { statusCode: status = 0, headersDistinct } = answer;
  const pairs = Object.entries(headersDistinct).flatMap(([name, values = []]) => values.map((value): [string, string] => [name, value]));
  return new Response(WITHOUT_BODY.includes(status) ? null : bytes, { status, headers: pairs });
}

/** A Response of these statuses may carry none (Fetch standard, null body status). */
const WITHOUT_BODY = [204, 205, 304];

/** Answers with what was judged, in place of a second look-up. */
function pinned(addresses: Answer[]): LookupFunction {
  return (_host, { all }, done) => (all ? done(null, addresses) : done(null, addresses[0]!.address, addresses[0]!.family));
}

async function readBody(answer: IncomingMessage, { signal, maxBytes }: Omit<Terms, 'addresses'>): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  await pipeline(
    answer,
    async (stream: AsyncIterable<Buffer>) => {
      for await (const chunk of stream) {
        size += chunk.length;
        if (size > maxBytes) throw new OutboundRefused('size');
        chunks.push(chunk);
      }
    },
    { signal },
  );
  return Buffer.concat(chunks);
}

/** What to ask next, as browsers do: a see-other is read, credentials stay with the origin they were for. */
function redirectOf({ url, method, headers, body }: Message, { status, headers: answered }: Response): Message | null {
  const location = answered.get('location');
  if (![301, 302, 303, 307, 308].includes(status) || location === null) return null;
  const next = URL.parse(location, url);
  if (!next) throw new OutboundRefused('address');
  if (url.protocol === 'https:' && next.protocol === 'http:') throw new OutboundRefused('downgrade');
  const kept = new Headers(headers);
  if (next.origin !== url.origin) for (const name of ['authorization', 'cookie']) kept.delete(name);
  if (status >= 307 || method === 'GET' || method === 'HEAD') return { url: next, method, headers: kept, body };
  for (const name of ['content-type', 'content-length']) kept.delete(name);
  return { url: next, method: 'GET', headers: kept, body: null };
}

/** A look-up can't be called off; one need not wait for it. */
function sooner<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason as Error);
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}
