// Whatever people do, in whatever order: nothing is taken from anybody without a statement of reasons (DSA, art. 17), and no
// post is out of its readers' sight by moderation without a restriction that says so.
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { decisionOutbox } from '#server/cases/tell-decision.ts';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import { runOutbox } from '#server/events/outbox.ts';
import { restorationOutbox } from '#server/sanctions/run-restoration.ts';
import { removalOutbox } from '#server/sanctions/run-removal.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const VISITOR = { origin: OWN, 'sec-fetch-site': 'same-origin', accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
const STEPS = 60;
const words = 'Cette phrase impute un fait précis et faux à une personne.';

onBothDatabases((engine) => {
  test.each([1, 2, 3])('sequence %i', { timeout: 120_000 }, async (seed) => {
    const next = diceOf(seed);
    const world = await createWorld(engine);
    const people = await Promise.all(['ada', 'linus', 'grace', 'denis'].map((name) => world.person(name)));
    const staff = [await world.person('camille', 'moderator'), await world.person('hugo', 'manager'), await world.person('inès', 'admin')];
    await trust(world, people);
    const posts: string[] = [];
    const pick = <T>(from: T[]) => from[next(from.length)]!;
    const acts: (() => Promise<unknown>)[] = [
      async () => posts.push((await write(pick(people), pick(['Un avis.', 'Guignol !', 'Il a volé la caisse.']), next)) ?? posts[0] ?? ''),
      () => pick(people).send('POST', `/api/v1/posts/${pick(posts)}/reports`, { rule: 1 + next(3), note: 'Assez.' }),
      () => reportTogether(people, pick(posts)),
      () => notify(world, pick(posts), pick(['defamation', 'hate', 'child_abuse'])),
      () => decide(world, pick(staff), next),
      () => decide(world, pick(staff), next),
      () => decideTogether(pick(staff), next),
      () => measure(world, { by: pick(staff), of: pick(people) }, next),
      () => undo(world, pick(staff)),
      () => purge(world, pick(staff), pick(people)),
      () => giveBack(world, pick(staff)),
      () => contest(world, next),
      () => answer(pick(staff), next),
      () => pick(people).send('DELETE', `/api/v1/posts/${pick(posts)}`),
      () => pick(people).send('PATCH', `/api/v1/posts/${pick(posts)}`, { source: 'Autre chose.', revision: 1 }),
      async () => world.pass(pick([1_000, 13_000, 3_600_000])),
    ];
    // Whatever the dice say: a notifier's appeal takes a post; one is hidden by its reports alone, and its author contests that.
    posts.push((await people[1]!.post('Il a volé la caisse.')).id);
    await takeOnAppeal(world, { post: posts[0]!, first: staff[0]!, second: staff[1]! });
    await expectStated(world);
    posts.push((await people[0]!.post('Un avis qui déplaît.')).id);
    await reportTogether(people, posts[1]!);
    await expectStated(world);
    await contest(world, next);
    for (let step = 0; step < STEPS; step++) {
      const answer = (await pick(acts)()) as { status?: number; text?: string } | undefined;
      expect(answer?.status, answer?.text).not.toBe(500);
      await expectStated(world);
    }
    expect(world.failures).toEqual([]);
    const { restrictions, appeals, decisions } = world.db.read.t;
    expect(await world.db.read.$count(decisions, isNull(decisions.moderatorId))).toBeGreaterThan(0);
    expect(await world.db.read.$count(restrictions)).toBeGreaterThan(0);
    expect(await world.db.read.$count(appeals)).toBeGreaterThan(0);
  });
});

/** Readers whose reports weigh: two of them hide what nobody approved. */
const trust = ({ db, now }: World, people: Person[]) =>
  db.write(async (tx) => {
    const { members } = tx.t;
    const record = { postCount: 300, activeDays: 300, reportsUpheld: 40, createdAt: new Date(now().getTime() - 400 * 86_400_000) };
    const ids = people.map(({ member }) => member.id);
    await tx.update(members).set(record).where(inArray(members.id, ids));
  });

