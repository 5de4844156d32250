import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { listen } from '../../support/sockets.ts';
import { createWorld } from '../../support/world.ts';

test('a connection that said nothing until the stop begins nothing anew', async () => {
  const { url, live } = await listen(await createWorld('sqlite'));
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');

  const stopped = live.stop();
  socket.write('GET /live/?EIO=4&transport=polling HTTP/1.1\r\nhost: terrasse.courrier.test\r\n\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  await stopped;

  expect(answer.toString()).toMatch(/^HTTP\/1\.1 403 /);
});
