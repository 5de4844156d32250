import { beforeEach, describe, expect, test } from 'vitest';
import type { CasesPage, CaseEvent } from '#server/cases/wire.ts';
import type { DeskThreads } from '#server/desk/wire.ts';
import { uuidv7 } from '#server/ids.ts';
import type { MemberCard } from '#server/members/wire.ts';
import type { PostAnswer } from '#server/posts/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { listen } from '../../support/sockets.ts';
import { until } from '../../support/until.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

onBothDatabases((engine) => {
  describe('a moderator limited to a space of the forum', () => {
    let world: World;
    let [boss, linus, ada]: Person[] = [];
    let threads: { cycling: string; books: string };
    beforeEach(async () => {
      world = await createWorld(engine);
      [boss, linus, ada] = [await world.person('boss', 'admin'), await world.person('linus', 'moderator'), await world.person('ada')];
      threads = { cycling: await addThread(world, 'velo'), books: await addThread(world, 'livres') };
      await limit(['velo']);
    });

    const limit = (spaces: string[]) =>
      boss!.desk<MemberCard>('PUT', `/api/v1/members/${linus!.member.uid}/role`, { from: 'moderator', role: 'moderator', spaces });
    const write = async (thread: string) => {
      const input = { thread, parent: null, clientId: uuidv7(), source: 'Guignol !' };
      return (await ada!.send<PostAnswer>('POST', '/api/v1/posts', input)).body.post;
    };
    const queueOf = async (who: Person) => (await who.desk<CasesPage>('GET', '/api/v1/cases')).body;
    const decide = (who: Person, id: string) =>
      who.desk('POST', `/api/v1/cases/${id}/decisions`, { version: 1, revision: 1, verdict: 'approve' });

    test('has the cases of that space in the queue, and counted, alone', async () => {
      await write(threads.cycling);
      await write(threads.books);
      await ada!.post('Guignol, dit l’article !');

      const [theirs, whole] = [await queueOf(linus!), await queueOf(boss!)];

      expect([theirs.cases.length, theirs.counts.all, whole.cases.length, whole.counts.all]).toEqual([1, 1, 3, 3]);
      expect(theirs.cases[0]!.thread!.id).toBe(threads.cycling);
    });

    test('opens and decides those alone', async () => {
      await write(threads.cycling);
      await write(threads.books);
      const { cases } = await queueOf(boss!);
      const [inside, outside] = [threads.cycling, threads.books].map((id) => cases.find(({ thread }) => thread!.id === id)!.id);

      expect((await linus!.desk('GET', `/api/v1/cases/${outside}`)).status).toBe(404);
      expect((await decide(linus!, outside!)).status).toBe(404);
      expect((await decide(linus!, inside!)).status).toBe(200);
    });

    test('lists and closes the threads of that space alone', async () => {
      const { body } = await linus!.desk<DeskThreads>('GET', '/api/v1/desk/threads');

      expect(body.threads.map(({ id }) => id)).toEqual([threads.cycling]);
      expect((await linus!.desk('PUT', `/api/v1/threads/${threads.books}/closure`)).status).toBe(404);
      expect((await linus!.desk('PUT', `/api/v1/threads/${threads.books}/moderation`, { moderation: 'before' })).status).toBe(404);
      expect((await linus!.desk('PUT', `/api/v1/threads/${threads.cycling}/closure`)).status).toBe(204);
    });

    test('hears of that space alone, with its own count', async () => {
      const { connect } = await listen(world);
      const [theirs, whole] = [
        await connect({ origin: OWN, cookie: linus!.asPage.cookie }),
        await connect({ origin: OWN, cookie: boss!.asPage.cookie }),
      ];
      await Promise.all([theirs.ask('desk'), whole.ask('desk')]);

      await write(threads.books);
      await write(threads.cycling);
      await until('both cases', () => casesHeard(whole).length === 2 && casesHeard(theirs).length > 0);

      expect(casesHeard(theirs).map(({ case: { thread }, counts }) => [thread!.id, counts.all])).toEqual([[threads.cycling, 1]]);
      expect(casesHeard(whole).at(-1)!.counts.all).toBe(2);
    });

    test('is told at once when the limits change, and stays signed in', async () => {
      const { connect } = await listen(world);
      const atDesk = await connect({ origin: OWN, cookie: linus!.asPage.cookie });
      await atDesk.ask('desk');

      await limit(['livres']);
      await until('word of it', () => atDesk.heard.some(({ name }) => name === 'rights'));
      await write(threads.cycling);
      await atDesk.ask('desk');
      await write(threads.books);
      await until('a case', () => casesHeard(atDesk).length > 0);

      expect(casesHeard(atDesk).map(({ case: { thread } }) => thread!.id)).toEqual([threads.books]);
      const { securityLog } = world.db.read.t;
      const told = await world.db.read.select().from(securityLog).orderBy(securityLog.id);
      expect(told.map(({ event, facts }) => [event, facts])).toEqual([
        ['role.limited', { spaces: 'velo' }],
        ['role.limited', { spaces: 'livres' }],
      ]);
    });

    test('has all of the site again when the limits go, and none once no moderator', async () => {
      await write(threads.books);
      expect((await limit([])).body.spaces.filter(({ theirs }) => theirs)).toEqual([]);
      expect((await queueOf(linus!)).cases).toHaveLength(1);

      await limit(['velo']);
      await boss!.desk('PUT', `/api/v1/members/${linus!.member.uid}/role`, { from: 'moderator', role: 'member', spaces: ['velo'] });

      expect(await world.db.read.$count(world.db.read.t.moderatorSpaces)).toBe(0);
      const { securityLog } = world.db.read.t;
      const told = await world.db.read.select().from(securityLog).orderBy(securityLog.id);
      expect(told.map(({ event }) => event)).toEqual(['role.limited', 'role.unlimited', 'role.limited', 'role.given']);
    });

    test('is limited to no space of another site', async () => {
      const there = await world.addSite('ailleurs', 'ailleurs.test');
      await addThread(world, 'jardin', there.id);

      expect((await limit(['jardin'])).status).toBe(422);
    });
  });
});

const casesHeard = ({ heard }: { heard: { name: string; data: never }[] }) =>
  heard.filter(({ name }) => name === 'case').map(({ data }) => data as CaseEvent);

async function addThread({ db, site, now }: World, slug: string, siteId = site.id): Promise<string> {
  return db.write(async (tx) => {
    const { spaces, threads } = tx.t;
    const [space] = await tx.insert(spaces).values({ siteId, slug, name: slug, position: 1 }).returning({ id: spaces.id });
    const uid = uuidv7();
    await tx.insert(threads).values({ uid, siteId, kind: 'discussion', spaceId: space!.id, title: slug, createdAt: now() });
    return uid;
  });
}
