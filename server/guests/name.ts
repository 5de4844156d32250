import { and, eq, inArray, ne } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { skeletonOf } from '../members/skeleton.ts';
import type { Site } from '../sites/queries.ts';
import type { Role } from '../threads/wire.ts';

const STAFF: Role[] = ['expert', 'journalist', 'moderator', 'manager', 'admin'];
/** Letters under which a name of staff inside another is a coincidence. */
const SHORTEST = 6;

/** Words by which a house speaks of itself, in both languages. */
const OFFICIAL = new Set(
  ['modération', 'moderation', 'modérateur', 'modératrice', 'moderator', 'administrateur', 'administratrice', 'administrator', 'admin']
    .concat(['rédaction', 'rédacteur', 'rédactrice', 'journaliste', 'journalist', 'newsroom', 'editor', 'staff', 'officiel', 'official'])
    .map(skeletonOf),
);

/**
 * Refuses `invalid` a name that passes for that of a member or of the staff, for the house's own, or for nothing; `own` is
 * the member who asks for another one. Two guests may share one: neither is known here.
 * Index: members_skeleton.
 */
export async function refuseLookalike(reader: Reader, site: Ground, name: string, own = 0): Promise<void> {
  await refuseImpostor(reader, site, name, own);
  if (await isMember(reader, site.id, { skeleton: skeletonOf(name), own })) throw lookalike();
}

/** The same, but that two readers may be called alike, as people are: for who comes with a name rather than taking another. */
export async function refuseImpostor(reader: Reader, site: Ground, name: string, own = 0): Promise<void> {
  const skeleton = skeletonOf(name);
  if (!skeleton) throw new Refusal('invalid', { fields: { name: ['field.wrong'] } });
  if (isOfficial(site, name) || (await holdsStaff(reader, site.id, { skeleton, own }))) throw lookalike();
}

type Ground = Pick<Site, 'id' | 'settings'>;
const lookalike = () => new Refusal('invalid', { fields: { name: ['guests.lookalike'] } });

function isOfficial({ settings }: Pick<Site, 'settings'>, name: string): boolean {
  const own = [settings.name, settings.forumName].map(skeletonOf);
  const words = name.split(/[\s\p{P}\p{S}]+/u).map(skeletonOf);
  return own.some((each) => each !== '' && skeletonOf(name).includes(each)) || words.some((word) => OFFICIAL.has(word));
}

type Sought = { skeleton: string; own: number };

/** Whether somebody here bears such a name; not `own`, nor a guest. Index: members_skeleton. */
export async function isMember(reader: Reader, siteId: number, { skeleton, own }: Sought): Promise<boolean> {
  const { members } = reader.t;
  const [found] = await reader
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.siteId, siteId), eq(members.skeleton, skeleton), ne(members.role, 'guest'), ne(members.id, own)))
    .limit(1);
  return found !== undefined;
}

/** « Camille Roux, journaliste » passes for Camille Roux. */
async function holdsStaff(reader: Reader, siteId: number, { skeleton, own }: Sought): Promise<boolean> {
  const { members } = reader.t;
  const staff = await reader
    .select({ skeleton: members.skeleton })
    .from(members)
    .where(and(eq(members.siteId, siteId), inArray(members.role, STAFF), ne(members.id, own)));
  return staff.some(
    (each) => each.skeleton && (each.skeleton === skeleton || (each.skeleton.length >= SHORTEST && skeleton.includes(each.skeleton))),
  );
}
