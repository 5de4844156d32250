// Readers with a thread open, all in one process of their own. Told where to listen; asked afterwards what they heard.
import { io } from 'socket.io-client';
import { clock, type Asked, type Change, type Heard } from './fan-out.ts';

const heard: Heard = { change: null, deliveries: [] };

process.on('message', async (asked: Asked | 'report') => {
  if (asked === 'report') return void process.send!(heard);
  // Not all in one breath: more than a server's queue of connections holds would knock again after a second.
  for (let n = 0; n < asked.readers; n += 100)
    await Promise.all(Array.from({ length: Math.min(100, asked.readers - n) }, () => join(asked)));
  process.send!('joined');
});

async function join({ url, origin, place }: Asked) {
  const socket = io(url, { path: '/live/', transports: ['websocket'], forceNew: true, extraHeaders: { origin } });
  socket.on('changes', ({ changes }: { changes: Change[] }) => {
    const at = clock();
    heard.change ??= changes[0]!;
    for (const { post } of changes) heard.deliveries.push({ id: post.id, at });
  });
  await new Promise<void>((resolve) => void socket.once('connect', resolve));
  const answer = (await socket.emitWithAck('join', place)) as { error?: string };
  if (answer.error) throw new Error(`a reader was refused: ${answer.error}`);
}
