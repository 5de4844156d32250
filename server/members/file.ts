import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { actsOn } from '../cases/allowed.ts';
import type { Reader } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import type { Staff } from '../http/who.ts';
import { accuracyOf } from '../reports/score.ts';
import { ladderOf, removalOf } from '../sanctions/queries.ts';
import { siteUrl } from '../sites/url.ts';
import { isVoice } from '../voices/queries.ts';
import { keptUntil } from './kept-for.ts';
import { knownOf } from './known.ts';
import type { memberByUid } from './queries.ts';
import { trustOf } from './trust.ts';
import type { MeasureRow, MemberFile } from './wire.ts';

type Found = Awaited<ReturnType<typeof memberByUid>> & {};

/** All that the team knows of a member; what happened with them is their timeline. */
export async function readFile(deps: Deps, staff: Staff, row: Found): Promise<MemberFile> {
  const { db, config, now } = deps;
  const { read } = db;
  const { site, member, spaces } = staff;
  const base = siteUrl(config, site);
  const at = now();
  const [facts, measures, notes, ladder, removal] = await Promise.all([
    factsOf(read, row.id),
    measuresOf(read, row.id),
    notesOf(read, row.id),
    ladderOf(read, site, row.id, at),
    removalOf(read, row.id),
  ]);
  return {
    trust: trustOf({ ...facts, role: row.role, postCount: row.postCount }),
    activeDays: facts.activeDays,
    watchedAt: facts.watchedAt?.toISOString() ?? null,
    can: actsOn({ member, spaces }, { ...row, voice: await isVoice(read, row.id) }),
    ladder,
    measures: measures.map((measure) => presentMeasure(measure, base, at)),
    removal,
    notes: notes.map(({ uid, at: when, byUid, byName, text }) => ({
      id: uid,
      at: when.toISOString(),
      by: { id: byUid, name: byName },
      text,
      until: keptUntil(when).toISOString(),
    })),
    ...(await knownOf(deps, staff, row)),
    reporting: { upheld: facts.reportsUpheld, refused: facts.reportsRefused, less: accuracyOf(facts) < 0 },
  };
}

async function factsOf(reader: Reader, memberId: number) {
  const { members } = reader.t;
  const [row] = await reader
    .select({
      activeDays: members.activeDays,
      reportsUpheld: members.reportsUpheld,
      reportsRefused: members.reportsRefused,
      watchedAt: members.watchedAt,
    })
    .from(members)
    .where(eq(members.id, memberId));
  return row!;
}

type Measured = Awaited<ReturnType<typeof measuresOf>>[number];

/** Index: restrictions_member. */
function measuresOf(reader: Reader, memberId: number) {
  const { restrictions, statements, rules, decisions, members } = reader.t;
  return reader
    .select({
      id: statements.uid,
      kind: restrictions.kind,
      from: restrictions.from,
      until: restrictions.until,
      seconds: restrictions.seconds,
      acknowledgedAt: restrictions.acknowledgedAt,
      liftedAt: restrictions.liftedAt,
      note: statements.note,
      ruleNumber: rules.number,
      ruleTitle: rules.title,
      by: members.name,
    })
    .from(restrictions)
    .innerJoin(statements, eq(statements.restrictionId, restrictions.id))
    .innerJoin(decisions, eq(decisions.id, restrictions.decisionId))
    .leftJoin(members, eq(members.id, decisions.moderatorId))
    .leftJoin(rules, eq(rules.id, statements.ruleId))
    .where(and(eq(restrictions.memberId, memberId), isNull(restrictions.postId)))
    .orderBy(desc(restrictions.id));
}

function presentMeasure({ ruleNumber, ruleTitle, acknowledgedAt, liftedAt, ...measure }: Measured, base: string, now: Date): MeasureRow {
  const { id, from, until } = measure;
  const over = until !== null && until <= now;
  return {
    ...measure,
    kind: measure.kind as MeasureRow['kind'],
    from: from.toISOString(),
    until: until?.toISOString() ?? null,
    rule: ruleNumber === null ? null : { number: ruleNumber, title: ruleTitle! },
    state: liftedAt ? 'lifted' : over ? 'over' : acknowledgedAt ? 'read' : 'in force',
    url: `${base}/statements/${id}`,
  };
}

function notesOf(reader: Reader, memberId: number) {
  const { notes, members } = reader.t;
  return reader
    .select({ uid: notes.uid, at: notes.at, text: notes.text, byUid: members.uid, byName: members.name })
    .from(notes)
    .innerJoin(members, eq(members.id, notes.byId))
    .where(eq(notes.memberId, memberId))
    .orderBy(asc(notes.id));
}
