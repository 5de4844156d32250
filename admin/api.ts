import type { ErrorBody, ErrorCode } from '#server/wire.ts';

const TIMEOUT = 10_000; // ms; past this a moderator presses again

/** The server refused, or did not answer at all (`offline`: nothing is known to have changed). */
export class ApiError extends Error {
  readonly code: ErrorCode | 'offline';
  readonly facts: Partial<ErrorBody['error']>;

  constructor(code: ApiError['code'], facts: ApiError['facts'] = {}) {
    super(facts.message ?? code);
    this.code = code;
    this.facts = facts;
  }
}

export const api = {
  get: <T>(path: string) => ask<T>('GET', path),
  post: <T>(path: string, body: unknown) => ask<T>('POST', path, body),
  patch: <T>(path: string, body: unknown) => ask<T>('PATCH', path, body),
  put: <T>(path: string, body?: unknown) => ask<T>('PUT', path, body),
  remove: (path: string) => ask<void>('DELETE', path),
  /** Where what is left is the answer. */
  removeFor: <T>(path: string) => ask<T>('DELETE', path),
  /** The file itself is the body. */
  putFile: <T>(path: string, file: Blob) => ask<T>('PUT', path, file),
};

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await send(method, path, body);
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw refusal(answer);
  return answer as T;
}

async function send(method: string, path: string, body: unknown) {
  try {
    return await fetch(`/api/v1${path}`, {
      method,
      headers: {
        'accept-language': document.documentElement.lang,
        ...(body !== undefined && { 'content-type': body instanceof Blob ? body.type : 'application/json' }),
      },
      body: body === undefined ? null : body instanceof Blob ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch {
    throw new ApiError('offline');
  }
}

function refusal(answer: unknown) {
  const error = (answer as ErrorBody | null)?.error;
  return error ? new ApiError(error.code, error) : new ApiError('internal');
}
