import { desc, eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { activeRestrictions, type Active } from './active.ts';
import type { RestrictedWire } from './wire.ts';

/**
 * Keeps whoever may not write here now from it: refuses `banned`, `suspended` (with its reasons and its end),
 * `warning_unread`, and `too_fast` where a measure asks for a time between two posts.
 */
export async function refuseRestricted(reader: Reader, memberId: number, now: Date) {
  const active = await activeRestrictions(reader, memberId, now);
  if (active.length === 0) return;
  refuseSilenced(active);
  const warnings = active.filter(({ kind }) => kind === 'warning');
  if (warnings.length > 0) throw new Refusal('warning_unread', { details: { restricted: warnings.map(presentActive) } });
  await refusePace(reader, { memberId, active }, now);
}

/** Who is suspended or banned changes nothing of what they wrote either, and reports nobody. */
export async function refuseIfSilenced(reader: Reader, memberId: number, now: Date) {
  refuseSilenced(await activeRestrictions(reader, memberId, now));
}

export function presentActive({ statement: id, kind, until, seconds, note, ruleNumber, ruleTitle }: Active): RestrictedWire {
  const rule = ruleNumber === null ? null : { number: ruleNumber, title: ruleTitle! };
  return { id, kind, until: until?.toISOString() ?? null, seconds, note, rule };
}

/** The code of what keeps somebody from writing at all; null where nothing does. */
export function silencedBy(active: Active[]): 'banned' | 'suspended' | 'warning_unread' | null {
  if (active.some(({ kind }) => kind === 'ban')) return 'banned';
  if (active.some(({ kind }) => kind === 'suspension')) return 'suspended';
  return active.some(({ kind }) => kind === 'warning') ? 'warning_unread' : null;
}

function refuseSilenced(active: Active[]) {
  const silence = active.find(({ kind }) => kind === 'ban') ?? active.find(({ kind }) => kind === 'suspension');
  if (!silence) return;
  throw new Refusal(silence.kind === 'ban' ? 'banned' : 'suspended', { details: { restricted: [presentActive(silence)] } });
}

async function refusePace(reader: Reader, { memberId, active }: { memberId: number; active: Active[] }, now: Date) {
  const seconds = Math.max(0, ...active.map((one) => one.seconds ?? 0));
  if (seconds === 0) return;
  const { posts } = reader.t;
  const [last] = await reader
    .select({ at: posts.createdAt })
    .from(posts)
    .where(eq(posts.authorId, memberId))
    .orderBy(desc(posts.id))
    .limit(1);
  const wait = last ? Math.ceil((last.at.getTime() + seconds * 1000 - now.getTime()) / 1000) : 0;
  if (wait > 0) throw new Refusal('too_fast', { retryAfter: wait });
}
