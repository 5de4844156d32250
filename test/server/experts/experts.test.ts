// CM-04: experts are found again: what they know, what they declared, when they can, where they answered.
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import type { ExpertsWire, ExpertWire } from '#server/experts/wire.ts';
import type { InvitationAnswer } from '#server/invitations/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

const DAY = 86_400_000;

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  let claire: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
    claire = await forum.person('claire');
  });

  const list = async () => (await maud.desk<ExpertsWire>('GET', '/api/v1/experts')).body.experts;
  const read = (id: string) => maud.desk<ExpertWire>('GET', `/api/v1/experts/${id}`);
  const put = (id: string, body: object, who = maud) => who.desk<ExpertWire>('PUT', `/api/v1/experts/${id}`, body);
  const WATER = { version: 0, field: 'Rivières et crues', availability: 'Le jeudi après 18 h' };
  const invite = async () => {
    const { thread } = await forum.open('La crue, et après ?', {}, maud);
    const at = (days: number) => new Date(forum.now().getTime() + days * DAY).toISOString();
    const given = {
      kind: 'expert',
      member: claire.member.uid,
      title: 'hydrologue',
      affiliation: 'Université',
      interests: 'Syndicat de rivière',
    };
    const where = { threads: [thread], articles: [], message: '', locale: 'fr', startsAt: at(0), endsAt: at(7) };
    const { status, text } = await maud.desk<InvitationAnswer>('POST', '/api/v1/invitations', { ...given, ...where });
    if (status !== 201) throw new Error(text);
    return thread;
  };

  test('whoever was invited is there, with what they declared; their answers are counted from the threads', async () => {
    const thread = await invite();
    const question = await forum.reply({ thread }, 'Faut-il curer ?');
    const { invitations } = forum.db.read.t;
    await forum.db.write(async (tx) => void (await tx.update(invitations).set({ state: 'accepted', answeredAt: forum.now() })));
    await forum.reply({ thread }, 'Non, et voici pourquoi.', { parent: question.id, who: claire });
    await forum.reply({ thread }, 'Une précision.', { parent: question.id, who: claire });

    expect(await list()).toMatchObject([
      { name: 'claire', affiliation: 'Université', interests: 'Syndicat de rivière', version: 0, threads: 1, answers: 2 },
    ]);
    expect((await read(claire.member.uid)).body.appearances).toMatchObject([
      { title: 'La crue, et après ?', answers: 2, asked: 1, comments: 3 },
    ]);
  });

  test('what the newsroom says of them is kept by version: two at once are told apart', async () => {
    const first = await put(claire.member.uid, WATER);
    const second = await put(claire.member.uid, { ...WATER, field: 'Autre chose' });

    expect(first.body).toMatchObject({ name: 'claire', field: 'Rivières et crues', availability: 'Le jeudi après 18 h', version: 1 });
    expect([second.status, (await list())[0]!.field]).toEqual([409, 'Rivières et crues']);
    expect((await maud.desk('DELETE', `/api/v1/experts/${claire.member.uid}`)).status).toBe(204);
    expect(await list()).toEqual([]);
    expect((await read(claire.member.uid)).status).toBe(404);
  });

  test('one who has left is not found any more; readers, moderators and other sites know nothing of it', async () => {
    await put(claire.member.uid, WATER);
    const elsewhere = await forum.addSite('ailleurs', 'ailleurs.test');
    const stranger = await forum.person('inès', 'member', { at: elsewhere });
    const { members } = forum.db.read.t;

    expect((await put(stranger.member.uid, WATER)).status).toBe(404);
    expect((await put(uuidv7(), WATER)).status).toBe(404);
    expect((await put(claire.member.uid, { ...WATER, version: 1 }, forum.paul)).status).toBe(404);
    expect((await forum.ada.desk('GET', '/api/v1/experts')).status).toBe(404);
    await forum.db.write(async (tx) => void (await tx.update(members).set({ accountId: null }).where(eq(members.id, claire.member.id))));
    expect(await list()).toEqual([]);
    expect((await put(claire.member.uid, { ...WATER, version: 1 })).status).toBe(404);
  });
});
