import type { IncomingMessage, Server } from 'node:http';

/** Milliseconds, and bytes that must come in each of them: a phone at the edge of its network sends ten times as many. */
const [WINDOW_MS, LEAST] = [30_000, 16 * 1024];

/**
 * A film of two hundred megabytes may be on its way from a phone for half an hour: what is asked of a sender is that something
 * comes, not that all of it soon has. Heads keep Node's own limit.
 */
export function cutSlowSenders(server: Server) {
  server.requestTimeout = 0;
  server.on('request', (request: IncomingMessage) => {
    if (hasBody(request)) watch(request);
  });
}

const hasBody = ({ headers }: IncomingMessage) => headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0;

function watch(request: IncomingMessage) {
  const { socket } = request;
  let before = socket.bytesRead;
  const timer = setInterval(() => {
    if (request.complete) return clearInterval(timer);
    if (socket.bytesRead - before < LEAST) socket.destroy();
    before = socket.bytesRead;
  }, WINDOW_MS).unref();
  request.once('close', () => clearInterval(timer));
}
