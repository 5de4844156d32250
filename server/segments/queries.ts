import { setImmediate } from 'node:timers/promises';
import { and, asc, eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { labelsOn } from '../members/labels.ts';
import { membersPage } from '../members/queries.ts';
import type { Site } from '../sites/queries.ts';
import { spaceRows } from '../sites/queries.ts';
import { askingsOn } from './askings.ts';
import { membersWho } from './filter.ts';
import type { SegmentCount, SegmentFilter, SegmentNames, SegmentsWire } from './wire.ts';

/** Names shown of those that a filter finds. */
const SOME = 5;

/** All of a site by name. */
export async function segmentNames(reader: Reader, siteId: number): Promise<SegmentNames> {
  return { segments: (await segmentRows(reader, siteId)).map(({ uid: id, name }) => ({ id, name })) };
}

function segmentRows(reader: Reader, siteId: number) {
  const { segments } = reader.t;
  return reader.select().from(segments).where(eq(segments.siteId, siteId)).orderBy(asc(segments.name), asc(segments.id));
}

/** The same, each with how many are in it now. */
export async function segmentsOn(reader: Reader, site: Site, now: Date): Promise<SegmentsWire> {
  const { members } = reader.t;
  const rows = await segmentRows(reader, site.id);
  const counts: number[] = [];
  for (const { filter } of rows) {
    counts.push(await reader.$count(members, await membersWho(reader, site, filter, now)));
    await setImmediate(); // some take tens of milliseconds: others come in between
  }
  return {
    segments: rows.map(({ uid: id, name, filter, version }, i) => ({ id, name, filter, version, members: counts[i]! })),
    spaces: (await spaceRows(reader, site.id)).map(({ slug, name }) => ({ slug, name })),
    labels: await labelsOn(reader, site.id),
    askings: await askingsOn(reader, site.id),
  };
}

/** Those that a member is in now. */
export async function segmentsWith(
  reader: Reader,
  { site, memberId }: { site: Site; memberId: number },
  now: Date,
): Promise<SegmentNames['segments']> {
  const { members } = reader.t;
  const found: SegmentNames['segments'] = [];
  for (const { uid: id, name, filter } of await segmentRows(reader, site.id))
    if ((await reader.$count(members, and(eq(members.id, memberId), await membersWho(reader, site, filter, now)))) > 0)
      found.push({ id, name });
  return found;
}

export async function segmentByUid(reader: Reader, siteId: number, uid: string) {
  const { segments } = reader.t;
  const [row] = await reader
    .select()
    .from(segments)
    .where(and(eq(segments.siteId, siteId), eq(segments.uid, uid)));
  return row ?? null;
}

/** How many, and the latest to join of them. */
export async function countWho(reader: Reader, site: Site, filter: SegmentFilter, now: Date): Promise<SegmentCount> {
  const within = await membersWho(reader, site, filter, now);
  const rows = await membersPage(reader, site.id, { q: '', roles: null, byEmail: false, before: null, within });
  return {
    members: await reader.$count(reader.t.members, within),
    some: rows.slice(0, SOME).map(({ uid: id, name }) => ({ id, name })),
  };
}
