// The newsroom thanks for a post.
import { and, eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import type { PostWire } from '#server/posts/wire.ts';
import type { ChangesPage, OpenedWire, ThreadPage } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';
import { mailsOf } from '../accounts/browser.ts';
import { ask } from './pages.ts';

const PACES = {
  answers: 'once',
  mentions: 'once',
  followed: 'daily',
  newsroom: 'never',
  reactions: 'once',
  timeZone: '',
  digestAt: '18:00',
  quietFrom: '22:00',
  quietUntil: '07:30',
};

onBothDatabases((engine) => {
  let forum: Forum;
  let grace: Person;
  let bridge: OpenedWire;
  let post: PostWire;
  beforeEach(async () => {
    forum = await openForum(engine);
    grace = await forum.person('grace', 'journalist');
    bridge = await forum.open('Le pont');
    post = await forum.reply(bridge, 'La pile nord est fissurée depuis mars, voici les photos.');
  });

  const thank = (body: object = {}, { who = grace, id = post.id } = {}) => who.desk<ErrorBody>('PUT', `/api/v1/posts/${id}/thanks`, body);
  const takeBack = (who = grace) => who.desk('DELETE', `/api/v1/posts/${post.id}/thanks`);
  const read = async () => (await forum.request<ThreadPage>('GET', `/api/v1/thread?thread=${bridge.thread}&sort=oldest`)).body;
  const shown = async () => (await read()).posts.find(({ id }) => id === post.id)!.thanks;
  const bell = async (who: Person) => (await ask(forum, who, '/notifications')).text;
  const ban = (who: Person) =>
    forum.paul.desk('POST', `/api/v1/members/${who.member.uid}/measures`, {
      rule: 1,
      note: 'Des attaques répétées.',
      measures: [{ kind: 'ban', until: null }],
    });
  const told = (who: Person) => {
    const { notifications } = forum.db.read.t;
    return forum.db.read.$count(notifications, and(eq(notifications.memberId, who.member.id), eq(notifications.kind, 'thanks')));
  };

  test('in a word that all read under it, as it happens; its author alone is told, once', async () => {
    const { seq } = (await read()).thread;

    expect((await thank({ word: '  Vos photos nous ont mis\nsur la piste. ' })).status).toBe(204);
    expect((await thank({ word: 'Vos photos nous ont mis sur la piste.' })).status).toBe(204);

    expect(await shown()).toBe('Vos photos nous ont mis sur la piste.');
    const { body } = await forum.request<ChangesPage>('GET', `/api/v1/threads/${bridge.thread}/changes?after=${seq}`);
    expect(body.changes.map((change) => change.post!.thanks)).toEqual(['Vos photos nous ont mis sur la piste.']);
    expect((await forum.request('GET', `/t/${bridge.thread}/le-pont`)).text).toContain(
      'Merci de la rédaction\u00a0: «\u00a0Vos photos nous ont mis sur la piste.\u00a0»',
    );
    expect(await bell(forum.linus)).toMatch(/La rédaction vous remercie[^]*«\u00a0Vos photos nous ont mis sur la piste.\u00a0»/);
    expect(await told(forum.linus)).toBe(1);
    expect(await told(forum.ada)).toBe(0);
    expect(await told(grace)).toBe(0);
  });

  test('or without any, changed at will, and taken back as if nothing had been said', async () => {
    await thank();
    expect(await shown()).toBe('');

    await thank({ word: 'Merci à vous.' }, { who: forum.paul });
    expect(await shown()).toBe('Merci à vous.');
    expect(await told(forum.linus)).toBe(1);

    expect((await takeBack()).status).toBe(204);
    expect((await takeBack()).status).toBe(204);
    expect(await shown()).toBeUndefined();
    expect(await told(forum.linus)).toBe(0);
    const { securityLog } = forum.db.read.t;
    const events = (await forum.db.read.select().from(securityLog).orderBy(securityLog.id)).map(({ event }) => event);
    expect(events.filter((event) => event.startsWith('thanks.'))).toEqual(['thanks.given', 'thanks.given', 'thanks.taken']);
  });

  test('two of the newsroom at once thank once', async () => {
    const answers = await Promise.all([thank({ word: 'Merci.' }), thank({ word: 'Merci.' }, { who: forum.paul })]);

    expect(answers.map(({ status }) => status)).toEqual([204, 204]);
    expect(await shown()).toBe('Merci.');
    expect(await told(forum.linus)).toBe(1);
  });

  test('not a colleague, nor somebody banned, nor what nobody reads', async () => {
    const own = await forum.reply(bridge, 'La rédaction répond.', { who: grace });
    const refused = await thank({}, { id: own.id, who: forum.paul });
    expect(refused.body.error.fields).toEqual({ post: expect.stringContaining('rédaction') });
    expect((await thank({ word: 'a'.repeat(201) })).status).toBe(422);
    expect((await ban(forum.linus)).status).toBeLessThan(300);
    await forum.tell();
    expect((await thank()).body.error.code).toBe('invalid');
    await forum.take(post.id);
    expect((await thank()).status).toBe(404);
  });

  test('the desk offers it for what a reader published, not for a colleague’s, nor for what nobody reads yet', async () => {
    const offered = async (id: string, by = grace) => {
      await forum.ada.send('POST', `/api/v1/posts/${id}/reports`, { rule: 1, note: 'vraiment ?' });
      const { body } = await forum.paul.desk<CasesPage>('GET', '/api/v1/cases?lane=all');
      const row = body.cases.find(({ author }) => author.id === by.member.uid)!;
      return (await forum.paul.desk<CaseDetail>('GET', `/api/v1/cases/${row.id}`)).body.can.includes('thank');
    };
    const own = await forum.reply(bridge, 'La rédaction répond.', { who: grace });
    const rose = await forum.person('rose');
    const held = await forum.reply(bridge, 'Quel guignol.', { who: rose });

    expect([await offered(post.id, forum.linus), await offered(own.id), await offered(held.id, rose)]).toEqual([true, false, false]);
  });

  test('what is hidden takes its thanks along; what its author erases leaves none', async () => {
    await thank({ word: 'Merci Linus.' });

    await forum.linus.send('DELETE', `/api/v1/posts/${post.id}`);

    expect(JSON.stringify(await read())).not.toContain('Merci Linus');
    expect(await bell(forum.linus)).not.toContain('vous remercie');
  });

  test('nobody is told who ignores them, or wants silence there: it stands under the post all the same', async () => {
    await ask(forum, forum.linus, `/members/${grace.member.uid}/ignored`, { ignored: 'yes' });

    await thank({ word: 'Merci.' });

    expect(await shown()).toBe('Merci.');
    expect(await told(forum.linus)).toBe(0);
  });

  test('with a form alone', async () => {
    const form = await ask(forum, grace, `/thanks/${post.id}`);
    expect(form.text).toContain('fissurée depuis mars');

    const long = await ask(forum, grace, `/thanks/${post.id}`, { word: 'a'.repeat(201) });
    expect(long.status).toBe(422);
    expect(long.text).toContain('a'.repeat(201));
    expect((await ask(forum, grace, `/thanks/${post.id}`, { word: 'Bien vu <b>!</b>' })).status).toBe(303);

    expect((await forum.request('GET', `/t/${bridge.thread}/le-pont`)).text).toContain('«\u00a0Bien vu &lt;b>!&lt;/b>\u00a0»');
    expect((await ask(forum, grace, `/thanks/${post.id}`)).text).toContain('Retirer le merci');
    await ask(forum, grace, `/thanks/${post.id}`, { act: 'end' });
    expect(await shown()).toBeUndefined();
  });

  test('by mail only where its author wants reactions by mail; then with the word, not with what they wrote', async () => {
    await thank({ word: 'Merci.' }, { id: (await forum.reply(bridge, 'Un autre mot.')).id });
    expect((await mailsOf(forum)).filter(({ to }) => to.startsWith('linus'))).toEqual([]);
    await ask(forum, forum.linus, '/notifications/settings', PACES);

    await thank({ word: 'Vos photos nous aident.' });

    const mail = (await mailsOf(forum)).find(({ to }) => to.startsWith('linus'))!;
    expect(mail.subject).toContain('La rédaction vous remercie');
    expect(mail.text).toContain('Vos photos nous aident.');
    expect(mail.text).not.toContain('fissurée');
  });
});
