import { and, eq, inArray } from 'drizzle-orm';
import { check } from '../accounts/form.tsx';
import type { Member } from '../accounts/queries.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { uuidv7 } from '../ids.ts';
import type { Site } from '../sites/queries.ts';
import type { OpeningDetails } from '../threads/kind-details.ts';
import { isNewsroom } from '../threads/policy.ts';
import { findThreadPlace } from '../threads/queries.ts';
import { saveMeasures } from '../threads/pose-measure.ts';
import { MAX_HOSTS, nameHosts } from './choose-hosts.ts';
import { liveInput } from './input.ts';

type About = Pick<Deps, 'db'> & { site: Site; member: Member; now: Date };

/**
 * When it begins, who holds it, of which event. Refuses `invalid` for an hour that is past, hosts who are not of the newsroom
 * or too many, an event that is none of the site's.
 */
export async function planLive(given: Readonly<Record<string, unknown>>, { db, site, member, now }: About): Promise<OpeningDetails> {
  const { startsAt, hosts, event } = check(liveInput, given);
  if (startsAt && startsAt <= now) throw new Refusal('invalid', { fields: { startsAt: ['field.past'] } });
  const named = [member.id, ...(await idsOf({ db }, site, hosts))];
  if (new Set(named).size > MAX_HOSTS) throw new Refusal('invalid', { fields: { hosts: ['field.too_many', { max: MAX_HOSTS }] } });
  const meetingId = event ? await meetingOf({ db }, site, event) : null;
  return {
    text: '',
    insert: async (tx, { id: threadId, siteId }, at) => {
      await tx.insert(tx.t.lives).values({ threadId, siteId, startsAt, meetingId });
      await nameHosts(tx, { threadId, siteId }, [...new Set(named)], at);
      if (startsAt) await saveMeasures(tx, threadId, [announced(member, startsAt, at)]);
    },
  };
}

/** Its hosts alone write until then. */
const announced = ({ uid: by }: Member, startsAt: Date, at: Date) => ({
  id: uuidv7(at.getTime()),
  kind: 'hosts' as const,
  from: at.toISOString(),
  until: startsAt.toISOString(),
  by,
  reason: '',
});

async function idsOf({ db }: Pick<Deps, 'db'>, site: Site, uids: string[]): Promise<number[]> {
  if (uids.length === 0) return [];
  const { members } = db.read.t;
  const rows = await db.read
    .select({ id: members.id, role: members.role })
    .from(members)
    .where(and(eq(members.siteId, site.id), inArray(members.uid, uids)));
  if (rows.length < new Set(uids).size || !rows.every(isNewsroom)) throw new Refusal('invalid', { fields: { hosts: ['field.not_staff'] } });
  return rows.map(({ id }) => id);
}

/** Announced, under way or over: its live may be its archive. */
export async function meetingOf({ db }: Pick<Deps, 'db'>, site: Site, uid: string): Promise<number> {
  const place = await findThreadPlace(db.read, uid);
  if (place?.site.id !== site.id || place.thread.kind !== 'event') throw new Refusal('invalid', { fields: { event: ['field.wrong'] } });
  return place.thread.id;
}
