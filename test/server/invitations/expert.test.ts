import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import { insertAccount } from '#server/accounts/queries.ts';
import type { InvitationDetail } from '#server/invitations/wire.ts';
import { queueReminders } from '#server/invitations/remind.ts';
import type { ViewerWire } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { OWN, type World } from '../../support/world.ts';
import { CLAIRE, DAY, linkIn, openNewsroom, type Newsroom } from './newsroom.ts';

/** An expert who was invited, opened their link and accepted, in their own browser. */
async function welcome(room: Newsroom, threads: string[], more: object = {}) {
  const invitation = await room.expert(threads, more);
  const browser = room.browser();
  await browser.submit(linkIn((await room.mails(CLAIRE))[0]));
  await browser.submit(`/invited/${invitation.id}`, { act: 'accept', charter: '1' });
  return { invitation, browser };
}

type Browser = ReturnType<Newsroom['browser']>;

const answer = (browser: Browser, parent: string, source = 'Oui, jusqu’à six mètres.') =>
  browser.submit('/invited/answers', { parent, source, clientId: uuidv7() });

async function accountsOf({ db }: World, email: string) {
  const { accounts } = db.read.t;
  return db.read.select({ id: accounts.id, password: accounts.password }).from(accounts).where(eq(accounts.emailKey, email));
}

/** What the reader's page says of whoever holds these cookies. */
async function viewerOf({ world }: Newsroom, browser: Browser, article: string): Promise<ViewerWire | null> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return (await world.readThread(article, '', { cookie, 'sec-fetch-site': 'same-origin' })).viewer;
}

