import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { readConfig } from '#server/config.ts';
import { openStore } from '#server/media/open-store.ts';
import { freePort } from '../../support/free-port.ts';

const SECRET = 'un/secret+de clé';
let url: string;
let files: Map<string, Buffer>;
let parts: Map<number, Buffer>;
let refused: number;
let isDown: boolean;

const storeWith = (secret = SECRET) =>
  openStore(readConfig({ MEDIA_URL: `s3+http://terrasse:${encodeURIComponent(secret)}@${new URL(url).host}/photos?region=fr-par` }).media);

/** A bucket of one process: it keeps what comes with a signature that it works out itself, and nothing else. */
beforeEach(async () => {
  files = new Map();
  parts = new Map();
  refused = 0;
  isDown = false;
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      if (isDown) return response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
      if (!isSigned(request, body)) {
        refused++;
        return response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
      }
      const name = new URL(request.url!, 'http://x').pathname;
      const asked = new URL(request.url!, 'http://x').searchParams;
      if (asked.has('uploads'))
        return response.end('<InitiateMultipartUploadResult><UploadId>one</UploadId></InitiateMultipartUploadResult>');
      if (request.method === 'POST') {
        const whole = [...parts].toSorted(([a], [b]) => a - b).map(([, part]) => part);
        files.set(name, Buffer.concat(whole));
        return response.end('<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>');
      }
      if (asked.has('partNumber') && request.method === 'PUT') {
        parts.set(Number(asked.get('partNumber')), body);
        return response.writeHead(200, { etag: '"x"' }).end();
      }
      if (asked.has('uploadId')) return (parts.clear(), response.writeHead(204).end());
      if (request.method === 'PUT') return files.set(name, body) && response.writeHead(200).end();
      if (request.method === 'DELETE') return (files.delete(name), response.writeHead(204).end());
      const found = files.get(name);
      const [, first, last] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '') ?? [];
      if (found && first) {
        const piece = found.subarray(Number(first), Number(last) + 1);
        return response.writeHead(206, { 'content-length': piece.length }).end(piece);
      }
      return found
        ? response.writeHead(200, { 'content-length': found.length }).end(found)
        : response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  onTestFinished(() => void server.close());
});

/** AWS Signature Version 4, as its documentation describes it, worked out anew. */
function isSigned({ method, url: path, headers }: IncomingMessage, body: Buffer): boolean {
  const [, day, scope, names, given] =
    /Credential=terrasse\/(\d{8})\/([\w-]+\/s3\/aws4_request),\s*SignedHeaders=([^,]+),\s*Signature=([\da-f]{64})/.exec(
      headers.authorization ?? '',
    ) ?? [];
  if (!day || scope !== 'fr-par/s3/aws4_request' || !names!.split(';').includes('host')) return false;
  const declared = String(headers['x-amz-content-sha256']);
  if (declared !== 'UNSIGNED-PAYLOAD' && declared !== createHash('sha256').update(body).digest('hex')) return false;
  const { pathname, searchParams } = new URL(path!, 'http://x');
  const canonical = [
    method,
    pathname,
    [...searchParams]
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
      .toSorted()
      .join('&'),
    ...names!.split(';').map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    declared,
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], `${day}/${scope}`, createHash('sha256').update(canonical).digest('hex')].join(
    '\n',
  );
  const keyed = [day, 'fr-par', 's3', 'aws4_request'].reduce<Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    Buffer.from(`AWS4${SECRET}`),
  );
  return createHmac('sha256', keyed).update(toSign).digest('hex') === given;
}

test('what is put is got, as it was, and gone once it is dropped', async () => {
  const store = storeWith();
  const bytes = Buffer.from([0, 255, 10, 13, 128]);

  await store.put('ab/abcd/480.webp', bytes);
  const found = (await store.get('ab/abcd/480.webp'))!;

  expect(found.bytes).toBe(5);
  expect(Buffer.from(await new Response(found.body).arrayBuffer())).toEqual(bytes);
  expect([...files.keys()]).toEqual(['/photos/ab/abcd/480.webp']);
  await store.drop('ab/abcd/480.webp');
  expect(await store.get('ab/abcd/480.webp')).toBeNull();
  await store.drop('ab/abcd/480.webp');
  expect(refused).toBe(0);
});

test('a film comes by parts, and goes by parts', async () => {
  const store = storeWith();
  const film = Buffer.alloc(20 * 1024 * 1024, 'film');

  await store.put('ab/abcd/play.mp4', new Blob([film]).stream());
  const part = (await store.get('ab/abcd/play.mp4', { first: 10_000_000, last: 10_000_003 }))!;

  expect(files.get('/photos/ab/abcd/play.mp4')!.equals(film)).toBe(true);
  expect(part.bytes).toBe(4);
  expect(await new Response(part.body).text()).toBe('film');
  expect(await store.get('ab/none/play.mp4', { first: 0, last: 3 })).toBeNull();
});

test('one that breaks off on its way is given up there too', async () => {
  const film = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(9 * 1024 * 1024)),
    pull: (controller) => controller.error(new Error('gone')),
  });

  await expect(storeWith().put('ab/abcd/play.mp4', film)).rejects.toThrow('gone');

  expect([files.size, parts.size]).toEqual([0, 0]);
});

test('with another secret, nothing is kept and nothing told', async () => {
  await storeWith().put('ab/abcd/480.webp', Buffer.from('x'));
  const other = storeWith('un autre');

  await expect(other.put('cd/cdef/480.webp', Buffer.from('y'))).rejects.toThrow();
  await expect(other.get('ab/abcd/480.webp')).rejects.toThrow();
  expect([...files.keys()]).toEqual(['/photos/ab/abcd/480.webp']);
});

test.each([
  's3://host/bucket',
  's3://key:secret@host',
  's3://key:secret@host/a/b',
  'https://key:secret@host/bucket',
  's3://key:%ff@host/bucket',
  'ftp://x',
])('%s is no place to keep files: told at the start', (MEDIA_URL) => {
  expect(() => readConfig({ MEDIA_URL })).toThrow('MEDIA_URL');
});

test('a bucket that is away, or says that it cannot for now, is refused as such; one that does not know us is a fault', async () => {
  const away = openStore(readConfig({ MEDIA_URL: `s3+http://terrasse:x@127.0.0.1:${await freePort()}/photos?region=fr-par` }).media);
  const unavailable = { code: 'unavailable', facts: { retryAfter: 10 } };

  await expect(away.put('a.webp', new Uint8Array(1))).rejects.toMatchObject(unavailable);
  await expect(away.get('a.webp')).rejects.toMatchObject(unavailable);
  await expect(away.get('a.webp', { first: 0, last: 1 })).rejects.toMatchObject(unavailable);
  await expect(away.drop('a.webp')).rejects.toMatchObject(unavailable);
  isDown = true;
  await expect(storeWith().put('a.webp', new Uint8Array(1))).rejects.toMatchObject(unavailable);
  isDown = false;
  await expect(storeWith('un autre').put('a.webp', new Uint8Array(1))).rejects.not.toMatchObject(unavailable);
});
