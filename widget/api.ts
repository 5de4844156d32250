/** Milliseconds after which no answer is an answer: somebody is waiting for it. */
const PATIENCE = 10_000;

/** What came instead of an answer, if anything did: problem.ts makes sense of it. */
export class ApiFailure extends Error {
  readonly answer: Response | null;
  readonly body: unknown;
  constructor(answer: Response | null, body?: unknown) {
    super(`status ${answer?.status}`);
    this.answer = answer;
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
      const body: unknown = answer && (answer.status === 204 ? null : await answer.json().catch(() => undefined));
      if (answer?.ok && body !== undefined) return body as T;
      // Whoever was signed in reads on as anybody does.
      if (answer?.status === 401 && token && !init.method) return api.call(path, init, true);
      throw new ApiFailure(answer, body);
    },
  };
  return api;
}
