// A push service and the browsers behind it: what reaches one is read with the keys that it alone has (RFC 8291).
import { createECDH, randomBytes, type ECDH } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt } from 'http_ece';
import type { PushWire } from '#server/push/wire.ts';

export type Pushed = { headers: Record<string, string>; body: Buffer };
export type PushService = Awaited<ReturnType<typeof openPushService>>;

/** Answers 201, or what `answer` says by then. */
export async function openPushService() {
  const pushed: (Pushed & { path: string })[] = [];
  const answer = { status: 201, headers: {} as Record<string, string> };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      pushed.push({ path: request.url!, headers: request.headers as Record<string, string>, body: Buffer.concat(chunks) });
      response.writeHead(answer.status, answer.headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let made = 0;
  return {
    origin,
    answer,
    pushed,
    /** A browser that subscribes; `received` is what reached it, read. */
    browser() {
      const keys = createECDH('prime256v1');
      const auth = randomBytes(16);
      const path = `/send/${++made}`;
      const subscription = {
        endpoint: `${origin}${path}`,
        keys: { p256dh: keys.generateKeys('base64url'), auth: auth.toString('base64url') },
      };
      const received = () => pushed.filter((one) => one.path === path).map((one) => open(one, keys, auth));
      return { subscription, received };
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const open = ({ body }: Pushed, privateKey: ECDH, authSecret: Buffer) =>
  JSON.parse(decrypt(body, { version: 'aes128gcm', privateKey, authSecret: authSecret.toString('base64url') }).toString()) as PushWire;
