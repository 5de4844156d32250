import { and, eq, gt, inArray, notExists, sql } from 'drizzle-orm';
import type { Database, Reader, Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { membersWho } from '../segments/filter.ts';
import { dateIn, daysAfter, hourOf } from '../time/wall-time.ts';
import { measure } from './formula.ts';
import { formulaOf } from './queries.ts';
import { tally, type Counted } from './tally.ts';
import type { Formula } from './wire.ts';

/** From this hour of its own clocks a site counts what was until yesterday: its night is over whatever clocks do. */
const HOUR = 3;
/** Members of one transaction. */
const BATCH = 200;
const NOTHING: Counted = { days: {}, others: 0, lastOn: null };

type Site = { id: number; timeZone: string };

/** Counts each site once a day, and once its formula has changed; resolves with how many it counted. */
export async function keepLevels({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<number> {
  const { sites } = db.read.t;
  let counted = 0;
  for (const site of await db.read.select({ id: sites.id, timeZone: sites.timeZone }).from(sites)) {
    const day = dayFor(now(), site);
    const { countedFor } = await formulaOf(db.read, site.id);
    if (countedFor === day) continue;
    await countLevels(db, site, { day, now: now() });
    counted++;
  }
  return counted;
}

function dayFor(now: Date, { timeZone }: Site): string {
  const today = dateIn(now, timeZone);
  return hourOf(now, timeZone) >= HOUR ? today : daysAfter(today, -1);
}

/** All of a site, for one day: a recount, whatever stood there. Twice is once. */
async function countLevels(db: Database, site: Site, { day, now }: { day: string; now: Date }) {
  const { formula, version } = await formulaOf(db.read, site.id);
  const found = await tally(db.read, site, { day, now });
  const whose = await membersWho(db.read, site, {}, now);
  for (let last = 0; ;) {
    const ids = await nextMembers(db.read, { whose, last });
    if (ids.length === 0) break;
    await db.write((tx) => writePage(tx, { site, ids, found, formula, day }), { lock: `engagement:${site.id}` });
    last = ids.at(-1)!;
  }
  await db.write(async (tx) => {
    const { members, engagements, engagementFormulas } = tx.t;
    const counts = tx
      .select({ id: members.id })
      .from(members)
      .where(and(whose, notObjecting(tx)));
    await tx.delete(engagements).where(and(eq(engagements.siteId, site.id), sql`${engagements.memberId} not in ${counts}`));
    await tx.insert(engagementFormulas).values({ siteId: site.id, version, formula: null, countedFor: null }).onConflictDoNothing();
    // Changed while it was counted, it is counted again.
    await tx
      .update(engagementFormulas)
      .set({ countedFor: day })
      .where(and(eq(engagementFormulas.siteId, site.id), eq(engagementFormulas.version, version)));
  });
}

function notObjecting(reader: Reader) {
  const { members, engagementObjections } = reader.t;
  return notExists(
    reader
      .select({ one: sql`1` })
      .from(engagementObjections)
      .where(eq(engagementObjections.memberId, members.id)),
  );
}

async function nextMembers(reader: Reader, { whose, last }: { whose: Awaited<ReturnType<typeof membersWho>>; last: number }) {
  const { members } = reader.t;
  const rows = await reader
    .select({ id: members.id })
    .from(members)
    .where(and(whose, notObjecting(reader), gt(members.id, last)))
    .orderBy(members.id)
    .limit(BATCH);
  return rows.map(({ id }) => id);
}

type Page = { site: Site; ids: number[]; found: Map<number, Counted>; formula: Formula; day: string };

/** Whom nothing is counted of, and was nothing, has no row. */
async function writePage(tx: Writer, { site, ids, found, formula, day }: Page) {
  const { engagements, engagementChanges } = tx.t;
  const before = new Map(
    (await tx.select().from(engagements).where(inArray(engagements.memberId, ids))).map((row) => [row.memberId, row] as const),
  );
  for (const memberId of ids) {
    const counted = found.get(memberId) ?? NOTHING;
    const known = before.get(memberId);
    if (!known && counted === NOTHING) continue;
    const row = { ...measure(formula, counted), lastOn: counted.lastOn };
    if (known && sameAs(known, row)) continue;
    await tx
      .insert(engagements)
      .values({ memberId, siteId: site.id, ...row })
      .onConflictDoUpdate({ target: engagements.memberId, set: row });
    const from = known?.level ?? 1;
    if (from === row.level) continue;
    // Of two changes in a day what it was before stays.
    await tx
      .insert(engagementChanges)
      .values({ memberId, siteId: site.id, day, from, to: row.level })
      .onConflictDoUpdate({ target: [engagementChanges.memberId, engagementChanges.day], set: { to: row.level } });
    await tx
      .delete(engagementChanges)
      .where(
        and(eq(engagementChanges.memberId, memberId), eq(engagementChanges.day, day), eq(engagementChanges.from, engagementChanges.to)),
      );
  }
}

type Row = ReturnType<typeof measure> & { lastOn: string | null };
const sameAs = (known: Row, row: Row) =>
  (['level', 'love', 'reach', 'gravity', 'lastOn'] as const).every((field) => known[field] === row[field]);
