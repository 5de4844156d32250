import { expect, test } from 'vitest';
import { partsOf } from '#server/http/multipart.ts';

const TYPE = 'multipart/form-data; boundary=----x';
const FORM = [
  '------x',
  'Content-Disposition: form-data; name="text"',
  '',
  'Une ligne\r\n--\r\n------ et une autre',
  '------x',
  'Content-Disposition: form-data; name="file"; filename="a;name=b.vtt"',
  'Content-Type: text/vtt',
  '',
  'WEBVTT',
  '------x',
  'content-disposition: form-data; name="empty"; filename=""',
  '',
  '',
  '------x--',
  '',
].join('\r\n');

async function* inPieces(form: string, length: number) {
  const bytes = Buffer.from(form);
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function read(form: string, length: number, type = TYPE) {
  const parts = [];
  for await (const { name, isFile, body } of partsOf(type, inPieces(form, length))) {
    const pieces = [];
    if (name !== 'passed over') for await (const piece of body) pieces.push(piece);
    parts.push([name, isFile, Buffer.concat(pieces).toString()]);
  }
  return parts;
}

test.each([1, 2, 3, 7, 20, 10_000])('a form that comes %i bytes at a time is read as it was filled in', async (length) => {
  expect(await read(FORM, length)).toEqual([
    ['text', false, 'Une ligne\r\n--\r\n------ et une autre'],
    ['file', true, 'WEBVTT'],
    ['empty', true, ''],
  ]);
});

test('what of a part is not read is passed over', async () => {
  expect(await read(FORM.replace('"text"', '"passed over"'), 5)).toHaveLength(3);
});

test('who turns away from a part in its middle finds the next one', async () => {
  const names = [];
  for await (const { name, body } of partsOf(TYPE, inPieces(FORM, 5))) {
    names.push(name);
    for await (const _ of body) break;
  }

  expect(names).toEqual(['text', 'file', 'empty']);
});

test.each([
  ['cut', FORM.slice(0, 100), TYPE],
  ['of nothing', '', TYPE],
  ['without a boundary', FORM, 'multipart/form-data'],
  ['of another sort', FORM, 'application/json'],
  ['with a part of no name', FORM.replace('name="text"', ''), TYPE],
  ['with a head without an end', FORM.replace('\r\n\r\nUne', `: ${'a'.repeat(9000)}\r\n\r\nUne`), TYPE],
])('one %s is told so', async (_, form, type) => {
  await expect(read(form, 50, type)).rejects.toThrow('malformed');
});
