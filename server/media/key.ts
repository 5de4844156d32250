import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Config } from '../config.ts';

/** A key opens what is not public for a quarter of an hour, or two: as long as a page is drawn, not as long as a link is passed around. */
const QUARTER_MS = 15 * 60_000;

type Secret = Pick<Config, 'secret'>;

/** For what its author or the staff may see, where no cookie of ours goes: an embed's pictures are fetched by the browser alone. */
export const keyFor = (config: Secret, uid: string, now: Date) => keyUntil(config, uid, Math.floor(now.getTime() / QUARTER_MS) + 2);

export function isKey(config: Secret, uid: string, key: string, now: Date): boolean {
  const until = Number.parseInt(key, 36);
  if (!Number.isSafeInteger(until) || until * QUARTER_MS <= now.getTime()) return false;
  const [given, due] = [Buffer.from(key), Buffer.from(keyUntil(config, uid, until))];
  return given.length === due.length && timingSafeEqual(given, due);
}

function keyUntil({ secret }: Secret, uid: string, until: number): string {
  const mac = createHmac('sha256', `${secret} media`).update(`${uid} ${until}`).digest('base64url');
  return `${until.toString(36)}.${mac}`;
}
