import { createServer } from 'node:net';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig } from '#server/config.ts';
import { openRateLimiter } from '#server/http/open-rate-limiter.ts';
import type { RateLimiter } from '#server/http/rate-limit.ts';
import { hasRedis, startRedis } from '../../support/redis.ts';
import { freePort } from '../../support/free-port.ts';
import { until } from '../../support/until.ts';

test.skipIf(!hasRedis)('two processes on one Redis count together, and together they keep no address', async () => {
  const port = await freePort();
  await startRedis(port);
  const [first, second] = [await open(port), await open(port)];

  const passed = await Promise.all([passes(first.limit, '203.0.113.7', 20), passes(second.limit, '203.0.113.7', 20)]);

  expect(passed[0] + passed[1]).toBe(10);
  expect(await passes(second.limit, '203.0.113.8', 1)).toBe(1);
  const kept = await keysIn(port);
  expect(kept).toHaveLength(2);
  expect(kept.join()).not.toContain('203.0.113');
  expect([...first.said, ...second.said]).toEqual([]);
});

test.skipIf(!hasRedis)('a Redis that dies is said once, and so is its return; until then this process counts alone', async () => {
  const port = await freePort();
  const redis = await startRedis(port);
  const { limit, said } = await open(port);
  await passes(limit, 'ada', 3);

  await redis.stop();
  expect(await passes(limit, 'ada', 25)).toBe(10);
  await startRedis(port);
  await until('its return', async () => (await passes(limit, 'grace', 1), said.length > 1));

  expect(said).toEqual([
    { level: 50, msg: 'limits: the shared store does not answer, this process counts alone' },
    { level: 30, msg: 'limits: the shared store answers again' },
  ]);
});

test('the service starts without the Redis it was told of, and holds everybody to the limits all the same', async () => {
  const { limit, said } = await open(await freePort());

  expect(await passes(limit, 'ada', 25)).toBe(10);
  expect(said).toHaveLength(1);
});

test('a Redis that accepts and never answers holds nobody up for long, nor the stop', async () => {
  const mute = createServer(() => {}).listen(0, '127.0.0.1');
  onTestFinished(() => void mute.close());
  await new Promise((resolve) => mute.once('listening', resolve));
  const { limit, said } = await open((mute.address() as { port: number }).port);

  expect(await passes(limit, 'ada', 11)).toBe(10);
  expect(said).toHaveLength(1);
});

test('an address that is no Redis’s is listed with the other bad settings', () => {
  const read = () => readConfig({ REDIS_URL: 'http://localhost:6379', PORT: 'x' });

  expect(read).toThrow('PORT: a port number\n  REDIS_URL: redis://user:password@host:6379, or rediss://');
});

async function open(port: number) {
  const said: { level: number; msg: string }[] = [];
  const log = pino({ base: null }, { write: (line) => void said.push(keep(JSON.parse(line))) });
  const config = readConfig({ REDIS_URL: `redis://127.0.0.1:${port}`, SECRET: 'a secret of thirty-two characters' });
  const limits = await openRateLimiter(config, { now: () => new Date('2026-11-22T12:00:00Z'), log });
  onTestFinished(limits.close);
  return { limit: limits.limit, said };
}

const keep = ({ level, msg }: { level: number; msg: string }) => ({ level, msg });

/** How often it lets `signIn` through, of `times`. */
async function passes(limit: RateLimiter, who: string, times: number): Promise<number> {
  let passed = 0;
  for (let i = 0; i < times; i++)
    await limit('signIn', who).then(
      () => passed++,
      (error: unknown) => expect(error).toMatchObject({ code: 'too_fast' }),
    );
  return passed;
}

async function keysIn(port: number): Promise<string[]> {
  const { Redis } = await import('ioredis');
  const client = new Redis(port, '127.0.0.1');
  return client.keys('*').finally(() => client.disconnect());
}
