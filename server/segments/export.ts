import { asc } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { writeCsv } from '../http/csv.ts';
import type { Staff } from '../http/who.ts';
import { translate } from '../i18n/translate.ts';
import { logSecurity } from '../security/log.ts';
import { dateIn } from '../time/wall-time.ts';
import { membersWho } from './filter.ts';
import type { SegmentFilter } from './wire.ts';

/** Names and what the filter can ask of, by name; no address. Who took it along is in the security log. */
export async function exportSegment(
  { db, now }: Deps,
  { site, session }: Staff,
  { name, filter }: { name: string; filter: SegmentFilter },
): Promise<string> {
  const { members } = db.read.t;
  const at = now();
  const rows = await db.read
    .select({ name: members.name, role: members.role, posts: members.postCount, active: members.lastActiveOn, since: members.createdAt })
    .from(members)
    .where(await membersWho(db.read, site, filter, at))
    .orderBy(asc(members.name), asc(members.id));
  await db.write((tx) =>
    logSecurity(tx, { event: 'segment.exported', siteId: site.id, actor: session.account.uid, facts: { name, members: rows.length }, at }),
  );
  const { locale } = site.settings;
  const head = (['name', 'role', 'since', 'posts', 'active'] as const).map((column) => translate(locale, `segments.csv.${column}`));
  const lines = rows.map(({ name: who, role, posts, active, since }) => [
    who,
    translate(locale, `segments.role.${role as 'member'}`),
    dateIn(since, site.timeZone),
    String(posts),
    active ?? '',
  ]);
  return writeCsv([head, ...lines]);
}
