import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { findMember } from '#server/accounts/queries.ts';
import { onBothDatabases } from '../../support/database.ts';
import type { Person } from '../../support/world.ts';
import { grace, securityEvents } from '../accounts/browser.ts';
import { DAY, linkIn, openNewsroom, type Newsroom } from './newsroom.ts';

const GRACE = 'grace@example.test';
const newcomer = { name: grace.name, password: grace.password, charter: '1' };

const roleOf = async ({ world }: Newsroom, { accountId }: Pick<Person, 'accountId'>, site = world.site) =>
  (await findMember(world.db.read, site.id, accountId))?.role ?? null;

/** Presses the button of an invitation in the browser where somebody is signed in. */
const press = ({ world }: Newsroom, { asPage }: Pick<Person, 'asPage'>, path: string, body = '') =>
  world.request('POST', path, body, { ...asPage, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' });

onBothDatabases((engine) => {
  describe('an invitation by mail', () => {
    test('makes an account, its address proved by the link, a member, and signs in', async () => {
      const room = await openNewsroom(engine);
      await room.byMail(GRACE, { role: 'moderator', message: 'Bienvenue !' });
      const [mail] = await room.mails(GRACE);
      const browser = room.browser();

      const door = await browser.open(linkIn(mail));
      const joined = await browser.submit(linkIn(mail), newcomer);

      expect(mail!.text).toContain('> Bienvenue !');
      expect(door.text).toContain('modération');
      expect([joined.status, joined.location]).toEqual([303, '/admin/']);
      expect((await browser.open('/api/v1/desk')).status).toBe(200);
      expect(await room.list()).toMatchObject([{ kind: 'mail', email: GRACE, state: 'accepted', uses: 1 }]);
      const { accounts } = room.world.db.read.t;
      expect(
        await room.world.db.read.$count(accounts, and(eq(accounts.emailKey, GRACE), eq(accounts.emailConfirmedAt, room.world.now()))),
      ).toBe(1);
      expect(await securityEvents(room.world)).toEqual(['invitation.made', 'role.given', 'signin.succeeded']);
    });

    test('an account that is there already signs in first, and is signed in anew when it becomes staff', async () => {
      const room = await openNewsroom(engine);
      const linus = await room.world.person('linus');
      await room.byMail('linus@example.test', { role: 'moderator' });
      const link = linkIn((await room.mails('linus@example.test'))[0]);

      const stranger = await room.browser().open(link);
      const taken = await room.browser().submit(link, newcomer);
      const accepted = await press(room, linus, link);

      expect(stranger.text).toContain('Cette adresse a déjà un compte ici.');
      expect(taken.text).toContain('Cette adresse a déjà un compte ici.');
      expect([accepted.status, accepted.headers.get('location')]).toEqual([303, '/admin/']);
      expect(accepted.headers.get('set-cookie')).toContain('terrasse_session=');
      expect((await linus.desk('GET', '/api/v1/desk')).status).toBe(401); // the session of before
      expect(await roleOf(room, linus)).toBe('moderator');
    });

    test('is good for its own address alone, proved', async () => {
      const room = await openNewsroom(engine);
      const linus = await room.world.person('linus');
      const unproved = await room.world.person('margaret', 'member', { confirmed: false });
      await room.byMail(GRACE, { role: 'moderator' });
      const [toGrace] = await room.mails(GRACE);
      await room.byMail('margaret@example.test', { role: 'moderator' });
      const [toMargaret] = await room.mails('margaret@example.test');

      const another = await press(room, linus, linkIn(toGrace));
      const hers = await press(room, unproved, linkIn(toMargaret));

      expect([another.status, another.text.includes('helene')]).toEqual([403, true]);
      expect([hers.status, hers.text.includes('personne n’a encore confirmé l’adresse')]).toEqual([403, true]);
      expect([await roleOf(room, linus), await roleOf(room, unproved)]).toEqual(['member', 'member']);
    });

    test('works once: a second time it says so, and whom to ask', async () => {
      const room = await openNewsroom(engine);
      await room.byMail(GRACE);
      const link = linkIn((await room.mails(GRACE))[0]);
      await room.browser().submit(link, newcomer);

      const again = await room.browser().submit(link, { ...newcomer, name: 'Mallory' });

      expect(again.status).toBe(410);
      expect(again.text).toContain('Elle a déjà été acceptée.');
      expect(again.text).toContain('helene');
    });

    test('ends after a month; sent again, it is open again', async () => {
      const room = await openNewsroom(engine);
      const { id } = await room.byMail(GRACE);
      const [mail] = await room.mails(GRACE);
      room.world.pass(31 * DAY);

      const late = await room.browser().submit(linkIn(mail), newcomer);
      const bob = await room.world.person('bob', 'manager');
      await bob.desk('POST', `/api/v1/invitations/${id}/mails`);
      const fresh = await room.browser().submit(linkIn((await room.mails(GRACE))[0]), newcomer);

      expect([late.status, late.text.includes('Sa date est passée.')]).toEqual([410, true]);
      expect(fresh.status).toBe(303);
    });

    test('sent again, its fresh link takes the place of the first', async () => {
      const room = await openNewsroom(engine);
      const { id } = await room.byMail(GRACE);
      const first = linkIn((await room.mails(GRACE))[0]);
      await room.helene.desk('POST', `/api/v1/invitations/${id}/mails`);
      const second = linkIn((await room.mails(GRACE))[0]);

      const [old, fresh] = [await room.browser().submit(first, newcomer), await room.browser().submit(second, newcomer)];

      expect([old.status, fresh.status]).toEqual([410, 303]);
    });

    test('an address that is no invitation says so, opened or sent', async () => {
      const room = await openNewsroom(engine);
      const nowhere = '/invitations/01a20000-0000-7000-8000-000000000000/secret';
      const { id } = await room.byMail(GRACE);

      const answers = [await room.browser().open(nowhere), await room.browser().submit(nowhere, newcomer)];
      const guessed = await room.browser().submit(`/invitations/${id}/guessed`, newcomer);

      for (const { status, text } of answers) expect([status, text.includes('rédaction (Le Courrier)')]).toEqual([404, true]);
      expect(guessed.status).toBe(410);
    });

    test('never takes a role away', async () => {
      const room = await openNewsroom(engine);
      const camille = await room.world.person('camille', 'moderator');
      await room.byMail('camille@example.test', { role: 'member' });

      await press(room, camille, linkIn((await room.mails('camille@example.test'))[0]));

      expect(await roleOf(room, camille)).toBe('moderator');
    });

    test('the charter is accepted with it', async () => {
      const room = await openNewsroom(engine);
      await room.byMail(GRACE);

      const { status, text } = await room.browser().submit(linkIn((await room.mails(GRACE))[0]), { ...newcomer, charter: '' });

      expect(status).toBe(422);
      expect(text).toContain('value="Grace"');
    });
  });

  describe('who may invite whom', () => {
    test('managers up to moderators, admins everybody; nobody else anybody', async () => {
      const room = await openNewsroom(engine);
      const admin = await room.world.person('gwenael', 'admin');
      const statusOf = async (who: Person, role: string) =>
        (await who.desk('POST', '/api/v1/invitations', { kind: 'mail', email: GRACE, role, message: '', locale: 'fr' })).status;

      const answers = await Promise.all([
        statusOf(room.helene, 'moderator'),
        statusOf(room.helene, 'manager'),
        statusOf(room.helene, 'admin'),
        statusOf(admin, 'admin'),
        statusOf(await room.world.person('camille', 'moderator'), 'member'),
        statusOf(room.ada, 'member'),
      ]);

      expect(answers).toEqual([201, 403, 403, 201, 404, 404]);
    });

    test('no link gives the house away', async () => {
      const room = await openNewsroom(engine);
      const admin = await room.world.person('gwenael', 'admin');

      const { status } = await admin.desk('POST', '/api/v1/invitations', {
        kind: 'link',
        role: 'manager',
        quota: 1,
        endsAt: room.later(1),
      });

      expect(status).toBe(403);
    });

    test('what somebody offered falls with their own right to give it', async () => {
      const room = await openNewsroom(engine);
      await room.byMail(GRACE, { role: 'moderator' });
      const link = linkIn((await room.mails(GRACE))[0]);
      await room.world.db.write((tx) =>
        tx.update(tx.t.members).set({ role: 'journalist' }).where(eq(tx.t.members.id, room.helene.member.id)),
      );

      expect((await room.browser().submit(link, newcomer)).status).toBe(410);
    });

    test('another site’s manager sees and changes nothing', async () => {
      const room = await openNewsroom(engine);
      const site = await room.world.addSite('ailleurs', 'ailleurs.test');
      const other = await room.world.person('other', 'manager', { at: site });
      const { id } = await room.byMail(GRACE);
      const there = { ...other.asPage, host: 'ailleurs.test', origin: 'http://ailleurs.test' };

      const answers = await Promise.all([
        room.world.request('GET', `/api/v1/invitations/${id}`, undefined, there),
        room.world.request('DELETE', `/api/v1/invitations/${id}`, undefined, there),
        room.world.request('POST', `/api/v1/invitations/${id}/mails`, undefined, there),
        other.desk('GET', `/api/v1/invitations/${id}`),
      ]);
      const list = await room.world.request<{ invitations: unknown[] }>('GET', '/api/v1/invitations', undefined, there);

      expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
      expect(list.body.invitations).toEqual([]);
    });

    test('threads of another site cannot be opened to an expert, nor its members picked', async () => {
      const room = await openNewsroom(engine);
      const site = await room.world.addSite('ailleurs', 'ailleurs.test');
      const other = await room.world.person('other', 'member', { at: site });
      const { thread } = await room.ask();
      await other.post('Bonjour.', { article: 'loin' });
      const { threads } = room.world.db.read.t;
      const [far] = await room.world.db.read.select({ uid: threads.uid }).from(threads).where(eq(threads.siteId, site.id));

      await expect(room.expert([far!.uid])).rejects.toThrow('422');
      await expect(room.expert([thread], { member: other.member.uid })).rejects.toThrow('422');
    });
  });

  describe('an invitation by a link', () => {
    test('CM-01: lets as many in as it says: of five who race for the last two places, two', async () => {
      const room = await openNewsroom(engine);
      const { path } = await room.byLink({ quota: 2, role: 'subscriber' });
      const readers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => room.world.person(name)));

      const answers = await Promise.all(readers.map((reader) => press(room, reader, path)));

      expect(answers.filter(({ status }) => status === 303)).toHaveLength(2);
      const late = answers.filter(({ status }) => status === 410);
      expect(late).toHaveLength(3);
      expect(late[0]!.text).toContain('Toutes ses places sont prises.');
      const roles = await Promise.all(readers.map((reader) => roleOf(room, reader)));
      expect(roles.filter((role) => role === 'subscriber')).toHaveLength(2);
      expect(await room.list()).toMatchObject([{ kind: 'link', uses: 2, over: true }]);
    });

    test('CM-01: whoever presses twice takes one place; who has as much already, none', async () => {
      const room = await openNewsroom(engine);
      const { path } = await room.byLink({ quota: 3, role: 'subscriber' });
      const linus = await room.world.person('linus');
      const camille = await room.world.person('camille', 'moderator');

      await Promise.all([press(room, linus, path), press(room, linus, path), press(room, camille, path)]);

      expect(await room.list()).toMatchObject([{ uses: 1 }]);
    });

    test('brings a passer-by in by way of the charter', async () => {
      const room = await openNewsroom(engine);
      const { path } = await room.byLink();
      const linus = await room.world.person('linus', 'member', { at: await room.world.addSite('ailleurs', 'ailleurs.test') });

      const without = await press(room, linus, path);
      const joined = await press(room, linus, path, 'charter=1');

      expect([without.status, joined.status]).toEqual([422, 303]);
      expect(await roleOf(room, linus)).toBe('member');
    });

    test('sends whoever is not signed in by the usual door, and back', async () => {
      const room = await openNewsroom(engine);
      const { path } = await room.byLink();
      const browser = room.browser();

      const door = await browser.open(path);
      const back = await browser.open('/invitations/here');

      expect(door.text).toContain('href="/signup?next=%2Finvitations%2Fhere"');
      expect(back.location).toBe(path);
    });

    test('gives a place in the newsroom to a proved address only', async () => {
      const room = await openNewsroom(engine);
      const { path } = await room.byLink({ role: 'moderator' });
      const margaret = await room.world.person('margaret', 'member', { confirmed: false });

      expect((await press(room, margaret, path)).status).toBe(403);
    });

    test('ends with its date, or by hand', async () => {
      const room = await openNewsroom(engine);
      const [dated, revoked] = [
        await room.byLink({ role: 'subscriber', endsAt: room.later(1) }),
        await room.byLink({ role: 'subscriber' }),
      ];
      await room.helene.desk('DELETE', `/api/v1/invitations/${revoked.invitation.id}`);
      room.world.pass(86_400_000);

      const [late, gone] = [await press(room, room.ada, dated.path), await press(room, room.ada, revoked.path)];

      expect([late.status, late.text.includes('Sa date est passée.')]).toEqual([410, true]);
      expect([gone.status, gone.text.includes('Elle a été retirée.')]).toEqual([410, true]);
      expect(await roleOf(room, room.ada)).toBe('member');
    });
  });

  describe('secrets', () => {
    test('no row of the database holds a link', async () => {
      const room = await openNewsroom(engine);
      await room.byMail(GRACE);
      const { path } = await room.byLink();
      const mailed = linkIn((await room.mails(GRACE))[0]);
      const { invitations, outbox, securityLog, oneTimeKeys } = room.world.db.read.t;

      const rows = await Promise.all(
        [invitations, outbox, securityLog, oneTimeKeys].map((table) => room.world.db.read.select().from(table)),
      );

      for (const link of [path, mailed]) expect(JSON.stringify(rows)).not.toContain(link.split('/')[3]);
    });
  });
});