async function expectStated({ db }: World) {
  const { restrictions, statements, posts, decisions } = db.read.t;
  const taken = await db.read
    .select({
      id: restrictions.id,
      statement: statements.id,
      rule: statements.ruleId,
      law: statements.legalGround,
      until: statements.contestableUntil,
    })
    .from(restrictions)
    .leftJoin(statements, eq(statements.restrictionId, restrictions.id));
  for (const row of taken) {
    expect(row.statement, `restriction ${row.id}`).not.toBeNull();
    expect(row.rule ?? row.law).not.toBeNull();
    expect(row.until).not.toBeNull();
  }
  const gone = await db.read
    .select({ id: posts.id, state: posts.state, restriction: restrictions.id })
    .from(posts)
    .leftJoin(restrictions, and(eq(restrictions.postId, posts.id), isNull(restrictions.liftedAt)))
    .where(inArray(posts.state, ['rejected', 'removed']));
  for (const row of gone) expect(row.restriction, `post ${row.id}, ${row.state}`).not.toBeNull();
  const taking = await db.read
    .select({ id: decisions.id, verdict: decisions.verdict, restriction: restrictions.id })
    .from(decisions)
    .leftJoin(restrictions, and(eq(restrictions.decisionId, decisions.id), eq(restrictions.postId, decisions.postId)))
    .where(and(isNotNull(decisions.postId), inArray(decisions.verdict, ['reject', 'hide', 'ask_edit'])));
  for (const row of taking) expect(row.restriction, `decision ${row.id}, ${row.verdict}`).not.toBeNull();
  expect(await db.read.$count(restrictions, isNull(restrictions.postId))).toBe(await countPosed(db));
  expect(await db.read.$count(decisions, and(eq(decisions.verdict, 'hide'), isNull(decisions.ruleId), isNull(decisions.legalGround)))).toBe(
    0,
  );
}

/** As the log has them: each measure that was posed is a restriction of its own. */
async function countPosed(db: World['db']): Promise<number> {
  const { caseLogPayloads } = db.read.t;
  const entries = await db.read.select({ payload: caseLogPayloads.payload }).from(caseLogPayloads);
  return entries.reduce((sum, { payload }) => sum + ((JSON.parse(payload) as { measures?: string[] }).measures?.length ?? 0), 0);
}

async function write(by: Person, source: string, next: Dice): Promise<string | undefined> {
  return by.post(`${source} ${next(1_000_000)}`).then(
    ({ id }) => id,
    () => undefined, // suspended, slowed, or asked to read a warning
  );
}

async function reportTogether(people: Person[], post: string) {
  for (const one of people) await one.send('POST', `/api/v1/posts/${post}/reports`, { rule: 1, note: 'Assez.' });
}

function notify(world: World, post: string, ground: string) {
  const form = { post, ground, explanation: words, name: 'Claire', email: 'claire@example.test', goodFaith: 'true' };
  return world.request('POST', '/notices', new URLSearchParams(form).toString(), VISITOR);
}

/** Notified, left as it is, contested by who had given notice, and taken by somebody else. */
async function takeOnAppeal(world: World, { post, first, second }: { post: string; first: Person; second: Person }) {
  await notify(world, post, 'defamation');
  const { id, version } = (await caseOf(first, 'all'))!;
  await first.desk('POST', `/api/v1/cases/${id}/decisions`, { version, revision: 1, verdict: 'approve' });
  const { notices } = world.db.read.t;
  const [notice] = await world.db.read.select({ uid: notices.uid }).from(notices);
  await world.request('POST', `/notices/${notice!.uid}/appeal`, new URLSearchParams({ text: words }).toString(), VISITOR);
  expect(await answer(second, () => 2)).toMatchObject({ status: 200 });
}

