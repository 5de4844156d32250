import { dirname, join } from 'node:path';
import { z } from 'zod';

/** The only reader of process.env. */
export type Config = {
  port: number;
  /** Loopback unless told otherwise: what faces the network says so. */
  host: string;
  /** Origin of the service, no trailing slash. Sites may have hosts of their own beside it. */
  publicUrl: URL;
  database: { kind: 'sqlite'; file: string } | { kind: 'postgres'; url: string };
  /** null: mails are written to files beside the database. */
  smtpUrl: string | null;
  /** Mails to this domain are brought to us by who knows the secret (inbound/); null: none are. */
  inboundMail: { domain: string; secret: string } | null;
  /** Where pictures, sounds and films lie. */
  media: { kind: 'disk'; folder: string } | { kind: 's3'; endpoint: string; region: string; accessKeyId: string; secretAccessKey: string };
  /** Where limits are counted, and what several nodes tell each other by; null: in the database's process or its Postgres. */
  redisUrl: string | null;
  /** null: one is made and kept beside the database. */
  secret: string | null;
  /** Who knows it may read GET /metrics; null: nobody. */
  metricsToken: string | null;
  /** Where traces are sent, and how many of them; null: nothing is traced. The library reads the other variables of the standard itself. */
  traces: { url: string; service: string; sampler: (typeof SAMPLERS)[number]; ratio: number } | null;
  trustedProxies: string[];
  logLevel: string;
};

/** OpenTelemetry's names. */
const SAMPLERS = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

const address = z.string().regex(/^(loopback|[0-9a-f.:]+(\/\d{1,3})?)$/i, 'an address, a range such as 10.0.0.0/8, or "loopback"');

const schema = z
  .object({
    PORT: z.coerce.number('a port number').int().min(0).max(65535).default(3000),
    HOST: z.string().min(1).default('127.0.0.1'),
    PUBLIC_URL: z
      .url({ protocol: /^https?$/, error: 'an address such as https://terrasse.example.org' })
      .refine((url) => ['', '/'].includes(URL.parse(url)?.pathname ?? ''), 'an origin, without a path')
      .optional(),
    DATABASE_URL: z
      .string()
      .regex(/^(file:.+|postgres(ql)?:\/\/.+)/, 'file:./data/terrasse.db or postgres://user@host/name')
      .default('file:./data/terrasse.db'),
    MEDIA_URL: z
      .string()
      .refine((url) => /^file:.+/.test(url) || bucketIn(url) !== null, 'file:./data/media, or s3://key:secret@host/bucket?region=fr-par')
      .optional(),
    REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'redis://user:password@host:6379, or rediss://' }).optional(),
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'smtp://user:password@host:587' }).optional(),
    INBOUND_MAIL_DOMAIN: z.hostname('a domain such as answers.example.org').toLowerCase().optional(),
    INBOUND_MAIL_SECRET: z
      .string()
      .regex(/^[\w-]{24,}$/, 'at least 24 letters, digits, - or _')
      .optional(),
    SECRET: z.string().min(32, 'at least 32 characters, kept secret').optional(),
    METRICS_TOKEN: z
      .string()
      .regex(/^[\w-]{16,}$/, 'at least 16 letters, digits, - or _')
      .optional(),
    OTEL_SDK_DISABLED: z.stringbool('true or false').default(false),
    OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'an address such as http://localhost:4318' }).optional(),
    OTEL_SERVICE_NAME: z.string().default('terrasse'),
    OTEL_TRACES_SAMPLER: z.enum(SAMPLERS, `one of ${SAMPLERS.join(', ')}`).default('parentbased_always_on'),
    OTEL_TRACES_SAMPLER_ARG: z.coerce.number('a part of 1, such as 0.1').min(0).max(1).default(1),
    TRUSTED_PROXIES: z
      .string()
      .default('')
      .transform((list) =>
        list
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
      )
      .pipe(z.array(address)),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .refine((env) => env.SECRET || env.DATABASE_URL.startsWith('file:'), {
    path: ['SECRET'],
    error: 'required with Postgres: every node must have the same',
  })
  .refine((env) => Boolean(env.INBOUND_MAIL_DOMAIN) === Boolean(env.INBOUND_MAIL_SECRET), {
    path: ['INBOUND_MAIL_SECRET'],
    error: 'goes with INBOUND_MAIL_DOMAIN: one is of no use without the other',
  });

