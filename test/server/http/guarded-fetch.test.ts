import { existsSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createGuardedFetch, OutboundRefused, type Answer } from '#server/http/guarded-fetch.ts';

const CORPUS = '../shared/data/attacks/ssrf-own.json';
const PUBLIC: Answer = { address: '93.184.216.34', family: 4 };

/** Every name is public: what is refused is refused for the address as it is written. */
const outside = createGuardedFetch({ resolve: async () => [PUBLIC] });
const resolving = (...addresses: string[]) =>
  createGuardedFetch({ resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })) });

async function listen(answer: RequestListener, host = '127.0.0.1') {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

test.skipIf(!existsSync(CORPUS))('every address of the corpus is refused or let through as it says', async () => {
  const { block, allow } = JSON.parse(readFileSync(CORPUS, 'utf8')) as { block: string[]; allow: string[] };

  const wrong: string[] = [];
  for (const url of block) await outside.check(url).then(() => wrong.push(`let through: ${url}`), expectRefusal);
  for (const url of allow) await outside.check(url).catch((error: unknown) => wrong.push(`refused: ${url} (${String(error)})`));

  expect(wrong).toEqual([]);
  expect(block.length).toBeGreaterThan(50);
});

test('an address inside is refused however it is written', async () => {
  const inside = [
    'http://127.1/',
    'http://0x7f.1/',
    'http://0177.0.0.1:8080/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[::ffff:8.8.8.8]/',
    'http://[64:ff9b::a00:1]/',
    'http://[2002:a00:1::]/',
    'http://[2001:0:1::1]/',
    'http://[fec0::1]/',
    'http://[ff02::1]/',
    'http://169.254.169.254/',
    'http://100.64.0.1/',
    'http://192.0.2.1/',
    'http://240.0.0.1/',
    'http://localhost:3000/',
    'http://db.internal/',
    'http://printer.local./',
    'http://router.home.arpa/',
  ];

  for (const url of inside) await expect(outside.check(url), url).rejects.toMatchObject({ reason: 'private' });
});

test('another scheme, credentials and the ports of other services are refused', async () => {
  await expect(outside.check('ftp://example.org/')).rejects.toMatchObject({ reason: 'scheme' });
  await expect(outside.check('https://ada:secret@example.org/')).rejects.toMatchObject({ reason: 'credentials' });
  await expect(outside.check('http://example.org:25/')).rejects.toMatchObject({ reason: 'port' });
  await expect(outside.check('not an address')).rejects.toMatchObject({ reason: 'address' });
  await outside.check('https://example.org:8443/');
});

test('a name is judged by every address it has', async () => {
  await resolving('93.184.216.34', '2606:2800:220:1:248:1893:25c8:1946').check('https://example.org/');
  await expect(resolving('10.0.0.5').check('https://example.org/')).rejects.toMatchObject({ reason: 'private' });
  await expect(resolving('2606:2800::1', '10.0.0.5').check('https://example.org/')).rejects.toMatchObject({ reason: 'private' });
  await expect(resolving('93.184.216.34', 'fd00::1').check('https://example.org/')).rejects.toMatchObject({ reason: 'private' });
  await expect(resolving('::ffff:127.0.0.1').check('https://example.org/')).rejects.toMatchObject({ reason: 'private' });
  await expect(resolving().check('https://example.org/')).rejects.toMatchObject({ reason: 'address' });
});

test('the connection goes to the address that was judged: the name is looked up once', async () => {
  const port = await listen((_, response) => response.end('the one judged'));
  const answers = ['127.0.0.1', '127.0.0.2'];
  const fetch = createGuardedFetch({
    allowPrivate: (address) => address === '127.0.0.1',
    resolve: async () => [{ address: answers.shift()!, family: 4 }],
  });

  const answer = await fetch(`http://rebinding.test:${port}/`);

  expect(await answer.text()).toBe('the one judged');
  expect(answers).toEqual(['127.0.0.2']);
  await expect(fetch(`http://rebinding.test:${port}/`)).rejects.toMatchObject({ reason: 'private' });
});

test('each hop of a redirect goes through the same door', async () => {
  const asked: string[] = [];
  const inside = await listen((request, response) => response.end(asked.push(request.url!)), '127.0.0.2');
  const port = await listen((_, response) => response.writeHead(302, { location: `http://127.0.0.2:${inside}/secrets` }).end());
  const fetch = createGuardedFetch({ allowPrivate: (address) => address === '127.0.0.1' });

  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ reason: 'private' });

  expect(asked).toEqual([]);
});

