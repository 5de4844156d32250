// What a node sends to a collector of traces: where it is told to alone, and nothing of anybody (docs/decisions/103).
import { spawnSync } from 'node:child_process';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createApp } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import { uuidv7 } from '#server/ids.ts';
import { createGuardedFetch } from '#server/http/guarded-fetch.ts';
import { startJobs } from '#server/ops/jobs.ts';
import { openTraces, traced } from '#server/ops/traces.ts';
import { startCollector, type SentSpan } from '../../support/collector.ts';
import { forWorkers, onBothDatabases, type Engine } from '../../support/database.ts';
import { createWorld, OWN } from '../../support/world.ts';

const SERVER = 2;
const CLIENT = 3;
const ASKED = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

onBothDatabases((engine) => {
  test('a request is one trace, its transactions parts of it, and nothing of the address but the pattern of the route is in it', async () => {
    const { world, app, sent } = await watched(engine, {});
    const ada = await world.person('ada');

    const path = '/api/v1/posts?email=ada@exemple.fr&secret=sesame';
    const body = JSON.stringify({ site: 'courrier', article: 'pont', source: 'Mot caché.', parent: null, clientId: uuidv7() });
    const answer = await app.request(`${OWN}${path}`, {
      method: 'POST',
      headers: { ...ada.asEmbed, 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7' },
      body,
    });
    await app.request(`${OWN}/api/v1/threads/018f6f3e-7a51-7cc1-9c09-1d2f4d7f0000/posts`);
    const { spans, text } = await sent();

    const request = named(spans, 'POST /api/v1/posts');
    expect([answer.status, request.kind]).toEqual([201, SERVER]);
    expect(request.parentSpanId).toBeUndefined();
    expect(factsOf(request)).toEqual({
      'http.request.method': 'POST',
      'http.route': '/api/v1/posts',
      'http.response.status_code': answer.status,
    });
    const parts = spans.filter(({ name, traceId }) => name === 'transaction' && traceId === request.traceId);
    expect(parts.length).toBeGreaterThan(0);
    for (const part of parts) {
      expect([part.parentSpanId, part.kind]).toEqual([request.spanId, CLIENT]);
      expect(factsOf(part)).toEqual({ 'db.system.name': engine === 'sqlite' ? 'sqlite' : 'postgresql' });
    }
    expect(named(spans, 'GET /api/v1/threads/:id/posts').traceId).not.toBe(request.traceId);
    expect(text).not.toMatch(/exemple|sesame|203\.0|018f6f3e|pont|caché|courrier/);
  });

  test('jobs are traces of their own', async () => {
    const { world, deps, sent } = await watched(engine, {});
    forWorkers({ ...world, deps }, engine);

    const jobs = startJobs(deps, {});
    await jobs.stop();
    const { spans } = await sent();

    const job = named(spans, 'job webhooks');
    expect(job.parentSpanId).toBeUndefined();
    expect(spans.filter(({ parentSpanId }) => parentSpanId === job.spanId).map(({ name }) => name)).toContain('transaction');
  });
});

test('what is asked elsewhere is a part of what asks, without saying where, and what fails says so by its kind alone', async () => {
  const { deps, sent } = await watched('sqlite', {});
  const elsewhere = await startCollector();

  await deps.traces.span('job previews', {}, async () => {
    await deps.fetch(`${elsewhere.url}/secret-path?token=sesame`, { method: 'POST', body: '{}' });
    await deps.fetch('ftp://inside.example/').catch(() => {});
  });
  const { spans, text } = await sent();

  const job = named(spans, 'job previews');
  const [post, get] = [named(spans, 'POST'), named(spans, 'GET')];
  expect([post, get].map(({ parentSpanId, kind }) => [parentSpanId, kind])).toEqual([
    [job.spanId, CLIENT],
    [job.spanId, CLIENT],
  ]);
  expect(factsOf(post)).toEqual({ 'http.request.method': 'POST', 'http.response.status_code': 200 });
  expect([factsOf(get), get.status.code]).toEqual([{ 'http.request.method': 'GET', 'error.type': 'Error' }, 2]);
  expect(text).not.toMatch(/sesame|secret-path|127\.0\.0\.1|inside/);
});

test('a trace that a proxy began goes on; one that a reader begins does not', async () => {
  const [behind, open] = [await watched('sqlite', { TRUSTED_PROXIES: 'loopback' }), await watched('sqlite', {})];

  for (const { app } of [behind, open]) await app.request(`${OWN}/healthz`, { headers: { traceparent: ASKED } });

  const [, traceId, spanId] = ASKED.split('-');
  expect(named((await behind.sent()).spans, 'GET /healthz')).toMatchObject({ traceId, parentSpanId: spanId });
  expect(named((await open.sent()).spans, 'GET /healthz').traceId).not.toBe(traceId);
});

test('how many are sent is OTEL_TRACES_SAMPLER’s to say, and what it may be is said at the start', async () => {
  const none = await watched('sqlite', { OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' });
  const all = await watched('sqlite', { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '1' });

  for (const { app } of [none, all]) await app.request(`${OWN}/healthz`);

  expect((await none.sent()).spans).toEqual([]);
  expect((await all.sent()).spans).toHaveLength(1);
  const bad = { OTEL_TRACES_SAMPLER: 'sometimes', OTEL_TRACES_SAMPLER_ARG: '12' };
  const start = () => readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', ...bad });
  expect(start).toThrow(/OTEL_TRACES_SAMPLER: one of always_on/);
  expect(start).toThrow(/OTEL_TRACES_SAMPLER_ARG/);
});

test('what a cluster says of traces to all that runs there keeps nobody from starting who sends none', () => {
  const all = { OTEL_TRACES_SAMPLER: 'xray', OTEL_TRACES_SAMPLER_ARG: 'endpoint=http://localhost:2000', OTEL_SDK_DISABLED: 'no idea' };

  expect(readConfig(all).traces).toBeNull();
  expect(readConfig({ ...all, OTEL_EXPORTER_OTLP_ENDPOINT: '' }).traces).toBeNull();
});

test('a collector that is away, or that never answers, keeps nobody waiting, and is told of', async () => {
  vi.stubEnv('OTEL_EXPORTER_OTLP_TIMEOUT', '200'); // the library's own
  onTestFinished(() => void vi.unstubAllEnvs());
  const mute = await startCollector({ mute: true });
  for (const endpoint of ['http://127.0.0.1:9', mute.url]) {
    const { app, sent, warned } = await watched('sqlite', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });

    expect((await app.request(`${OWN}/healthz`)).status).toBe(200);
    expect((await sent()).spans).toEqual([]);
    expect(warned).toHaveLength(1);
  }
});

test('where nothing is configured, no module of it is loaded', () => {
  const loads = (env: Record<string, string>) => {
    const script = `
      import { registerHooks } from 'node:module';
      const seen = [];
      registerHooks({ load: (url, context, next) => (seen.push(url), next(url, context)) });
      const { openTraces } = await import('${new URL('../../../server/ops/traces.ts', import.meta.url).href}');
      const { readConfig } = await import('${new URL('../../../server/config.ts', import.meta.url).href}');
      await openTraces(readConfig(process.env), console);
      console.log(seen.filter((url) => url.includes('opentelemetry')).length);`;
    return Number(
      spawnSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, ...env }, encoding: 'utf8' }).stdout,
    );
  };

  expect(loads({})).toBe(0);
  expect(loads({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_SDK_DISABLED: 'true' })).toBe(0);
  expect(loads({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' })).toBeGreaterThan(10);
});

/** A world whose node is traced; `sent` stops it, so that all has left. */
async function watched(engine: Engine, env: Record<string, string>) {
  const collector = await startCollector();
  const world = await createWorld(engine);
  const read = readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...env });
  const config = { ...world.deps.config, traces: read.traces, trustedProxies: read.trustedProxies };
  const warned: unknown[] = [];
  const traces = await openTraces(config, { warn: (...said: unknown[]) => void warned.push(said), info: vi.fn() });
  const deps = { ...world.deps, config, traces, ...traced(traces, { db: world.db, fetch: createGuardedFetch({ allowPrivate: true }) }) };
  const sent = async () => {
    expect(collector.paths).toEqual([]); // in one go, not one by one
    await traces.stop();
    return { spans: collector.spans(), text: collector.text() };
  };
  return { world, deps, app: createApp(deps), sent, warned };
}

function named(spans: SentSpan[], name: string): SentSpan {
  const found = spans.find((span) => span.name === name);
  expect(found, `${name} among ${spans.map((span) => span.name).join(', ')}`).toBeDefined();
  return found!;
}

const factsOf = ({ attributes }: SentSpan) =>
  Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      Number.isNaN(Number(Object.values(value)[0])) ? Object.values(value)[0] : Number(Object.values(value)[0]),
    ]),
  );
