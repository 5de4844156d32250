import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';
import type { Attributes, Context, Span } from '@opentelemetry/api';
import type { Sampler, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Database } from '../db/database.ts';
import type { GuardedFetch } from '../http/guarded-fetch.ts';

/** Where a request spent its time, for who watches (docs/decisions/103). Of nobody: routes by their pattern, no address, no text, no message of an error. */
export type Traces = {
  /** Does `work` as a part of whatever is under way, or of nothing; what is only known at its end is told by what `work` is given. */
  span<T>(name: string, how: How, work: (told: Told) => Promise<T>): Promise<T>;
  /** What was not sent yet is. */
  stop(): Promise<void>;
};
type How = {
  kind?: 'server' | 'client';
  attributes?: Attributes;
  /** The header of whoever asked (W3C Trace Context), where it is believed. */
  traceparent?: string | undefined;
};
export type Told = { name(name: string): void; set(attributes: Attributes): void; failed(): void };

const nobody: Told = { name: () => {}, set: () => {}, failed: () => {} };
export const untraced: Traces = { span: (_name, _how, work) => work(nobody), stop: async () => {} };

/** Milliseconds that a collector may take for the last of it: a container is killed at ten seconds. */
const FLUSH_MS = 2000;

/** Without OTEL_EXPORTER_OTLP_ENDPOINT nothing is noted, and the library stays where it is. */
export async function openTraces({ traces }: Pick<Config, 'traces'>, log: Pick<Logger, 'warn' | 'info'>): Promise<Traces> {
  if (traces === null) return untraced;
  const { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } = await import('@opentelemetry/api');
  const { parseTraceParent } = await import('@opentelemetry/core');
  const { resourceFromAttributes } = await import('@opentelemetry/resources');
  const { BatchSpanProcessor, TracerProvider } = await import('@opentelemetry/sdk-trace');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const exporter = complainOnce(new OTLPTraceExporter({ url: traces.url }), log);
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': traces.service }),
    sampler: await samplerOf(traces),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer('terrasse');
  const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT };
  const under = new AsyncLocalStorage<Context>();

  const parentOf = (traceparent: string | undefined): Context => {
    const asked = traceparent === undefined ? null : parseTraceParent(traceparent);
    return asked ? trace.setSpanContext(ROOT_CONTEXT, { ...asked, isRemote: true }) : (under.getStore() ?? ROOT_CONTEXT);
  };
  const failed = (span: Span) => void span.setStatus({ code: SpanStatusCode.ERROR });

  return {
    span: (name, { kind, attributes = {}, traceparent }, work) => {
      const parent = parentOf(traceparent);
      const span = tracer.startSpan(name, { kind: kind ? kinds[kind] : SpanKind.INTERNAL, attributes }, parent);
      const told: Told = {
        name: (is) => void span.updateName(is),
        set: (more) => void span.setAttributes(more),
        failed: () => failed(span),
      };
      return under.run(trace.setSpan(parent, span), async () => {
        try {
          return await work(told);
        } catch (error) {
          span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
          failed(span);
          throw error;
        } finally {
          span.end();
        }
      });
    },
    stop: () => Promise.race([provider.shutdown().catch(() => {}), setTimeout(FLUSH_MS, undefined, { ref: false })]),
  };
}

/** Transactions and requests to elsewhere, as parts of what asks for them. Of the latter not even the host: readers' links are among them. */
export function traced<T extends { db: Database; fetch: GuardedFetch }>(
  traces: Traces,
  { db, fetch }: T,
): { db: Database; fetch: GuardedFetch } {
  if (traces === untraced) return { db, fetch };
  const system = { 'db.system.name': db.engine.name === 'postgres' ? 'postgresql' : 'sqlite' };
  const ask: typeof fetch = Object.assign(
    (url: string | URL, init?: Parameters<GuardedFetch>[1]) =>
      traces.span(
        init?.method ?? 'GET',
        { kind: 'client', attributes: { 'http.request.method': init?.method ?? 'GET' } },
        async ({ set }) => {
          const answer = await fetch(url, init);
          set({ 'http.response.status_code': answer.status });
          return answer;
        },
      ),
    { check: fetch.check },
  );
  return {
    db: {
      ...db,
      write: (work, options) => traces.span('transaction', { kind: 'client', attributes: system }, () => db.write(work, options)),
    },
    fetch: ask,
  };
}

async function samplerOf({ sampler, ratio }: NonNullable<Config['traces']>): Promise<Sampler> {
  const { AlwaysOffSampler, AlwaysOnSampler, ParentBasedSampler, TraceIdRatioBasedSampler } = await import('@opentelemetry/sdk-trace');
  const [, based, how] = /^(parentbased_)?(.+)$/.exec(sampler)!;
  const root =
    how === 'always_on' ? new AlwaysOnSampler() : how === 'always_off' ? new AlwaysOffSampler() : new TraceIdRatioBasedSampler(ratio);
  return based ? new ParentBasedSampler({ root }) : root;
}

/** A collector that is away is nobody's loss but its own: it is said once, and once when it is back. */
function complainOnce(exporter: SpanExporter, log: Pick<Logger, 'warn' | 'info'>): SpanExporter {
  let away = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const failed = result.error !== undefined;
        if (failed && !away) log.warn({ err: result.error }, 'traces: the collector does not take them');
        if (!failed && away) log.info('traces: the collector takes them again');
        away = failed;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}