async function caseOf(by: Person, lane: string): Promise<CaseDetail | null> {
  const { body } = await by.desk<CasesPage>('GET', `/api/v1/cases?lane=${lane}`);
  const [row] = body.cases;
  if (!row) return null;
  const answer = await by.desk<CaseDetail>('GET', `/api/v1/cases/${row.id}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}

async function decide(world: World, by: Person, next: Dice) {
  const lane = next(4) === 0 ? 'done' : 'all';
  const found = await caseOf(by, lane);
  if (!found) return;
  const verdict = lane === 'done' ? 'restore' : ['approve', 'reject', 'hide', 'ask_edit', 'none'][next(5)];
  const until = new Date(world.now().getTime() + 86_400_000).toISOString();
  const measures = [
    { kind: 'warning', until: null },
    { kind: 'suspension', until },
    { kind: 'approval', until: null },
  ].filter(() => next(4) === 0);
  const ground = next(2) === 0 ? { rule: 1 + next(4) } : { legalGround: 'defamation' };
  return by.desk('POST', `/api/v1/cases/${found.id}/decisions`, {
    version: found.version,
    revision: found.post?.revision ?? null,
    verdict,
    ...ground,
    ...(verdict !== 'restore' && measures.length > 0 && { measures }),
  });
}

/** Several cases by one choice. */
async function decideTogether(by: Person, next: Dice) {
  const { body } = await by.desk<CasesPage>('GET', '/api/v1/cases?lane=all');
  const cases = body.cases.slice(0, 3).map(({ id, version, revision }) => ({ id, version, revision }));
  const verdict = ['approve', 'reject', 'hide', 'ask_edit'][next(4)];
  if (cases.length > 0) return by.desk('POST', '/api/v1/decisions', { cases, verdict, rule: 1 + next(4) });
}

/** From the member's file. */
function measure(world: World, { by, of }: { by: Person; of: Person }, next: Dice) {
  const until = new Date(world.now().getTime() + 86_400_000).toISOString();
  const kinds = [
    { kind: 'warning', until: null },
    { kind: 'slow', until, seconds: 60 },
    { kind: 'approval', until },
  ];
  return by.desk('POST', `/api/v1/members/${of.member.uid}/measures`, { rule: 1, note: words, measures: [kinds[next(3)]] });
}

/** All that somebody wrote, by the job that does it. */
async function purge(world: World, by: Person, { name, member }: Person) {
  const answer = await by.desk('POST', `/api/v1/members/${member.uid}/removals`, { rule: 2, note: words, name });
  await runOutbox(world.db, { ...removalOutbox(world.deps), ...decisionOutbox(world.deps) }, world.now(), (error) =>
    world.failures.push(error),
  );
  return answer;
}

async function giveBack(world: World, by: Person) {
  const { decisions } = world.db.read.t;
  const all = await world.db.read.select({ uid: decisions.uid }).from(decisions).where(isNull(decisions.postId)).orderBy(decisions.id);
  const answer = all.length > 0 ? await by.desk('POST', `/api/v1/removals/${all.at(-1)!.uid}/restoration`, { reason: words }) : undefined;
  await runOutbox(world.db, restorationOutbox(world.deps), world.now(), (error) => world.failures.push(error));
  return answer;
}

async function undo({ db }: World, by: Person) {
  const { decisions } = db.read.t;
  const all = await db.read.select({ uid: decisions.uid }).from(decisions).orderBy(decisions.id);
  if (all.length > 0) return by.desk('POST', `/api/v1/decisions/${all.at(-1)!.uid}/undo`, {});
}

async function contest(world: World, next: Dice) {
  const { statements, notices } = world.db.read.t;
  const paths = [
    ...(await world.db.read.select({ uid: statements.uid }).from(statements)).map(({ uid }) => `/statements/${uid}/appeal`),
    ...(await world.db.read.select({ uid: notices.uid }).from(notices)).map(({ uid }) => `/notices/${uid}/appeal`),
  ];
  if (paths.length > 0) return world.request('POST', paths[next(paths.length)]!, new URLSearchParams({ text: words }).toString(), VISITOR);
}

async function answer(by: Person, next: Dice) {
  const found = await caseOf(by, 'appeals');
  const waiting = found?.law?.appeals.find(({ state }) => state === 'open');
  if (!found || !waiting) return;
  return by.desk('POST', `/api/v1/appeals/${waiting.id}/decision`, {
    version: found.version,
    outcome: ['upheld', 'partly', 'reversed'][next(3)],
    answer: words,
    rule: 1 + next(4),
    alone: true,
  });
}

type Dice = (sides: number) => number;

/** Mulberry32: the same throws for the same seed. */
function diceOf(seed: number): Dice {
  let state = seed;
  return (sides) => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) % sides;
  };
}
