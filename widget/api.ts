import type { ErrorBody } from '#server/wire.ts';
import type { FailureCode } from './thread/view.ts';

/** Milliseconds after which no answer is an answer: somebody is waiting for it. */
const PATIENCE = 10_000;

export class ApiFailure extends Error {
  readonly code: FailureCode;
  readonly body: Partial<ErrorBody['error']>;
  constructor(code: FailureCode, body: Partial<ErrorBody['error']> = {}) {
    super(body.message ?? code);
    this.code = code;
    this.body = body;
  }
}

export type Api = {
  /** Kept in memory only; none for a reader, nor on our own pages. */
  token: (() => Promise<string | null>) | null;
  get<T>(path: string, query: Record<string, string | null>): Promise<T>;
  call<T>(path: string, init: RequestInit, asNobody?: boolean): Promise<T>;
};

/** On our own pages the session's cookie says who it is; elsewhere the token does, and no cookie goes along. */
export function createApi(origin: string): Api {
  const api: Api = {
    token: null,
    get: (path, query) =>
      api.call(
        `${path}?${new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== null)).toString()}`,
        {},
      ),
    async call<T>(path: string, init: RequestInit, asNobody = false): Promise<T> {
      const token = asNobody ? null : await api.token?.();
      const answer = await fetch(`${origin}/api/v1/${path}`, {
        credentials: origin === location.origin ? 'same-origin' : 'omit',
        ...init,
        headers: { ...init.headers, ...(token && { authorization: `Bearer ${token}` }) },
        signal: AbortSignal.timeout(PATIENCE),
      }).catch(() => null);
      if (!answer) throw new ApiFailure('unreachable');
      const body: unknown = answer.status === 204 ? null : await answer.json().catch(() => undefined);
      if (answer.ok && body !== undefined) return body as T;
      const failure = failureOf(answer, body);
      if (!token || init.method || failure.code !== 'session_ended') throw failure;
      // Whoever was signed in reads on as anybody does.
      return api.call(path, init, true);
    },
  };
  return api;
}

/** A proxy in between may answer in its own words, and a network break off in the middle. */
function failureOf({ ok, status, headers }: Response, body: unknown): ApiFailure {
  const { error } = (body ?? {}) as Partial<ErrorBody>;
  const retryAfter = error?.retryAfter ?? Number(headers.get('retry-after'));
  return new ApiFailure(error?.code ?? (ok ? 'unreachable' : status === 429 ? 'too_fast' : 'internal'), {
    ...error,
    ...(retryAfter && { retryAfter }),
  });
}
