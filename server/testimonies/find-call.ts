import type { Context } from 'hono';
import { Refusal } from '../errors.ts';
import { actorOf, requireSite, staffOf, type Env } from '../http/who.ts';
import { canFind } from '../threads/policy.ts';
import { findThreadPlace, type Place, type Thread } from '../threads/queries.ts';
import { reads, setsUp } from './policy.ts';
import { callIn, findTestimony, type Call, type TestimonyRow } from './queries.ts';

export type CallThere = Place & { thread: Thread; call: Call };

/** A call that whoever asks finds, wherever it is shown. Refuses `not_found`. */
export async function requireFound(c: Context<Env>, id: string): Promise<CallThere> {
  const { db, now } = c.var.deps;
  const place = await findThreadPlace(db.read, id);
  const viewer = place && (await actorOf(c, place.site));
  if (!place || !canFind(place.thread, viewer?.member ?? null, now())) throw new Refusal('not_found');
  return withCall(c, place);
}

/** The same, on this host. */
export async function requireHere(c: Context<Env>, id: string): Promise<CallThere> {
  const found = await requireFound(c, id);
  if (found.site.id !== requireSite(c).id) throw new Refusal('not_found');
  return found;
}

/** One whose answers are theirs to read. Refuses `not_found`. */
export async function requireRead(c: Context<Env>, id: string | number): Promise<CallThere> {
  const { read } = c.var.deps.db;
  const place = await findThreadPlace(read, id);
  if (!place || !(await reads(read, staffOf(c), place.thread))) throw new Refusal('not_found');
  return withCall(c, place);
}

/** One that is theirs to set up. Refuses `not_found`. */
export async function requireSetUp(c: Context<Env>, id: string): Promise<CallThere> {
  const { read } = c.var.deps.db;
  const place = await findThreadPlace(read, id);
  if (!place || !(await setsUp(read, staffOf(c), place.thread))) throw new Refusal('not_found');
  return withCall(c, place);
}

export async function requireTestimony(c: Context<Env>, { thread }: CallThere, uid: string): Promise<TestimonyRow> {
  const row = await findTestimony(c.var.deps.db.read, thread.id, uid);
  if (!row) throw new Refusal('not_found');
  return row;
}

async function withCall(c: Context<Env>, place: Place & { thread: Thread }): Promise<CallThere> {
  const call = await callIn(c.var.deps.db.read, place.thread.id);
  if (!call) throw new Refusal('not_found');
  return { ...place, call };
}
