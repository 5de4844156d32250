// CM-14: a journalist is asked by mail about an article, and answers by mail or by a link; nothing is public before they confirmed it.
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { runOutbox } from '#server/events/outbox.ts';
import type { InboundAnswer } from '#server/inbound/wire.ts';
import { uuidv7 } from '#server/ids.ts';
import { leaveInbox } from '#server/inbox/leave-inbox.ts';
import { inboxOutbox } from '#server/inbox/mails.ts';
import type { InboxDetail, InboxPage } from '#server/inbox/wire.ts';
import type { Mail } from '#server/mail/mailer.ts';
import { relayOutbox } from '#server/relays/mails.ts';
import { remindJournalists } from '#server/relays/remind.ts';
import { hourOf } from '#server/time/wall-time.ts';
import type { Role } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { OWN, type Person } from '../../support/world.ts';

const SECRET = 'a-secret-that-only-the-mail-service-knows';
const FORM = { 'content-type': 'application/x-www-form-urlencoded', origin: OWN, 'sec-fetch-site': 'same-origin' };

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  let jules: Person;
  let question: string;
  let id: string;
  beforeEach(async () => {
    forum = await openForum(engine);
    Object.assign(forum.deps.config, { inboundMail: { domain: 'answers.courrier.test', secret: SECRET } });
    maud = await forum.person('maud', 'manager');
    jules = await forum.person('jules', 'journalist');
    question = (await forum.ada.post('@redaction le pont, quand rouvre-t-il ?')).id;
    const { articles } = forum.db.read.t;
    await forum.db.write(
      async (tx) =>
        void (await tx
          .update(tx.t.articles)
          .set({ bylines: ['Jules'], title: 'Le pont', url: 'https://www.courrier.test/pont', confirmedAt: forum.now() })
          .where(eq(articles.key, 'pont'))),
    );
    id = (await maud.desk<InboxPage>('GET', '/api/v1/inbox')).body.items[0]!.id;
  });

  const detail = async () => (await maud.desk<InboxDetail>('GET', `/api/v1/inbox/${id}`)).body;
  const ask = async (more: object = {}) => {
    const { version } = await detail();
    return maud.desk<InboxDetail & ErrorBody>('POST', `/api/v1/inbox/${id}/relays`, { version, to: jules.member.uid, ...more });
  };
  const mails = async (): Promise<Mail[]> => {
    await runOutbox(forum.db, relayOutbox(forum.deps), forum.now(), (error) => forum.failures.push(error));
    return forum.mails.splice(0);
  };
  const linkIn = ({ text }: Mail) => new URL(/https?:\S+\/asked\/\S+/.exec(text)![0]).pathname;
  let sent = 0;
  const answer = async (to: Mail, text: string, more: object = {}) => {
    const mail = { from: 'jules@example.test', to: to.replyTo!, text, headers: [{ name: 'message-id', value: `<${++sent}@x>` }], ...more };
    return (await forum.request<InboundAnswer>('POST', `/api/v1/inbound/mail/${SECRET}`, mail)).body.outcome;
  };
  const open = (path: string, who?: Person) => forum.request('GET', path, undefined, who?.asPage);
  const send = (path: string, fields: Record<string, string>, who?: Person) =>
    forum.request('POST', path, new URLSearchParams(fields).toString(), { ...who?.asPage, ...FORM });
  const said = async () =>
    (await forum.readThread()).posts.map(({ html, author, parent }) => ({ html, name: author?.name, badge: author?.badge, parent }));
  const setRole = (role: Role) =>
    forum.db.write(async (tx) => void (await tx.update(tx.t.members).set({ role }).where(eq(tx.t.members.id, jules.member.id))));

  test('CM-14: the journalist of the byline answers by mail, without what the mail quotes; confirmed once, it stands under the question with their badge', async () => {
    expect((await detail()).people.find(({ signed }) => signed)).toMatchObject({ name: 'jules' });
    const asked = await ask({ word: 'Toi qui as lu le marché public.' });
    expect(asked.body).toMatchObject({ assignee: { name: 'jules' }, relay: { state: 'asked', to: { name: 'jules' } } });
    const [first] = await mails();
    expect(first).toMatchObject({ to: 'jules@example.test' });
    expect(first!.text).toContain('le pont, quand rouvre-t-il');
    expect(first!.text).toContain('Toi qui as lu le marché public.');

    const written = 'En avril, dit la mairie.\n\nLe 22 nov. 2026 à 14:00, La Terrasse <t@courrier.test> a écrit :\n> quand rouvre-t-il ?\n';
    expect(await answer(first!, written)).toBe('waiting');
    expect(await said()).toHaveLength(1);
    expect((await detail()).relay).toMatchObject({ state: 'waiting', said: 'En avril, dit la mairie.' });
    const [second] = await mails();
    expect(second).toMatchObject({ to: 'jules@example.test' });
    expect((await open(linkIn(second!))).text).toContain('En avril, dit la mairie.</textarea>');

    const done = await send(linkIn(second!), { source: 'En avril, dit la mairie.' });

    expect([done.status, done.headers.get('location')]).toEqual([303, expect.stringContaining('/p/')]);
    expect(await said()).toContainEqual({ html: '<p>En avril, dit la mairie.</p>', name: 'jules', badge: 'newsroom', parent: question });
    expect(await detail()).toMatchObject({ state: 'done', relay: null });
    expect((await detail()).acts.map(({ act }) => act)).toEqual(['opened', 'asked', 'proposed', 'answered']);
  });

  test('CM-14: by the link they write on our page; signed in as themselves they confirm at once, pressed twice it is said once', async () => {
    await ask();
    const link = linkIn((await mails())[0]!);

    const written = await send(link, { source: 'En avril.' }, jules);
    const check = written.headers.get('location')!;
    expect(check).toMatch(/^\/asked\//);
    await Promise.all([send(check, { source: 'En avril, enfin.' }, jules), send(check, { source: 'En avril, enfin.' }, jules)]);

    expect((await said()).map(({ html }) => html)).toEqual(['<p>@redaction le pont, quand rouvre-t-il ?</p>', '<p>En avril, enfin.</p>']);
    expect((await open(check, jules)).text).toContain('Votre réponse est donnée');
    expect(await mails()).toEqual([]);
  });

  test('bad input: a forwarded mail: another address answers it, nothing is kept, and the journalist is told once, without what it said', async () => {
    await ask();
    const [first] = await mails();

    expect(await answer(first!, 'Jamais !', { from: 'chef@mairie.test' })).toBe('other_sender');
    expect(await answer(first!, 'Jamais !', { from: 'jules@example.test', authentic: false })).toBe('other_sender');

    expect((await detail()).relay).toMatchObject({ state: 'asked', said: null });
    const told = await mails();
    expect(told.map(({ to }) => to)).toEqual(['jules@example.test']);
    expect(told[0]!.text).not.toContain('Jamais');
  });

  test('bad input: a forwarded link: somebody else who is signed in reads nothing; who is not writes a proposal that the journalist alone is sent', async () => {
    await ask();
    const link = linkIn((await mails())[0]!);

    const other = await open(link, forum.linus);
    expect(other.status).toBe(403);
    expect(other.text).not.toContain('quand rouvre-t-il');
    expect((await send(link, { source: 'Jamais !' }, maud)).status).toBe(403);
    expect((await send(link, { source: 'Jamais !' })).text).toContain('Il reste à confirmer');

    expect(await said()).toHaveLength(1);
    const [second] = await mails();
    expect(second).toMatchObject({ to: 'jules@example.test' });
    expect((await open(link)).text).not.toContain('Jamais');
    expect((await open(link.replace(/\/0\..*/, '/1.xxxx'))).status).toBe(404);
  });

  test('a second factor is asked of whoever has one: the link alone confirms nothing', async () => {
    await ask();
    const [first] = await mails();
    await answer(first!, 'En avril.');
    const link = linkIn((await mails())[0]!);
    const { accountId } = jules;
    const app = { accountId, secret: Buffer.from('sealed'), confirmedAt: forum.now() };
    await forum.db.write(async (tx) => void (await tx.insert(tx.t.totp).values(app)));

    const opened = await open(link);
    const pressed = await send(link, { source: 'En avril.' });

    expect([opened.status, opened.headers.get('location')]).toEqual([303, expect.stringContaining('/signin?next=')]);
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, expect.stringContaining('/signin?next=')]);
    expect((await send(link, { source: 'En avril.' }, jules)).headers.get('location')).toContain('/p/');
  });

  test('where the site asks its staff for a second factor, who is signed in without one is led to it', async () => {
    await ask();
    const [first] = await mails();
    await answer(first!, 'En avril.');
    const link = linkIn((await mails())[0]!);
    await forum.change({ secondFactorForStaff: true });

    expect((await open(link)).headers.get('location')).toContain('/signin?next=');
    expect((await open(link, jules)).headers.get('location')).toContain('/account/second-factor?next=');
  });

  test('with the role, both links and the address are dead; with who leaves, what they wrote is gone', async () => {
    await ask();
    const [first] = await mails();
    await answer(first!, 'En avril.');
    const [second] = await mails();
    await setRole('member');

    expect((await open(linkIn(first!))).status).toBe(410);
    expect((await send(linkIn(second!), { source: 'En avril.' })).status).toBe(410);
    expect(await answer(first!, 'En mai.')).toBe('not_ours');
    expect(await said()).toHaveLength(1);

    await setRole('journalist');
    await leaveInbox(forum.deps, [jules.member.id]);
    const { relays } = forum.db.read.t;
    expect(await forum.db.read.select({ state: relays.state, source: relays.source }).from(relays)).toEqual([
      { state: 'ended', source: null },
    ]);
  });

  test('another text takes the place of the first, whose link is dead; the same mail twice is one text; a machine answers nothing', async () => {
    await ask();
    const [first] = await mails();
    const headers = [{ name: 'message-id', value: '<same@x>' }];
    await answer(first!, 'En avril.', { headers });
    await answer(first!, 'En avril.', { headers });
    const once = await mails();
    expect(once).toHaveLength(1);
    expect(await answer(first!, 'Je suis absent.', { headers: [{ name: 'Auto-Submitted', value: 'auto-replied' }] })).toBe('automatic');
    expect(await answer(first!, '> seulement cité')).toBe('empty');

    await answer(first!, 'En mai, plutôt.');

    expect((await open(linkIn(once[0]!))).status).toBe(410);
    expect((await detail()).relay).toMatchObject({ said: 'En mai, plutôt.' });
  });

  test('after a month, asked of somebody else, or once the newsroom awaits it no more, nothing is taken', async () => {
    await ask();
    const [first] = await mails();
    const zoe = await forum.person('zoe', 'journalist');
    await ask({ to: zoe.member.uid });
    const [hers] = await mails();
    expect(hers).toMatchObject({ to: 'zoe@example.test' });
    expect(await answer(first!, 'En avril.')).toBe('used');

    forum.pass(31 * 86_400_000);
    expect(await answer(hers!, 'En avril.', { from: 'zoe@example.test' })).toBe('used');
    expect((await open(linkIn(hers!))).status).toBe(410);
    expect((await detail()).relay).toMatchObject({ state: 'ended' });
    await maud.desk('DELETE', `/api/v1/inbox/${id}/relays`);
    expect((await detail()).relay).toBeNull();
  });

  test('a question that readers do not see any more is answered by nobody; one that is not theirs is given back', async () => {
    await ask();
    const link = linkIn((await mails())[0]!);
    await send(link, { act: 'decline' });
    expect(await detail()).toMatchObject({ assignee: null, relay: { state: 'declined' } });

    await ask();
    const again = linkIn((await mails())[0]!);
    await forum.take(question);
    expect((await open(again)).status).toBe(410);
  });

  test('two of the desk at once on one version: one of them asks; nobody outside the newsroom is asked', async () => {
    const { version } = await detail();
    const both = await Promise.all([ask({ version }), ask({ version })]);

    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(await mails()).toHaveLength(1);
    expect((await ask({ to: forum.ada.member.uid })).status).toBe(422);
  });

  const HOUR = 3_600_000;
  const remind = () => remindJournalists(forum.deps);
  const hourThere = () => hourOf(forum.now(), forum.site.timeZone);
  /** Until the clocks of the site show that hour. */
  const passTo = (hour: number) => {
    while (hourThere() !== hour) forum.pass(HOUR);
  };

  test('CM-14: past the promise they are reminded once, by day, also by two processes; the desk says that it is late', async () => {
    passTo(10);
    await ask();
    await mails();
    expect((await detail()).relay).toMatchObject({ dueAt: new Date(forum.now().getTime() + 48 * HOUR).toISOString(), remindedAt: null });
    forum.pass(48 * HOUR - 1);
    await remind();
    expect(await mails()).toEqual([]);

    passTo(23);
    await remind();
    expect(await mails()).toEqual([]);
    passTo(8);
    await Promise.all([remind(), remind()]);
    await remind();

    const [reminder, ...more] = await mails();
    expect([reminder!.to, more]).toEqual(['jules@example.test', []]);
    expect(reminder!.subject).toContain('Une question vous attend toujours');
    expect(reminder!.text).toContain('le pont, quand rouvre-t-il');
    expect(await answer(reminder!, 'En avril.')).toBe('waiting');
    expect((await detail()).relay).toMatchObject({ state: 'waiting', remindedAt: expect.any(String) });
    expect((await detail()).acts.map(({ act }) => act)).toEqual(['opened', 'asked', 'reminded', 'proposed']);
  });

  test('CM-14: whose answer waits to be confirmed is reminded of that; who answered, gave it back, or is asked no more is not', async () => {
    passTo(10);
    await ask();
    await answer((await mails())[0]!, 'En avril.');
    await mails();
    forum.pass(48 * HOUR);
    await remind();

    const [reminder] = await mails();
    expect(reminder!.text).toContain('En avril.');
    expect((await send(linkIn(reminder!), { source: 'En avril.' })).status).toBe(303);

    await ask();
    await send(linkIn((await mails())[0]!), { act: 'decline' });
    forum.pass(48 * HOUR);
    await remind();
    expect(await mails()).toEqual([]);
  });

  test('where the site promises nothing, nobody is reminded', async () => {
    passTo(10);
    await forum.change({ promises: { newsroom: null } });
    await ask();
    await mails();
    forum.pass(20 * 24 * HOUR);
    await remind();

    expect([await mails(), (await detail()).relay]).toMatchObject([[], { dueAt: null }]);
  });

  describe('in private', () => {
    const told = async (who = forum.ada) => {
      const given = { article: 'pont', text: 'La délibération dit 870 000 €.', clientId: uuidv7() };
      const path = (await send('/messages', given, who)).headers.get('location')!.split('?')[0]!;
      ({ id } = (await maud.desk<InboxPage>('GET', '/api/v1/inbox?lane=correction')).body.items[0]!);
      return path;
    };
    const inboxMails = async () => {
      await runOutbox(forum.db, { ...relayOutbox(forum.deps), ...inboxOutbox(forum.deps) }, forum.now(), (error) =>
        forum.failures.push(error),
      );
      return forum.mails.splice(0);
    };

    test('CM-14: an error told is passed on; the confirmed answer goes back to who told it, closes the item, and is public nowhere', async () => {
      const mine = await told();
      expect(await detail()).toMatchObject({ secret: true, passable: true });
      expect((await ask()).status).toBe(201);
      const [first] = await inboxMails();
      expect(first!.text).toContain('La délibération dit 870 000 €.');
      expect(await answer(first!, 'Corrigé, merci.')).toBe('waiting');
      const [second] = await inboxMails();

      const confirmed = await send(linkIn(second!), { source: 'Corrigé, merci.' }, jules);
      const again = await send(linkIn(second!), { source: 'Corrigé, merci.' }, jules);

      expect(confirmed.text).toContain('Votre réponse est envoyée');
      expect(again.text).toContain('Votre réponse est donnée');
      expect(await detail()).toMatchObject({ state: 'done', posts: [{ newsroom: false }, { newsroom: true, by: { name: 'jules' } }] });
      expect((await open(mine, forum.ada)).text).toContain('Corrigé, merci.');
      expect((await inboxMails()).map(({ to }) => to)).toEqual(['ada@example.test']);
      expect(await said()).toHaveLength(1);
      await forum.index();
      for (const path of ['/a/pont', '/', '/search?q=corrig%C3%A9', '/feed.atom'])
        expect([path, (await open(path)).text.includes('Corrigé, merci')]).toEqual([path, false]);
    });

    test('CM-14: whoever holds the link reads nothing and writes nothing: it leads to the door', async () => {
      await told();
      await ask();
      const link = linkIn((await inboxMails())[0]!);

      for (const answered of [await open(link), await send(link, { source: 'Jamais !' })])
        expect([answered.status, answered.headers.get('location')]).toEqual([303, expect.stringContaining('/signin?next=')]);
      expect((await open(link, maud)).text).not.toContain('870');
      expect((await open(link, jules)).text).toContain('La délibération dit 870 000 €.');
      expect((await detail()).relay).toMatchObject({ state: 'asked', said: null });
    });

    test('bad input: who told it has left: the links are dead, nothing is sent', async () => {
      await told();
      await ask();
      const [first] = await inboxMails();
      await answer(first!, 'Corrigé.');
      const [second] = await inboxMails();
      await leaveInbox(forum.deps, [forum.ada.member.id]);

      expect((await open(linkIn(second!), jules)).status).toBe(410);
      expect((await send(linkIn(second!), { source: 'Corrigé.' }, jules)).status).toBe(410);
      expect(await inboxMails()).toEqual([]);
    });

    test('a moderator of some spaces is not asked: it stands in none', async () => {
      await told();
      const zoe = await forum.person('zoe', 'moderator');
      await forum.limit(zoe);

      expect((await ask({ to: zoe.member.uid })).status).toBe(422);
    });

    test('CM-31: who is called in a note is told by mail, without a word of it; who may not read it is not', async () => {
      await told();
      const zoe = await forum.person('zoe', 'moderator');
      await forum.db.write(async (tx) => {
        for (const { member } of [jules, zoe])
          await tx.update(tx.t.members).set({ handle: member.name }).where(eq(tx.t.members.id, member.id));
      });
      await forum.limit(zoe);

      await maud.desk('POST', `/api/v1/inbox/${id}/notes`, { text: '@jules @zoe vérifiez la délibération, svp.' });

      const called = await inboxMails();
      expect(called.map(({ to }) => to)).toEqual(['jules@example.test']);
      expect(called[0]!.text).toContain(`/admin/#/inbox/all/${id}`);
      expect(called[0]!.text).not.toMatch(/délibération|870|pont/);
    });

    test('CM-31: whoever is given it is told by mail too, and nobody of the newsroom any more is not', async () => {
      await told();
      const { version } = await detail();
      await maud.desk('PATCH', `/api/v1/inbox/${id}`, { version, assignee: jules.member.uid });
      await setRole('member');
      expect(await inboxMails()).toEqual([]);

      await setRole('journalist');
      await maud.desk('PATCH', `/api/v1/inbox/${id}`, { version: version + 1, assignee: null });
      await maud.desk('PATCH', `/api/v1/inbox/${id}`, { version: version + 2, assignee: jules.member.uid });

      expect((await inboxMails()).map(({ subject }) => subject)).toEqual(['maud vous confie quelque chose']);
    });
  });

  test('from the conversation under an article, any post is passed on with a form alone; it is an item from then on', async () => {
    const post = await forum.linus.post('Et le budget ?');
    const form = await open(`/pass-on/${post.id}`, maud);
    expect(form.text).toContain('jules, qui a signé l’article');

    const done = await send(`/pass-on/${post.id}`, { to: jules.member.uid, word: '' }, maud);

    expect(done.headers.get('location')).toBe(`/p/${post.id}`);
    expect((await mails())[0]!.text).toContain('Et le budget ?');
    const { items } = (await maud.desk<InboxPage>('GET', '/api/v1/inbox?lane=newsroom')).body;
    expect(items.map(({ excerpt }) => excerpt)).toContain('Et le budget ?');
  });
});
