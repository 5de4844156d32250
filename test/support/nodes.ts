// The product as it runs: processes of the build on one database, and before them what shares the connections out.
import { spawn } from 'node:child_process';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { signToken } from '#server/accounts/token.ts';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

/** As operating.md has it. */
const SMALL = ['--max-semi-space-size=4', '--v8-pool-size=1'];
export const SECRET = 'a secret of thirty-two characters';

/** Milliseconds after which no answer is one, as in widget/api.ts. */
export const PATIENCE_MS = 10_000;

export type Node = Awaited<ReturnType<typeof startNode>>;

/** Resolves once it is ready; who started it stops or kills it. `folder`: of another build than this one's. */
export async function startNode(env: Record<string, string>, folder = '.') {
  const port = await freePort();
  const clock = env.CLOCK_AHEAD_MS ? ['--import', './test/support/clock-ahead.ts'] : [];
  const child = spawn(process.execPath, [...SMALL, ...clock, 'dist/server/main.js'], {
    env: { PATH: process.env.PATH, PORT: String(port), SECRET, TRUSTED_PROXIES: 'loopback', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: folder,
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  let alive = true;
  const over = new Promise<number | null>((resolve) => child.once('exit', (code) => ((alive = false), resolve(code))));
  const end = (signal: NodeJS.Signals) => (child.kill(signal), over);
  const url = `http://127.0.0.1:${port}`;
  const answer = () => fetch(`${url}/readyz`).catch(() => null);
  await until(
    'a node to be ready',
    async () => {
      if (!alive) throw new Error(`a node did not start: ${said}`);
      return (await answer())?.ok;
    },
    60_000,
  );
  return {
    port,
    url,
    /** What it logged. */
    log: () => said,
    /** What it says of itself: the status, or nothing where nobody answers. */
    ready: async () => (await answer())?.status,
    alive: () => alive,
    /** In order; resolves with its exit code. */
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** Gives each connection to the next of those who take any, as a proxy does that knows nothing of whose it is. */
export async function openBalancer(nodes: () => Pick<Node, 'port'>[]) {
  let turn = 0;
  const open = new Set<Socket>();
  const server = createServer((from) => {
    open.add(from.on('close', () => open.delete(from)).on('error', () => {}));
    const all = nodes();
    const first = turn++;
    lead(
      from,
      all.map((_, i) => all[(first + i) % all.length]!.port),
    );
  });
  await new Promise<void>((resolve) => void server.listen(0, resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Ends all connections; new ones are taken. */
    cut: () => open.forEach((socket) => socket.destroy()),
    close: () => new Promise<void>((resolve) => (server.close(() => resolve()), open.forEach((socket) => socket.destroy()))),
  };
}

function lead(from: Socket, [port, ...others]: number[]) {
  if (port === undefined) return void from.destroy();
  const to = connect(port, '127.0.0.1');
  let led = false;
  to.once('connect', () => {
    led = true;
    from.pipe(to).pipe(from);
  });
  to.on('error', () => {});
  // Who took it has it: what they were told is not told to another.
  to.once('close', () => (led ? from.destroy() : lead(from, others)));
  from.once('close', () => to.destroy());
}

type Sent = { origin: string; source: string; clientId: string };

/** A post under an article, once; without a status where nobody answered. */
export async function sendPost(url: string, session: string, { origin, ...post }: Sent): Promise<{ status?: number; body?: unknown }> {
  try {
    const answer = await fetch(`${url}/api/v1/posts`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${signToken(SECRET, session, new Date()).token}`,
        origin,
        'x-forwarded-for': `203.0.113.${session.charCodeAt(0)}`,
      },
      body: JSON.stringify({ site: 'courrier', article: 'pont', parent: null, ...post }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return { status: answer.status, body: await answer.json() };
  } catch (error) {
    return { body: String((error as Error).cause ?? error) };
  }
}
