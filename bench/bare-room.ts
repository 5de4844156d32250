// The limit for telling a room: socket.io with the very bytes that the product sent, together with all that came in the same beat.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { Server } from 'socket.io';
import { BEAT_MS } from '#server/realtime/in-beats.ts';
import type { Change } from './fan-out.ts';

process.once('message', (change: Change) => {
  let waiting: Change[] | null = null;
  const tell = (one: Change) => {
    if (waiting) return void waiting.push(one);
    io.to('room').emit('changes', { changes: [one] });
    waiting = [];
    const beat = setInterval(() => {
      if (waiting!.length === 0) {
        clearInterval(beat);
        waiting = null;
      } else io.to('room').emit('changes', { changes: waiting!.splice(0) });
    }, BEAT_MS);
  };
  const server = createServer((_request, response) => {
    const post = { ...change.post, id: randomUUID() };
    tell({ ...change, post });
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
