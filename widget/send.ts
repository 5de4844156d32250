import type { Api } from './api.ts';

export type Sender = <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown, cookies?: boolean) => Promise<T>;

/** `cookies`: only for the session's own addresses. Sending a post again with its client id is safe. */
export const senderOf =
  (api: Api): Sender =>
  (method, path, body, cookies) =>
    api.call(path, {
      method,
      ...(cookies && { credentials: 'include' }),
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
