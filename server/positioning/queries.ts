import { and, desc, eq } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';

/** The latest first; one, where `version` names it. */
export function versionsOf(reader: Reader, siteId: number, version?: number) {
  const { positionings, members } = reader.t;
  return reader
    .select({
      version: positionings.version,
      tone: positionings.tone,
      points: positionings.points,
      by: members.name,
      goneAt: members.goneAt,
      at: positionings.at,
    })
    .from(positionings)
    .innerJoin(members, eq(members.id, positionings.byId))
    .where(and(eq(positionings.siteId, siteId), version === undefined ? undefined : eq(positionings.version, version)))
    .orderBy(desc(positionings.version));
}
export type VersionRow = Awaited<ReturnType<typeof versionsOf>>[number];
