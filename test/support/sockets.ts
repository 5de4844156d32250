import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { io, type Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import { startLive } from '#server/realtime/live.ts';
import { ORIGIN, OWN, type World } from './world.ts';

export type Listener = {
  socket: Socket;
  heard: { name: string; data: never }[];
  ask: (name: string, ...args: unknown[]) => Promise<{ seq?: number; error?: string }>;
};

/** The world on a port of the kernel's choice, with its sockets. */
export async function listen(world: Pick<World, 'app' | 'deps'>, options?: Parameters<typeof startLive>[2]) {
  const server = createServer(getRequestListener(world.app.fetch));
  const live = startLive(world.deps, server, options);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  onTestFinished(() => live.stop());

  const connect = async (headers: Record<string, string> = { origin: ORIGIN }, token?: string): Promise<Listener> => {
    const socket = io(url, {
      path: '/live/',
      transports: ['websocket'],
      forceNew: true,
      extraHeaders: { host: new URL(OWN).host, ...headers },
      auth: token ? { token } : {},
    });
    onTestFinished(() => void socket.disconnect());
    const heard: Listener['heard'] = [];
    socket.onAny((name: string, data: unknown) => void heard.push({ name, data: data as never }));
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return { socket, heard, ask: (name, ...args) => socket.timeout(5000).emitWithAck(name, ...args) };
  };
  return { url, connect, live };
}
