import type { Ground } from '../cases/ground.ts';
import { restrict, type Reasons } from '../cases/restrict.ts';
import type { MeasureInput } from '../cases/wire.ts';
import type { Writer } from '../db/database.ts';
import type { Site } from '../sites/queries.ts';
import { LADDER, pointsOf } from './ladder.ts';

type Posed = { decisionId: number; siteId: number; memberId: number; measures: MeasureInput[]; ground: Ground; site: Site };

/** What a decision asks or takes of a member as such, each with its statement. */
export async function pose(
  tx: Writer,
  { measures, ground, site, ...of }: Posed,
  { newId, ...reasons }: Omit<Reasons, 'uid'> & { newId: () => string },
  at: Date,
) {
  for (const { kind, until, seconds, note } of measures) {
    const weight = pointsOf(site.settings.ladder ?? LADDER, { kind, rule: ground.rule?.number ?? null }, at);
    const what = { ...of, postId: null, kind, until: until === null ? null : new Date(until), seconds: seconds ?? null, ...weight };
    await restrict(tx, what, { ...reasons, uid: newId(), note: [reasons.note, note].filter(Boolean).join('\n\n') }, at);
  }
}
