// CM-03, CM-14: what readers ask comes into the inbox with what opens it, and leaves it with what answers it.
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { fillInbox } from '#server/inbox/fill-inbox.ts';
import type { InboxChanges, InboxDetail, InboxLane, InboxPage } from '#server/inbox/wire.ts';
import { uuidv7 } from '#server/ids.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

const HOUR = 3_600_000;

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
  });

  const read = async (view = 'all', who = maud) => (await who.desk<InboxPage>('GET', `/api/v1/inbox?lane=${view}`)).body;
  const detail = async (id: string, who = maud) => (await who.desk<InboxDetail>('GET', `/api/v1/inbox/${id}`)).body;
  const lanes = async (): Promise<InboxLane[]> => (await read()).items.map(({ lane }) => lane);

  test('CM-03: a question with no reply at 24 h appears, late; accepting an answer emits QAPage and clears it', async () => {
    const question = await forum.open('Comment passe-t-on le pont ?', { kind: 'question' });
    const answer = await forum.reply(question, 'Par la passerelle, dès lundi.');
    forum.pass(25 * HOUR);

    const [item] = (await read('question')).items;
    expect(item).toMatchObject({ lane: 'question', by: { name: 'ada' }, title: 'Comment passe-t-on le pont ?', state: 'open', replies: 1 });
    expect(Date.parse(item!.dueAt!)).toBeLessThan(forum.now().getTime());
    expect((await read()).counts.lanes.question).toEqual({ n: 1, oldest: item!.openedAt });

    expect((await forum.ada.send('PUT', `/api/v1/kept-answers/${answer.id}`)).status).toBe(204);
    const { text } = await forum.request('GET', question.url.replace(/^https?:\/\/[^/]+/, ''));

    expect(text).toContain('"QAPage"');
    expect(text).toContain('"acceptedAnswer"');
    expect((await read('question')).items).toEqual([]);
    expect((await read('done')).items).toMatchObject([{ id: item!.id, state: 'done' }]);
    expect((await detail(item!.id)).acts.map(({ act }) => act)).toEqual(['opened', 'answered']);

    await forum.ada.send('DELETE', `/api/v1/kept-answers/${answer.id}`);
    expect(await lanes()).toEqual(['question']);
  });

  test('a question that the newsroom answers is answered; taken away, the answer leaves it open', async () => {
    const question = await forum.open('Où est le bac ?', { kind: 'question' });
    const said = await forum.reply(question, 'Quai des Lavandières.', { who: forum.paul });
    expect(await lanes()).toEqual([]);

    await forum.take(said.id);

    expect(await lanes()).toEqual(['question']);
  });

  test('CM-14: who calls the newsroom in a comment asks it something; its reply there answers', async () => {
    const asked = await forum.ada.post('@redaction d’où vient ce chiffre ?');
    await forum.ada.post('Il fait beau.');
    expect((await read('newsroom')).items).toMatchObject([{ excerpt: '@redaction d’où vient ce chiffre ?', by: { name: 'ada' } }]);

    await maud.post('De la délibération du 3 novembre.', { parent: asked.id });

    expect(await lanes()).toEqual([]);
  });

  test('questions to the newsroom wait there, where no expert was asked', async () => {
    const ask = await forum.open('Vos questions à la rédaction', { kind: 'expert' }, forum.paul);
    const question = await forum.reply(ask, 'Qui choisit la une ?');
    expect((await read('newsroom')).items).toMatchObject([{ excerpt: 'Qui choisit la une ?' }]);

    await forum.reply(ask, 'La conférence de 9 h.', { parent: question.id, who: forum.paul });

    expect(await lanes()).toEqual([]);
  });

  test('an idea waits until it is decided, and again where it is open again', async () => {
    const idea = await forum.open('Des bancs au marché', { kind: 'idea' });
    const turn = (state: string) =>
      forum.paul.desk('PUT', `/api/v1/ideas/${idea.thread}/state`, { state, word: 'Bien vu.', clientId: uuidv7() });
    expect(await lanes()).toEqual(['idea']);

    expect((await turn('declined')).status).toBe(200);
    expect(await lanes()).toEqual([]);
    await turn('open');

    expect(await lanes()).toEqual(['idea']);
  });

  test('what the newsroom itself opens waits for nobody', async () => {
    await forum.open('Que voulez-vous lire ?', { kind: 'question' }, forum.paul);

    expect(await lanes()).toEqual([]);
  });

  test('what is held is not there before it is public, nor once it is taken away', async () => {
    await forum.open('Un guignol à la mairie ?', { kind: 'question' });
    const open = await forum.open('Quand ouvre la piscine ?', { kind: 'question' });
    expect((await read()).items.map(({ title }) => title)).toEqual(['Quand ouvre la piscine ?']);
    const { seq, items } = await read();

    await forum.take(open.post.id);

    expect(await lanes()).toEqual([]);
    const { body } = await maud.desk<InboxChanges>('GET', `/api/v1/inbox/changes?after=${seq}`);
    expect(body).toMatchObject({ items: [], gone: [items[0]!.id] });
  });

  test('what waited before there was an inbox comes into it, once, since when it waits', async () => {
    await forum.open('Où est le bac ?', { kind: 'question' });
    const [{ openedAt } = { openedAt: '' }] = (await read()).items;
    await forum.open('Que voulez-vous lire ?', { kind: 'question' }, forum.paul);
    await forum.db.write(async (tx) => void (await tx.delete(tx.t.inboxItems)));
    forum.pass(HOUR);

    for (const _ of [1, 2]) await fillInbox(forum.deps.db);

    expect((await read()).items).toMatchObject([{ title: 'Où est le bac ?', openedAt }]);
  });

  test('what the newsroom or an expert answered before there was an inbox does not come into it', async () => {
    const answered = await forum.open('Où est le bac ?', { kind: 'question' });
    await forum.reply(answered, 'Quai des Lavandières.', { who: forum.paul });
    const explained = await forum.open('Le pont tiendra-t-il ?', { kind: 'question' });
    const { id } = await forum.reply(explained, 'Cent ans.');
    await forum.db.write(async (tx) => void (await tx.update(tx.t.posts).set({ expert: true }).where(eq(tx.t.posts.uid, id))));
    const taken = await forum.open('Et les vélos ?', { kind: 'question' });
    await forum.take((await forum.reply(taken, 'À pied.', { who: forum.paul })).id);
    const idea = await forum.open('Des bancs au marché', { kind: 'idea' });
    await forum.reply(idea, 'Nous regardons.', { who: forum.paul });
    await forum.db.write(async (tx) => void (await tx.delete(tx.t.inboxItems)));

    await fillInbox(forum.deps.db);

    expect((await read()).items.map(({ title }) => title)).toEqual(['Et les vélos ?', 'Des bancs au marché']);
  });

  test('the newsroom opens it, nobody else; a moderator what stands in their spaces', async () => {
    await forum.open('Quand ouvre la piscine ?', { kind: 'question' });
    const jules = await forum.person('jules', 'journalist');
    const [item] = (await read()).items;

    expect((await read('all', jules)).items).toHaveLength(1);
    for (const who of [forum.ada, await forum.person('inès', 'expert')]) {
      expect((await who.desk('GET', '/api/v1/inbox')).status).toBe(404);
      expect((await who.desk('GET', `/api/v1/inbox/${item!.id}`)).status).toBe(404);
    }
    const [town] = await forum.db.read.select().from(forum.db.read.t.spaces);
    await forum.db.write(
      async (tx) =>
        void (await tx.insert(tx.t.moderatorSpaces).values({ siteId: forum.site.id, memberId: forum.paul.member.id, spaceId: town!.id })),
    );
    expect((await read('all', forum.paul)).items).toEqual([]);
    expect((await forum.paul.desk('GET', `/api/v1/inbox/${item!.id}`)).status).toBe(404);
  });

  test('the promise is the site’s; what waits keeps what it was promised', async () => {
    const { version } = (await maud.desk<{ version: number }>('GET', '/api/v1/inbox-promises')).body;
    await forum.open('La première ?', { kind: 'question' });
    const promises = { question: 2, newsroom: null, correction: 24, message: 72, idea: 336 };
    const saved = await maud.desk('PUT', '/api/v1/inbox-promises', { version, promises });
    await forum.open('La seconde ?', { kind: 'question' });

    const hours = (await read()).items.map(({ dueAt, openedAt }) => (Date.parse(dueAt!) - Date.parse(openedAt)) / HOUR);
    expect([saved.status, hours]).toEqual([200, [24, 2]]);
    expect((await maud.desk('PUT', '/api/v1/inbox-promises', { version, promises })).status).toBe(409);
    expect((await forum.paul.desk('GET', '/api/v1/inbox-promises')).status).toBe(404);
  });
});