onBothDatabases((engine) => {
  describe('CM-04: an expert invited into a thread', () => {
    test('comes by a link without a password, accepts, and answers from the list of questions', async () => {
      const room = await openNewsroom(engine);
      const { thread, question } = await room.ask();
      const { id } = await room.expert([thread]);
      const [mail] = await room.mails(CLAIRE);
      const browser = room.browser();

      const door = await browser.open(linkIn(mail));
      const opened = await browser.submit(linkIn(mail));
      const invited = await browser.open('/invited');
      await browser.submit(`/invited/${id}`, { act: 'accept', charter: '1' });
      const list = await browser.open('/invited');
      const written = await answer(browser, question.id);

      expect(mail!.subject).toContain('helene');
      expect(mail!.text).toContain('Vos lecteurs vous attendent.');
      expect(door.text).toContain('Hydrologue');
      expect([opened.status, opened.location]).toEqual([303, '/invited']);
      expect(invited.text).toContain('Elle attend votre réponse.');
      expect(list.text).toContain('Le barrage tiendra-t-il');
      expect(written.status).toBe(303);
      const { posts } = await room.world.readThread('crue');
      const reply = posts.find(({ parent }) => parent === question.id)!;
      expect(reply.author).toEqual({
        id: expect.any(String),
        name: 'Claire Vasseur',
        badge: 'expert',
        title: 'Hydrologue, université de Rennes',
        interests: 'Aucun lien avec la commune',
      });
      expect((await browser.open('/invited')).text).toContain('Aucune question n’attend votre réponse.');
      expect((await browser.open('/invited?answered')).text).toContain('Le barrage tiendra-t-il');
      expect(await room.detail({ id })).toMatchObject({
        state: 'accepted',
        answers: 1,
        cameAt: expect.any(String),
        answered: [{ text: 'Oui, jusqu’à six mètres.', question: 'Le barrage tiendra-t-il ?' }],
      });
    });

    test('bears the photo that the manager gave them; a member’s own is theirs', async () => {
      const room = await openNewsroom(engine);
      const { thread, question } = await room.ask();
      const { invitation, browser } = await welcome(room, [thread]);
      const member = { member: room.ada.member.uid, name: undefined, email: undefined };
      const known = await room.expert([thread], member);
      const square = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#c63' } })
        .png()
        .toBuffer();
      const put = (id: string, body: Uint8Array) =>
        room.world.app.request(`${OWN}/api/v1/invitations/${id}/photo`, {
          method: 'PUT',
          headers: { host: new URL(OWN).host, ...room.helene.asPage },
          body: new Uint8Array(body),
        });
      await answer(browser, question.id);

      const given = await put(invitation.id, square);
      const text = await put(invitation.id, Buffer.from('no picture'));
      const theirs = await put(known.id, square);

      expect([given.status, text.status, theirs.status]).toEqual([200, 422, 422]);
      const { photo, givesPhoto } = (await given.json()) as InvitationDetail;
      expect([photo, givesPhoto]).toEqual([expect.stringContaining('/photos/'), true]);
      expect(await room.detail(known)).toMatchObject({ photo: null, givesPhoto: false });
      const shown = async () => (await room.world.readThread('crue')).posts.find(({ parent }) => parent === question.id)!.author!.photo;
      expect(await shown()).toBe(photo);
      expect((await room.helene.desk<InvitationDetail>('DELETE', `/api/v1/invitations/${invitation.id}/photo`)).body.photo).toBeNull();
      expect(await shown()).toBeUndefined();
    });

    test('finds the way back to it from any page of ours, until it ends; whoever declined, or is a reader, sees none', async () => {
      const room = await openNewsroom(engine);
      const { thread } = await room.ask();
      const leads = async (browser: Browser, path: string) => (await browser.open(path)).text.includes('href="/invited"');
      const { browser } = await welcome(room, [thread]);

      const running = [await leads(browser, '/'), await leads(browser, '/account'), await leads(browser, '/charter')];
      room.world.pass(8 * DAY);
      const over = await leads(browser, '/');
      const next = await room.expert([thread], { email: 'autre@universite.test' });
      const other = room.browser();
      await other.submit(linkIn((await room.mails('autre@universite.test'))[0]));
      const asked = await leads(other, '/');
      await other.submit(`/invited/${next.id}`, { act: 'decline', word: '' });

      expect(running).toEqual([true, true, true]);
      expect([over, asked, await leads(other, '/')]).toEqual([false, true, false]);
      expect((await room.world.request('GET', '/', undefined, room.ada.asPage)).text).not.toContain('href="/invited"');
    });

    test('a GET changes nothing: mail scanners open every link', async () => {
      const room = await openNewsroom(engine);
      const { thread } = await room.ask();
      const invitation = await room.expert([thread]);
      const link = linkIn((await room.mails(CLAIRE))[0]);

      for (let i = 0; i < 3; i++) expect((await room.browser().open(link)).status).toBe(200);

      expect(await accountsOf(room.world, CLAIRE)).toEqual([]);
      expect((await room.detail(invitation)).cameAt).toBeNull();
      expect((await room.browser().submit(link)).location).toBe('/invited');
    });

    test('a form of another site opens no door', async () => {
      const room = await openNewsroom(engine);
      const { thread } = await room.ask();
      await room.expert([thread]);
      const link = linkIn((await room.mails(CLAIRE))[0]);

      const forged = await room.browser().submit(link, {}, { origin: 'https://ailleurs.test', 'sec-fetch-site': 'cross-site' });

      expect(forged.status).toBe(403);
      expect(await accountsOf(room.world, CLAIRE)).toEqual([]);
    });

    test('the link opens once; used again it offers a fresh one, to the same address, which takes its place', async () => {
      const room = await openNewsroom(engine);
      const { thread } = await room.ask();
      await room.expert([thread]);
      const first = linkIn((await room.mails(CLAIRE))[0]);
      await room.browser().submit(first);
      const phone = room.browser();

      const again = await phone.submit(first);
      const asked = await phone.submit(`${first.split('/').slice(0, 3).join('/')}/fresh`);
      const second = linkIn((await room.mails(CLAIRE))[0]);
      const opened = await phone.submit(second);
      const old = await room.browser().open(first);

      expect(again.status).toBe(410);
      expect(again.text).toContain('c***@universite.test');
      expect(phone.cookies.has('terrasse_session')).toBe(true);
      expect(asked.text).toContain('Un nouveau lien est en route');
      expect(second).not.toBe(first);
      expect(opened.location).toBe('/invited');
      expect(old.text).toContain('M’envoyer un nouveau lien');
      expect(await accountsOf(room.world, CLAIRE)).toHaveLength(1);
    });

    test('of two who press it at once, one comes in', async () => {
      const room = await openNewsroom(engine);
      const { thread } = await room.ask();
      await room.expert([thread]);
      const link = linkIn((await room.mails(CLAIRE))[0]);

      const answers = await Promise.all(Array.from({ length: 5 }, () => room.browser().submit(link)));

      expect(answers.filter(({ location }) => location === '/invited')).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 410)).toHaveLength(4);
      expect(await accountsOf(room.world, CLAIRE)).toHaveLength(1);
    });
  });

  describe('an address that has an account already', () => {
    test('the link does not sign it in: it is entered by its own doors, and then brought the invitation', async () => {
      const room = await openNewsroom(engine);
      const { thread } = await room.ask();
      const claire = await room.world.person('claire', 'subscriber');
      const invitation = await room.expert([thread], { email: 'claire@example.test' });
      const link = linkIn((await room.mails('claire@example.test'))[0]);
      const stranger = room.browser();

      const refused = await stranger.submit(link);
      const itself = await claire.desk('POST', link, undefined);
      const accepted = await room.world.app.request(`http://terrasse.courrier.test/invited/${invitation.id}`, {
        method: 'POST',
        headers: { ...claire.asPage, host: 'terrasse.courrier.test', 'content-type': 'application/x-www-form-urlencoded' },
        body: 'act=accept',
      });

      expect(stranger.cookies.has('terrasse_session')).toBe(false);
      expect(refused.text).toContain('Cette adresse a déjà un compte ici.');
      expect(itself.status).toBe(303);
      expect(accepted.status).toBe(303);
      expect(await room.detail(invitation)).toMatchObject({ state: 'accepted', person: { id: claire.member.uid, name: 'claire' } });
      expect(await room.world.db.read.$count(room.world.db.read.t.members)).toBe(3);
    });

    test('the owner’s address opens nothing, whoever invites it', async () => {
      const room = await openNewsroom(engine);
      const { thread } = await room.ask();
      await room.world.person('gwenael', 'admin', { owner: true });
      await room.expert([thread], { email: 'gwenael@example.test' });
      const thief = room.browser();

      await thief.submit(linkIn((await room.mails('gwenael@example.test'))[0]));

      expect(thief.cookies.has('terrasse_session')).toBe(false);
    });

    test('an account that a stranger made with that address, unproved, is not handed the invitation', async () => {
      const room = await openNewsroom(engine);
      const { thread } = await room.ask();
      const squatter = await room.world.person('squatter', 'member', { confirmed: false });
      await room.expert([thread], { email: 'squatter@example.test' });
      const link = linkIn((await room.mails('squatter@example.test'))[0]);

      const answer = await squatter.desk('POST', link);

      expect(answer.status).toBe(403);
      expect(await room.world.db.read.$count(room.world.db.read.t.members)).toBe(4); // the person who was invited is still apart
    });

    test('the account that the link made keeps being opened by links, until it has a door of its own', async () => {
      const room = await openNewsroom(engine);
      const { thread } = await room.ask();
      await room.expert([thread]);
      await room.browser().submit(linkIn((await room.mails(CLAIRE))[0]));
      await room.expert([thread], { name: 'Claire V.' });
      const second = await room.browser().submit(linkIn((await room.mails(CLAIRE))[0]));
      const [account] = await accountsOf(room.world, CLAIRE);
      await room.world.db.write((tx) => tx.update(tx.t.accounts).set({ password: '$argon2id$' }).where(eq(tx.t.accounts.id, account!.id)));
      await room.expert([thread]);
      const third = room.browser();
      const refused = await third.submit(linkIn((await room.mails(CLAIRE))[0]));

      expect(second.location).toBe('/invited');
      expect(refused.text).toContain('Cette adresse a déjà un compte ici.');
      expect(third.cookies.has('terrasse_session')).toBe(false);
    });

    test('an account of another site is not entered from this one', async () => {
      const room = await openNewsroom(engine);
      const { thread } = await room.ask();
      const { world } = room;
      await world.db.write(async (tx) => {
        await insertAccount(tx, {
          uid: uuidv7(),
          name: 'Claire',
          email: CLAIRE,
          password: null,
          locale: 'fr',
          emailConfirmedAt: world.now(),
          createdAt: world.now(),
        });
      });
      await room.expert([thread]);
      const browser = room.browser();

      await browser.submit(linkIn((await room.mails(CLAIRE))[0]));

      expect(browser.cookies.has('terrasse_session')).toBe(false);
    });

    test('the desk learns nothing of it', async () => {
      const room = await openNewsroom(engine);
      const { thread } = await room.ask();
      await room.world.person('claire');

      const [known, unknown] = [await room.expert([thread], { email: 'claire@example.test' }), await room.expert([thread])];

      expect({ ...known, id: '', email: '', person: null }).toEqual({ ...unknown, id: '', email: '', person: null });
    });
  });

  describe('CM-04: what an expert may do', () => {
    test('they write in their threads while it runs, even where subscribers alone may, and nowhere else', async () => {
      const room = await openNewsroom(engine, { settings: { audience: 'subscribers' } });
      const paul = await room.world.person('paul', 'subscriber');
      await paul.post('Ici, on attend.', { article: 'crue' });
      await paul.post('Là, personne.', { article: 'pont' });
      const { thread } = await room.world.readThread('crue');
      const { browser } = await welcome(room, [thread.id!], { startsAt: room.later(1), endsAt: room.later(3) });
      const mayWrite = async () => [(await viewerOf(room, browser, 'crue'))!.canPost, (await viewerOf(room, browser, 'pont'))!.refusal];

      const before = await mayWrite();
      room.world.pass(2 * DAY);
      const during = await mayWrite();
      room.world.pass(2 * DAY);
      const after = await mayWrite();

      expect([before, during, after]).toEqual([
        [false, 'not_invited'],
        [true, 'not_invited'],
        [false, 'not_invited'],
      ]);
    });

    test('an answer that comes too late is refused, and not a word of it is lost', async () => {
      const room = await openNewsroom(engine);
      const { thread, question } = await room.ask();
      const { browser } = await welcome(room, [thread]);
      room.world.pass(8 * DAY);

      const late = await answer(browser, question.id, 'Trop tard, hélas.');

      expect(late.status).toBe(409);
      expect(late.text).toContain('Trop tard, hélas.');
      expect((await room.world.readThread('crue')).posts).toHaveLength(1);
    });

    test('once revoked the right goes at once; the badge stays on what was written', async () => {
      const room = await openNewsroom(engine);
      const { thread, question } = await room.ask();
      const { browser, invitation } = await welcome(room, [thread]);
      await answer(browser, question.id);

      await room.helene.desk('DELETE', `/api/v1/invitations/${invitation.id}`);

      expect((await answer(browser, question.id, 'Encore un mot.')).status).toBe(409);
      const { posts } = await room.world.readThread('crue');
      expect(posts.map(({ author }) => author!.badge)).toEqual([null, 'expert']);
    });

    test('their posts are not held as a newcomer’s', async () => {
      const room = await openNewsroom(engine, { settings: { screening: { newcomerPosts: 0 } } });
      const { thread, question } = await room.ask();
      await room.world.db.write((tx) =>
        tx
          .update(tx.t.sites)
          .set({ settings: { ...room.world.site.settings, screening: { newcomerPosts: 3 } } })
          .where(eq(tx.t.sites.id, room.world.site.id)),
      );
      const { browser } = await welcome(room, [thread]);

      const written = await answer(browser, question.id);

      expect((await browser.open(written.location!)).text).toContain('Votre réponse est publiée.');
    });

    test('a reader who is picked keeps writing elsewhere as themself, without the badge', async () => {
      const room = await openNewsroom(engine);
      const { thread, question } = await room.ask();
      const linus = await room.world.person('linus');
      const invitation = await room.expert([thread], { member: linus.member.uid, name: undefined, email: undefined });
      await linus.desk('POST', linkIn((await room.mails('linus@example.test'))[0]));
      await room.world.app.request(`http://terrasse.courrier.test/invited/${invitation.id}`, {
        method: 'POST',
        headers: { ...linus.asPage, host: 'terrasse.courrier.test', 'content-type': 'application/x-www-form-urlencoded' },
        body: 'act=accept',
      });

      const there = await linus.post('Six mètres.', { article: 'crue', parent: question.id });
      const elsewhere = await linus.post('Bonjour à tous.', { article: 'pont' });

      expect(invitation.email).toBeNull();
      expect([there.author, elsewhere.author].map((author) => [author!.badge, author!.title])).toEqual([
        ['expert', 'Hydrologue, université de Rennes'],
        [null, null],
      ]);
    });

    test('an article without comments yet can be opened by an invitation', async () => {
      const room = await openNewsroom(engine);
      const { db, site, now } = room.world;
      await db.write(async (tx) => {
        const row = { siteId: site.id, bylines: [], createdAt: now(), title: 'La crue' };
        await tx.insert(tx.t.articles).values([
          { ...row, key: 'neuf', confirmedAt: now() },
          { ...row, key: 'inconnu' },
        ]);
      });

      const invitation = await room.expert([], { articles: ['neuf'] });
      const refused = await room.helene.desk('POST', '/api/v1/invitations', {
        kind: 'expert',
        name: 'C',
        email: CLAIRE,
        title: 'H',
        articles: ['inconnu'],
        locale: 'fr',
        startsAt: room.later(0),
        endsAt: room.later(1),
      });

      expect(invitation.threads.map(({ title }) => title)).toEqual(['La crue']);
      expect(refused.status).toBe(422);
    });
  });

  describe('CM-04: what nobody forges', () => {
    test('by no field of a post, no form, no role given by hand and no other’s invitation is anybody an expert', async () => {
      const room = await openNewsroom(engine);
      const { thread, question } = await room.ask();
      const linus = await room.world.person('linus');
      const invitation = await room.expert([thread]);
      const claimed = { expert: true, badge: 'expert', title: 'Hydrologue', author: { badge: 'expert' }, invitation: invitation.id };
      const form = (path: string, fields: Record<string, string>) =>
        room.world.request('POST', path, new URLSearchParams(fields).toString(), {
          ...linus.asPage,
          accept: 'text/html',
          'content-type': 'application/x-www-form-urlencoded',
        });

      const posted = await linus.post('Croyez-moi.', { article: 'crue', parent: question.id, ...claimed });
      await form('/invited/answers', { parent: question.id, source: 'Croyez-moi.', clientId: uuidv7() });
      const accepted = await form(`/invited/${invitation.id}`, { act: 'accept', charter: '1' });
      const given = await room.helene.desk('PUT', `/api/v1/members/${linus.member.uid}/role`, {
        from: 'member',
        role: 'expert',
        spaces: [],
      });

      expect([posted.author!.badge, posted.author!.title]).toEqual([null, null]);
      expect([accepted.status, given.status]).toEqual([404, 403]);
      const badges = (await room.world.readThread('crue')).posts.map(({ author }) => author!.badge);
      expect([badges.length > 1, badges.every((badge) => badge === null)]).toEqual([true, true]);
    });
  });

  describe('what an expert answers', () => {
    test('they decline with a word; the inviter is told, and they may change their mind', async () => {
      const room = await openNewsroom(engine);
      const { thread } = await room.ask();
      const invitation = await room.expert([thread]);
      const browser = room.browser();
      await browser.submit(linkIn((await room.mails(CLAIRE))[0]));

      await browser.submit(`/invited/${invitation.id}`, { act: 'decline', word: 'En mission jusqu’à Noël.' });
      const [told] = await room.mails('helene@example.test');
      const declined = await room.detail(invitation);
      await browser.submit(`/invited/${invitation.id}`, { act: 'accept', charter: '1' });

      expect(told!.text).toContain('> En mission jusqu’à Noël.');
      expect(declined).toMatchObject({ state: 'declined', words: 'En mission jusqu’à Noël.' });
      expect((await room.detail(invitation)).state).toBe('accepted');
    });

    test('they propose another date; the manager answers with new ones, which reach them by mail', async () => {
      const room = await openNewsroom(engine);
      const { thread } = await room.ask();
      const invitation = await room.expert([thread]);
      const browser = room.browser();
      await browser.submit(linkIn((await room.mails(CLAIRE))[0]));
      await browser.submit(`/invited/${invitation.id}`, { act: 'propose', proposal: 'Plutôt mardi en huit.' });
      const proposed = await room.detail(invitation);

      const dates = { startsAt: room.later(9), endsAt: room.later(12) };
      const { status, body } = await room.helene.desk('PUT', `/api/v1/invitations/${invitation.id}/dates`, dates);
      const [mail] = await room.mails(CLAIRE);

      expect(proposed).toMatchObject({ state: 'proposed', words: 'Plutôt mardi en huit.' });
      expect([status, body]).toEqual([200, expect.objectContaining({ state: 'sent', ...dates, words: null })]);
      expect(mail!.text).toContain('1 décembre 2026');
    });

    test('the charter is accepted with it', async () => {
      const room = await openNewsroom(engine);
      const { thread } = await room.ask();
      const invitation = await room.expert([thread]);
      const browser = room.browser();
      await browser.submit(linkIn((await room.mails(CLAIRE))[0]));

      const without = await browser.submit(`/invited/${invitation.id}`, { act: 'accept' });

      expect(without.status).toBe(422);
      expect((await room.detail(invitation)).state).toBe('sent');
    });

    test('nobody answers for another', async () => {
      const room = await openNewsroom(engine);
      const { thread } = await room.ask();
      const invitation = await room.expert([thread]);

      const { status } = await room.world.request('POST', `/invited/${invitation.id}`, 'act=accept', {
        ...room.ada.asPage,
        accept: 'text/html',
        'content-type': 'application/x-www-form-urlencoded',
      });

      expect(status).toBe(404);
    });
  });

  describe('an invitation that no longer stands', () => {
    test('ended, revoked or another’s: a page says so, and whom to ask', async () => {
      const room = await openNewsroom(engine);
      const { thread } = await room.ask();
      const revoked = await room.expert([thread]);
      const [revokedMail] = await room.mails(CLAIRE);
      await room.helene.desk('DELETE', `/api/v1/invitations/${revoked.id}`);
      await room.expert([thread]);
      const link = linkIn((await room.mails(CLAIRE))[0]);

      const another = await room.ada.desk('GET', link);
      const gone = await room.browser().submit(linkIn(revokedMail));
      const elsewhere = await room.world.addSite('ailleurs', 'ailleurs.test');
      const other = await room.world.request('GET', link, undefined, { host: elsewhere.host, accept: 'text/html' });
      room.world.pass(8 * DAY);
      const ended = await room.browser().submit(link);

      expect([another.status, another.text.includes('Cette invitation est pour quelqu’un d’autre')]).toEqual([403, true]);
      expect([gone.status, gone.text.includes('Elle a été retirée.')]).toEqual([410, true]);
      expect([other.status, other.text.includes('demandez à la rédaction')]).toEqual([404, true]);
      expect([ended.status, ended.text.includes('Sa date est passée.')]).toEqual([410, true]);
      for (const { text } of [another, gone, ended]) expect(text).toContain('helene');
      expect(await accountsOf(room.world, CLAIRE)).toEqual([]);
    });

    test('prolonged, it opens again', async () => {
      const room = await openNewsroom(engine);
      const { thread, question } = await room.ask();
      const { browser, invitation } = await welcome(room, [thread]);
      room.world.pass(8 * DAY);
      const over = (await room.detail(invitation)).over;

      await room.helene.desk('PUT', `/api/v1/invitations/${invitation.id}/dates`, { startsAt: room.later(-8), endsAt: room.later(2) });

      expect(over).toBe(true);
      expect((await answer(browser, question.id)).status).toBe(303);
    });
  });

  describe('reminders', () => {
    const remind = async (room: Newsroom) => {
      await Promise.all([queueReminders(room.world.deps), queueReminders(room.world.deps)]);
      return (await room.mails(CLAIRE)).map(({ subject }) => subject.replace('\u00a0', ' '));
    };

    test('two days before the start, and a day before the end to whoever answered nothing: each once', async () => {
      const room = await openNewsroom(engine);
      const { thread } = await room.ask();
      await room.expert([thread], { startsAt: room.later(5), endsAt: room.later(9) });
      await room.mails(CLAIRE);
      const heard: string[][] = [];

      for (const days of [1, 2, 0.01, 3, 1.9, 0.2, 1]) {
        room.world.pass(days * DAY);
        heard.push(await remind(room));
      }

      expect(heard).toEqual([
        [],
        ['Le Courrier : votre invitation commence bientôt'],
        [],
        [],
        [],
        ['Le Courrier : votre invitation se termine bientôt'],
        [],
      ]);
    });

    test('none at the end to an expert who answered', async () => {
      const room = await openNewsroom(engine);
      const { thread, question } = await room.ask();
      const { browser } = await welcome(room, [thread]);
      await answer(browser, question.id);
      await room.mails(CLAIRE);

      room.world.pass(6.5 * DAY);

      expect(await remind(room)).toEqual([]);
    });
  });
});
