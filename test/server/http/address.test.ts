import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { createAddressReader, networkOf, widerNetworkOf } from '#server/http/address.ts';

const ask = async (trusted: string[], from: string, forwarded?: string) => {
  const read = createAddressReader(trusted);
  const app = new Hono().get('/', (c) => c.json(read(c)));
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  const response = await app.request('/', { headers }, { incoming: { socket: { remoteAddress: from, remotePort: 4321 } } });
  return response.json();
};

test('without trusted proxies, what a client claims is nothing', async () => {
  expect(await ask([], '203.0.113.9', '198.51.100.1')).toEqual({ ip: '203.0.113.9', port: 4321 });
});

test('a trusted proxy is believed about its own client', async () => {
  expect(await ask(['loopback'], '127.0.0.1', '198.51.100.1:51544')).toEqual({ ip: '198.51.100.1', port: 51544 });
  expect(await ask(['loopback'], '::ffff:127.0.0.1', '198.51.100.1')).toEqual({ ip: '198.51.100.1', port: null });
});

test('the chain is read from the right and ends at the first address that is not a trusted proxy', async () => {
  expect(await ask(['loopback', '10.0.0.0/8'], '127.0.0.1', '6.6.6.6, 198.51.100.1, 10.1.2.3')).toMatchObject({ ip: '198.51.100.1' });
});

test('IPv6, with and without a port', async () => {
  expect(await ask(['2001:db8::/32'], '2001:db8::1', '[2001:db9::7]:51544')).toEqual({ ip: '2001:db9::7', port: 51544 });
  expect(await ask(['2001:db8::/32'], '2001:db8::1', '2001:db9::7')).toEqual({ ip: '2001:db9::7', port: null });
});

test('nonsense ends the chain where it stands', async () => {
  expect(await ask(['loopback'], '127.0.0.1', '198.51.100.1, <script>')).toMatchObject({ ip: '127.0.0.1' });
});

test('limits count an IPv6 household as one, an IPv4 address as one', () => {
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:db8:1:2::9'));
  expect(networkOf('2001:db8:1:3::9')).not.toBe(networkOf('2001:db8:1:2::9'));
  expect(networkOf('::1')).toBe('0:0:0:0');
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
});

test('however an address is spelled, its network is the same', () => {
  expect(networkOf('2001:0db8:0001:0002:0003:0004:0005:0006')).toBe(networkOf('2001:db8:1:2::9'));
});

test('a log keeps a wider network than limits do', () => {
  expect(widerNetworkOf('203.0.113.7')).toBe('203.0.113.0/24');
  expect(widerNetworkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1::/48');
  expect(widerNetworkOf('2001:db8::6')).toBe('2001:db8:0::/48');
});
