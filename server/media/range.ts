import type { Range } from './store.ts';

type Asked = { range: string | undefined; ifRange: string | undefined };

/**
 * The part that a request asks for (RFC 9110, 14.2); null for all: where none is asked for, where several are, or where what was
 * fetched before is no longer this. `nowhere`: beyond its end.
 */
export function readRange({ range, ifRange }: Asked, { size, etag }: { size: number; etag: string }): Range | 'nowhere' | null {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range?.trim() ?? '') ?? [];
  if (from === undefined || (from === '' && to === '') || (ifRange !== undefined && ifRange !== etag)) return null;
  // `-500`: the last 500.
  const first = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < first) return null;
  return first >= size ? 'nowhere' : { first, last };
}