/** Throws one error that names every bad variable. Empty counts as unset; so does what is said of traces where they go nowhere. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const counts = ([name, value]: [string, string | undefined]) => value && (env.OTEL_EXPORTER_OTLP_ENDPOINT || !name.startsWith('OTEL_'));
  const set = Object.fromEntries(Object.entries(env).filter(counts));
  const parsed = schema.safeParse(set);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const {
    PORT,
    HOST,
    PUBLIC_URL,
    DATABASE_URL,
    MEDIA_URL,
    REDIS_URL,
    SMTP_URL,
    SECRET,
    INBOUND_MAIL_DOMAIN,
    INBOUND_MAIL_SECRET,
    METRICS_TOKEN,
    OTEL_SDK_DISABLED,
    OTEL_EXPORTER_OTLP_ENDPOINT,
    OTEL_SERVICE_NAME,
    OTEL_TRACES_SAMPLER,
    OTEL_TRACES_SAMPLER_ARG,
    TRUSTED_PROXIES,
    LOG_LEVEL,
  } = parsed.data;
  return {
    port: PORT,
    host: HOST,
    publicUrl: new URL(PUBLIC_URL ?? `http://localhost:${PORT}`),
    database: DATABASE_URL.startsWith('file:')
      ? { kind: 'sqlite', file: DATABASE_URL.slice('file:'.length) }
      : { kind: 'postgres', url: DATABASE_URL },
    media: (MEDIA_URL && bucketIn(MEDIA_URL)) || { kind: 'disk', folder: MEDIA_URL?.slice('file:'.length) ?? mediaBeside(DATABASE_URL) },
    redisUrl: REDIS_URL ?? null,
    smtpUrl: SMTP_URL ?? null,
    inboundMail: INBOUND_MAIL_DOMAIN && INBOUND_MAIL_SECRET ? { domain: INBOUND_MAIL_DOMAIN, secret: INBOUND_MAIL_SECRET } : null,
    secret: SECRET ?? null,
    metricsToken: METRICS_TOKEN ?? null,
    traces:
      OTEL_EXPORTER_OTLP_ENDPOINT && !OTEL_SDK_DISABLED
        ? {
            url: `${OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/$/, '')}/v1/traces`,
            service: OTEL_SERVICE_NAME,
            sampler: OTEL_TRACES_SAMPLER,
            ratio: OTEL_TRACES_SAMPLER_ARG,
          }
        : null,
    trustedProxies: TRUSTED_PROXIES,
    logLevel: LOG_LEVEL,
  };
}

/** `s3+http` is for a bucket on one's own machine. */
function bucketIn(text: string): Extract<Config['media'], { kind: 's3' }> | null {
  const url = URL.parse(text);
  if (!url || !['s3:', 's3+http:'].includes(url.protocol)) return null;
  const [accessKeyId, secretAccessKey] = [decoded(url.username), decoded(url.password)];
  if (!accessKeyId || !secretAccessKey || !url.host || !/^\/[\w.-]+\/?$/.test(url.pathname)) return null;
  const endpoint = `${url.protocol === 's3:' ? 'https' : 'http'}://${url.host}${url.pathname.replace(/\/$/, '')}`;
  return { kind: 's3', endpoint, region: url.searchParams.get('region') ?? 'auto', accessKeyId, secretAccessKey };
}

/** Empty where it is not what an address may hold. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** Beside the file of the database, where there is one. */
const mediaBeside = (databaseUrl: string) =>
  databaseUrl.startsWith('file:') ? join(dirname(databaseUrl.slice('file:'.length)), 'media') : './data/media';

export class ConfigError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(`Settings that need a correction:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}
