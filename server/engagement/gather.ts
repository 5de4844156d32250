import { asc, inArray } from 'drizzle-orm';
import type { Reader } from '../db/database.ts';

/** What was counted of somebody, how it changed, and whether they object. */
export async function engagementTaken(reader: Reader, memberIds: number[]) {
  const { engagements, engagementChanges, engagementObjections } = reader.t;
  const { level, love, reach, gravity, lastOn } = engagements;
  const { day, from, to } = engagementChanges;
  return {
    engagement: await reader
      .select({ level, love, reach, gravity, lastOn })
      .from(engagements)
      .where(inArray(engagements.memberId, memberIds)),
    engagementHistory: await reader
      .select({ day, from, to })
      .from(engagementChanges)
      .where(inArray(engagementChanges.memberId, memberIds))
      .orderBy(asc(day)),
    engagementObjectedTo: await reader
      .select({ at: engagementObjections.at })
      .from(engagementObjections)
      .where(inArray(engagementObjections.memberId, memberIds)),
  };
}
