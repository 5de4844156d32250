import type { Context } from 'hono';
import { Refusal } from '../errors.ts';
import { actorOf, requireSite, staffOf, type Env } from '../http/who.ts';
import { canFind } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import type { There } from './answer.ts';
import { runs } from './policy.ts';
import { requireMeeting, type Meeting } from './queries.ts';

export type MeetingThere = There & { meeting: Meeting };

/** An event that whoever asks finds, wherever it is shown. Refuses `not_found`. */
export async function requireFound(c: Context<Env>, id: string): Promise<MeetingThere> {
  const { db, now } = c.var.deps;
  const place = await findThreadPlace(db.read, id);
  const viewer = place && (await actorOf(c, place.site));
  if (!place || place.thread.mergedIntoId !== null || !canFind(place.thread, viewer?.member ?? null, now())) throw new Refusal('not_found');
  return { ...place, meeting: await requireMeeting(db.read, place.thread.id) };
}

/** The same, on this host. */
export async function requireHere(c: Context<Env>, id: string): Promise<MeetingThere> {
  const found = await requireFound(c, id);
  if (found.site.id !== requireSite(c).id) throw new Refusal('not_found');
  return found;
}

/** One that is theirs to run. Refuses `not_found`. */
export async function requireRun(c: Context<Env>, id: string): Promise<MeetingThere> {
  const { read } = c.var.deps.db;
  const place = await findThreadPlace(read, id);
  if (!place || !runs(staffOf(c), place.thread)) throw new Refusal('not_found');
  return { ...place, meeting: await requireMeeting(read, place.thread.id) };
}
