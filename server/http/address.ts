import { BlockList, isIP } from 'node:net';
import type { Context } from 'hono';

export type Address = { ip: string; port: number | null };

type Incoming = { socket?: { remoteAddress?: string; remotePort?: number } };

/**
 * Where a request comes from. `X-Forwarded-For` is believed only as far as the chain of TRUSTED_PROXIES reaches: read
 * from the right, the first address that is not a trusted proxy's is the client's.
 */
export function createAddressReader(trustedProxies: string[]): (c: Context) => Address {
  const trusted = blockList(trustedProxies);
  const isTrusted = (ip: string) => trusted.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4');
  return (c) => {
    const socket = (c.env as { incoming?: Incoming } | undefined)?.incoming?.socket;
    let here: Address = { ip: plain(socket?.remoteAddress ?? '127.0.0.1'), port: socket?.remotePort ?? null };
    const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((hop) => parseHop(hop.trim()));
    for (let hop = hops.pop(); hop && isTrusted(here.ip); hop = hops.pop()) here = hop;
    return here;
  };
}

/** What limits count by: one household has a whole /64 of IPv6 to choose its addresses from. */
export const networkOf = (ip: string): string => (isIP(ip) === 6 ? groupsOf(ip).slice(0, 4).join(':') : ip);

/** What a log keeps: enough to tell one place from another, too little to name a household. /24, or /48 of IPv6. */
export const widerNetworkOf = (ip: string): string =>
  isIP(ip) === 6 ? `${groupsOf(ip).slice(0, 3).join(':')}::/48` : ip.replace(/\.\d+$/, '.0/24');

/** All eight, without the zeros that lead. */
function groupsOf(ip: string): string[] {
  const [head = '', tail = ''] = ip.split('::');
  const groups = (text: string) => (text ? text.split(':') : []);
  const missing = 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail)];
  return all.map((group) => group.replace(/^0+(?=.)/, ''));
}

function blockList(entries: string[]): BlockList {
  const list = new BlockList();
  for (const entry of entries.flatMap((name) => (name === 'loopback' ? ['127.0.0.0/8', '::1'] : [name]))) {
    const [ip, bits] = entry.split('/');
    const family = isIP(ip!) === 6 ? 'ipv6' : 'ipv4';
    if (bits) list.addSubnet(ip!, Number(bits), family);
    else list.addAddress(ip!, family);
  }
  return list;
}

/** `203.0.113.7`, `203.0.113.7:51544`, `2001:db8::1`, `[2001:db8::1]:51544`; anything else ends the chain. */
function parseHop(hop: string): Address | null {
  const [, ip, port] = /^\[?([0-9a-f:.]+?)\]?(?::(\d{1,5}))?$/i.exec(isIP(hop) ? `[${hop}]` : hop) ?? [];
  return ip && isIP(ip) ? { ip: plain(ip), port: port ? Number(port) : null } : null;
}

const plain = (ip: string) => (ip.startsWith('::ffff:') && isIP(ip.slice(7)) === 4 ? ip.slice(7) : ip);
