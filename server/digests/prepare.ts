import { check } from '../accounts/form.tsx';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { renderBody } from '../markdown/render.ts';
import type { Planned } from '../planning/wire.ts';
import type { Site } from '../sites/queries.ts';
import { digestDetails } from './input.ts';
import { bestSince, chosenThreads } from './picks.ts';
import { addressed, countReaders, type Addressed } from './readers.ts';

export type Prepared = {
  to: Addressed;
  picks: number[];
  letter: { title: string; source: string; html: string };
  /** How many it is for, and how many of them want letters. */
  wanted: number;
  among: number;
};

/**
 * A letter as it would leave now. Refuses `invalid`: to nobody in particular, a place or a segment that is gone, nothing to say, and a
 * conversation that not everybody finds; `leaving` does without those that have gone since.
 */
export async function prepareDigest(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  site: Site,
  { title, source, details }: Pick<Planned, 'title' | 'source' | 'details'>,
  { leaving = false } = {},
): Promise<Prepared> {
  const { read } = db;
  const at = now();
  const { to: audience, threads: given, best } = check(digestDetails, details);
  const threads = [...new Set(given)];
  const to = await addressed(read, site, audience);
  const chosen = await chosenThreads(read, site.id, threads, at);
  if (chosen.length < threads.length && !leaving) throw new Refusal('invalid', { fields: { threads: ['digests.thread_gone'] } });
  const found = best ? (await bestSince(read, site, to, at)).filter((id) => !chosen.includes(id)) : [];
  if (!source.trim() && threads.length === 0 && !best) throw new Refusal('invalid', { fields: { source: ['field.required'] } });
  const letter = { title, source, html: source.trim() ? await renderBody(source, 'markdown') : '' };
  return { to, picks: [...chosen, ...found], letter, ...(await countReaders(read, site, to, at)) };
}

/** Said where it would leave: nobody would get it, or nothing is in it. Refuses `invalid`. */
export function refuseEmpty({ letter, picks, wanted }: Prepared) {
  if (wanted === 0) throw new Refusal('invalid', { fields: { to: ['digests.nobody'] } });
  if (!letter.source.trim() && picks.length === 0) throw new Refusal('invalid', { fields: { source: ['digests.nothing'] } });
}
