// The limit for telling a room: socket.io with the very bytes that the product sent, one emit a request.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { Server } from 'socket.io';
import type { Change } from './fan-out.ts';

process.once('message', (change: Change) => {
  const server = createServer((_request, response) => {
    const post = { ...change.post, id: randomUUID() };
    io.to('room').emit('changes', { changes: [{ ...change, post }] });
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ post }));
  });
  const io = new Server(server, { path: '/live/', serveClient: false });
  io.on('connection', (socket) => {
    socket.on('join', async (_place: unknown, done: (answer: { seq: number }) => void) => {
      await socket.join('room');
      done({ seq: 0 });
    });
  });
  server.listen(0, '127.0.0.1', () => void process.send!(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
});
