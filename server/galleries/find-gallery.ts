import type { Context } from 'hono';
import { Refusal } from '../errors.ts';
import { actorOf, requireSite, staffOf, type Env } from '../http/who.ts';
import { canFind, isNewsroom, moderates } from '../threads/policy.ts';
import { findThreadPlace, type Place, type Thread } from '../threads/queries.ts';
import { galleryIn, type Gallery } from './queries.ts';

export type GalleryThere = Place & { thread: Thread; gallery: Gallery };

/** A gallery that whoever asks finds, wherever it is shown. Refuses `not_found`. */
export async function requireFound(c: Context<Env>, id: string): Promise<GalleryThere> {
  const { db, now } = c.var.deps;
  const place = await findThreadPlace(db.read, id);
  const viewer = place && (await actorOf(c, place.site));
  const gallery = place && (await galleryIn(db.read, place.thread.id));
  if (!gallery || !canFind(place.thread, viewer?.member ?? null, now())) throw new Refusal('not_found');
  return { ...place, gallery };
}

/** The same, on this host. */
export async function requireHere(c: Context<Env>, id: string): Promise<GalleryThere> {
  const found = await requireFound(c, id);
  if (found.site.id !== requireSite(c).id) throw new Refusal('not_found');
  return found;
}

/** One that is theirs to arrange: the newsroom's, a moderator's where they moderate. Refuses `not_found`. */
export async function requireArranged(c: Context<Env>, id: string): Promise<GalleryThere> {
  const { read } = c.var.deps.db;
  const staff = staffOf(c);
  const place = await findThreadPlace(read, id);
  const gallery = place && (await galleryIn(read, place.thread.id));
  if (!gallery || !isNewsroom(staff.member) || !moderates(staff, place.thread)) throw new Refusal('not_found');
  return { ...place, gallery };
}
