import { gzipSync } from 'node:zlib';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseDisqus, type DisqusRecord } from '#server/imports/disqus.ts';
import { openExport } from '#server/imports/export-file.ts';
import type { Malformed } from '#server/imports/malformed-export.ts';

const OPEN = '<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">';

test('threads and posts come in the order of the file, each with its line', async () => {
  const records = await read(document(thread('1'), post('10'), post('11', '<parent dsq:id="10"/>')));

  expect(records).toMatchObject([
    { kind: 'thread', line: 3, id: '1', identifier: 'a-1', link: 'https://e.example/1', closed: false },
    { kind: 'post', line: 4, id: '10', thread: '1', parent: null, at: Date.parse('2024-03-31T01:30:00Z'), message: '<p>10</p>' },
    { kind: 'post', line: 5, id: '11', thread: '1', parent: '10' },
  ]);
});

test('a record split anywhere between two chunks is one record', async () => {
  const text = document(thread('1'), post('10').replace('<p>10</p>', '<p>Été 😀</p>'));
  const whole = await read(text);

  for (const size of [1, 2, 3, 7]) expect(await read(text, size)).toEqual(whole);
});

test('e-mails and machine addresses are never read', async () => {
  const records = await read(
    document(thread('1'), post('10', '<ipAddress>198.51.100.7</ipAddress>').replace('<name>', '<email>a@secret.test</email><name>')),
  );

  expect(JSON.stringify(records)).not.toMatch(/secret|198\.51/);
});

test('what cannot be read is a problem with its line, not a guess', async () => {
  const records = await read(
    document(
      post('10').replace(' dsq:id="10"', ''),
      post('11').replace('2024-03-31', '2024-x03-31'),
      post('12').replace('<isSpam>false', '<isSpam>123'),
      post('13').replace('<thread dsq:id="1"/>', ''),
    ),
  );

  expect(records).toEqual([
    { kind: 'problem', of: 'post', line: 3, id: null, field: 'dsq:id' },
    { kind: 'problem', of: 'post', line: 4, id: '11', field: 'createdAt' },
    { kind: 'problem', of: 'post', line: 5, id: '12', field: 'isSpam' },
    { kind: 'problem', of: 'post', line: 6, id: '13', field: 'thread' },
  ]);
});

test('characters that XML forbids are taken out, and their lines told', async () => {
  const records = await read(document(thread('1'), post('10').replace('<p>10</p>', '<p>a\u0008b\u0000\nc\u001fd</p>')));

  expect(records).toMatchObject([
    { kind: 'problem', of: 'characters', line: 4 },
    { kind: 'problem', of: 'characters', line: 5 },
    { kind: 'thread' },
    { kind: 'post', message: '<p>ab\ncd</p>' },
  ]);
});

test.each<[string, string, Partial<Malformed>]>([
  ['an attribute without quotes', document(thread('1'), '<post dsq:id=10/>'), { reason: 'xml', line: 4 }],
  ['a file that breaks off', document(thread('1'), post('10')).slice(0, -60), { reason: 'xml' }],
  ['a file that breaks off between records', document(thread('1')).replace('</disqus>', ''), { reason: 'xml' }],
  ['an entity of its own', document(thread('1').replace('a-1', '&file;')), { reason: 'xml', line: 3 }],
  ['a DTD', `<!DOCTYPE disqus [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n${OPEN}</disqus>`, { reason: 'doctype', line: 1 }],
  ['a WordPress file', '<?xml version="1.0"?>\n<rss version="2.0"></rss>', { reason: 'wordpress', line: 2 }],
  ['another XML', '<html></html>', { reason: 'root', detail: 'html' }],
  ['another encoding', `<?xml version="1.0" encoding="latin1"?>${OPEN}</disqus>`, { reason: 'encoding', detail: 'latin1' }],
  ['nothing', '', { reason: 'xml' }],
  ['no end of text', `${OPEN}${'x'.repeat(5_000_000)}</disqus>`, { reason: 'too_long' }],
])('%s is refused with its line', async (_, text, facts) => {
  await expect(read(text, 65_536)).rejects.toMatchObject({ facts });
});

test('gzip is known by its first bytes, whatever the name', async () => {
  const plain = document(thread('1'), post('10'));
  const packed = gzipSync(plain);

  expect(await readFile(packed)).toEqual(await readFile(Buffer.from(plain)));
  await expect(readFile(packed.subarray(0, -20))).rejects.toMatchObject({ facts: { reason: 'gzip', line: null } });
});

async function readFile(bytes: Uint8Array) {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'export.xml'), bytes);
  return Array.fromAsync(parseDisqus((await openExport(join(folder, 'export.xml'))).bytes));
}

function read(text: string, size = 1000): Promise<DisqusRecord[]> {
  return Array.fromAsync(parseDisqus(chunks(Buffer.from(text), size)));
}

async function* chunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

function document(...records: string[]) {
  return ['<?xml version="1.0" encoding="utf-8"?>', OPEN, ...records, '</disqus>'].join('\n');
}

function thread(id: string) {
  return `<thread dsq:id="${id}"><id>a-${id}</id><link>https://e.example/${id}</link><title>T</title><author><name>R</name></author><isClosed>false</isClosed><isDeleted>false</isDeleted></thread>`;
}

function post(id: string, more = '') {
  return `<post dsq:id="${id}"><id>wp_id=3</id><message><![CDATA[<p>${id}</p>]]></message><createdAt>2024-03-31T01:30:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><author><name>A</name><isAnonymous>true</isAnonymous></author><thread dsq:id="1"/>${more}</post>`;
}