test('redirects are followed as browsers do, three at most', async () => {
  const port = await listen((request, response) => {
    const hop = Number(request.url!.slice(1));
    if (hop === 0) return void response.end(`${request.method} ${request.headers.authorization}`);
    response.writeHead(303, { location: `/${hop - 1}` }).end();
  });
  const fetch = createGuardedFetch({ allowPrivate: true });
  const ask = (path: string, init = {}) => fetch(`http://127.0.0.1:${port}${path}`, init);

  const answer = await ask('/3', { method: 'POST', body: 'a=1', headers: { authorization: 'Bearer a' } });

  expect(await answer.text()).toBe('GET Bearer a');
  await expect(ask('/4')).rejects.toMatchObject({ reason: 'redirects' });
  await expect(ask('/1', { redirect: 'error' })).rejects.toMatchObject({ reason: 'redirects' });
  expect((await ask('/1', { redirect: 'manual' })).status).toBe(303);
});

test('credentials stay with the origin they were for', async () => {
  const other = await listen((request, response) => response.end(String(request.headers.authorization)));
  const port = await listen((_, response) => response.writeHead(307, { location: `http://127.0.0.1:${other}/` }).end());

  const answer = await createGuardedFetch({ allowPrivate: true })(`http://127.0.0.1:${port}/`, { headers: { authorization: 'Bearer a' } });

  expect(await answer.text()).toBe('undefined');
});

test('an answer too large is cut off', async () => {
  const port = await listen((_, response) => void response.end('x'.repeat(2000)));
  const fetch = createGuardedFetch({ allowPrivate: true });

  await expect(fetch(`http://127.0.0.1:${port}/`, { maxBytes: 1999 })).rejects.toMatchObject({ reason: 'size' });
  expect((await (await fetch(`http://127.0.0.1:${port}/`, { maxBytes: 2000 })).text()).length).toBe(2000);
});

test('an answer that drips is given up in time, and so is a name that never resolves', async () => {
  const port = await listen((_, response) => {
    response.write('a');
    const drip = setInterval(() => response.write('a'), 20);
    response.on('close', () => clearInterval(drip));
  });
  const silent = createGuardedFetch({ resolve: () => new Promise(() => {}) });

  await expect(createGuardedFetch({ allowPrivate: true })(`http://127.0.0.1:${port}/`, { timeoutMs: 200 })).rejects.toThrow(
    /abort|timeout/i,
  );
  await expect(silent('https://example.org/', { timeoutMs: 50 })).rejects.toThrow(/timeout/i);
});

test('it sends and answers as fetch does', async () => {
  const port = await listen((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      response.writeHead(201, { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] });
      response.end(JSON.stringify({ method: request.method, type: request.headers['content-type'], host: request.headers.host, body }));
    });
  });

  const answer = await createGuardedFetch({ allowPrivate: true })(new URL(`http://localhost:${port}/token`), {
    method: 'POST',
    headers: { host: 'elsewhere.test' },
    body: new URLSearchParams({ grant: 'café' }),
  });

  expect(answer.status).toBe(201);
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(await answer.json()).toEqual({
    method: 'POST',
    type: 'application/x-www-form-urlencoded;charset=UTF-8',
    host: `localhost:${port}`,
    body: 'grant=caf%C3%A9',
  });
});

test('an answer without a body is one', async () => {
  const port = await listen((_, response) => response.writeHead(204).end());

  expect((await createGuardedFetch({ allowPrivate: true })(`http://127.0.0.1:${port}/`)).status).toBe(204);
});

function expectRefusal(error: unknown) {
  expect(error).toBeInstanceOf(OutboundRefused);
}
