// A publisher's own server, told by webhooks.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';

export type Received = { headers: Record<string, string>; body: string };
export type Receiver = Awaited<ReturnType<typeof openReceiver>>;

/** Answers 204, or what `status` says by then. */
export async function openReceiver() {
  const received: Received[] = [];
  const answer = { status: 204, headers: {} as Record<string, string> };
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(answer.status, answer.headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** As docs/webhooks.md tells a publisher to read it, at the moment it was sent; throws for a signature that is wrong. */
export function readSigned<T>(secret: string, { body, headers }: Received): T {
  vi.setSystemTime(Number(headers['webhook-timestamp']) * 1000);
  try {
    return new Webhook(secret).verify(body, headers) as T;
  } finally {
    vi.useRealTimers();
  }
}
