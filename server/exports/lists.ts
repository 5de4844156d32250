import { and, asc, eq, gt, inArray, isNull, type SQL } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';
import { translate } from '../i18n/translate.ts';
import { STAFF } from '../members/policy.ts';
import { membersWho } from '../segments/filter.ts';
import { segmentByUid } from '../segments/queries.ts';
import type { Site } from '../sites/queries.ts';
import { dateIn } from '../time/wall-time.ts';
import type { ExportInput } from './wire.ts';

/** Rows read at once. */
const PAGE = 500;

/** What leaves as a table: the names of its columns, how many rows there are about now, and the next of them after an id, in its order. */
export type List = { head: string[]; count: () => Promise<number>; after: (id: number) => Promise<{ id: number; cells: string[] }[]> };

/** null for a segment that is gone. */
export async function listOf(reader: Reader, { site, input, now }: { site: Site; input: ExportInput; now: Date }): Promise<List | null> {
  const { members } = reader.t;
  if (input.list === 'segment') {
    const segment = await segmentByUid(reader, site.id, input.segment);
    return segment && membersList(reader, site, await membersWho(reader, site, segment.filter, now));
  }
  const roles = input.role === 'staff' ? STAFF : input.role === null ? null : [input.role];
  return membersList(
    reader,
    site,
    and(eq(members.siteId, site.id), isNull(members.goneAt), roles ? inArray(members.role, roles) : undefined)!,
  );
}

/** Names and what is counted; no address. In the order in which they joined. */
function membersList(reader: Reader, { settings: { locale }, timeZone }: Site, where: SQL): List {
  const { members } = reader.t;
  const columns = {
    id: members.id,
    name: members.name,
    role: members.role,
    posts: members.postCount,
    active: members.lastActiveOn,
    since: members.createdAt,
  };
  return {
    head: (['name', 'role', 'since', 'posts', 'active'] as const).map((column) => translate(locale, `exports.members.${column}`)),
    count: () => reader.$count(members, where),
    after: async (id) => {
      const rows = await reader
        .select(columns)
        .from(members)
        .where(and(where, gt(members.id, id)))
        .orderBy(asc(members.id))
        .limit(PAGE);
      return rows.map(({ id: at, name, role, since, posts, active }) => ({
        id: at,
        cells: [name, translate(locale, `exports.role.${role}`), dateIn(since, timeZone), String(posts), active ?? ''],
      }));
    },
  };
}
