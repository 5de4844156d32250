import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cutSlowSenders } from '#server/http/slow-senders.ts';
import { until } from '../../support/until.ts';

const WINDOW_MS = 30_000;

let server: Server;
let socket: Socket;
let begun: boolean;
let heard: string;
let received: number;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  [begun, heard, received] = [false, '', 0];
  server = createServer((request, response) => {
    begun = true;

    request.on('data', (piece: Buffer) => (received += piece.length)).on('end', () => response.end('all of it'));
  });
  cutSlowSenders(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('data', (piece: Buffer) => (heard += piece.toString()));
});
afterEach(() => {
  vi.useRealTimers();
  socket.destroy();
  server.close();
});

const PIECE = 20 * 1024;
const begin = async (length: number) => {
  socket.write(`POST / HTTP/1.1\r\nhost: a\r\ncontent-length: ${length}\r\n\r\n`);
  await until('its head', () => begun);
};
const send = async (bytes: number) => {
  const due = received + bytes;
  socket.write(Buffer.alloc(bytes));
  await until('it is here', () => received === due);
};

test('who sends steadily may take half an hour and more', async () => {
  await begin(80 * PIECE);
  for (let n = 0; n < 80; n++) {
    await send(PIECE);
    vi.advanceTimersByTime(WINDOW_MS);
  }

  await until('the answer', () => heard.endsWith('all of it'));
});

test('who stops on the way is cut off', async () => {
  await begin(2 * PIECE);
  await send(PIECE);
  vi.advanceTimersByTime(WINDOW_MS);
  expect(socket.closed).toBe(false);
  await send(1);
  vi.advanceTimersByTime(WINDOW_MS);

  await until('the end', () => socket.closed);
});
