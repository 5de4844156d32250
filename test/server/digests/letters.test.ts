// CM-11: a letter to who follows a section or a space, or to a segment: once each, to who said that they want letters and to nobody else.
import { eq } from 'drizzle-orm';
import { JSDOM } from 'jsdom';
import PostalMime from 'postal-mime';
import { beforeEach, describe, expect, test } from 'vitest';
import { keepAudience } from '#server/audience/keep-audience.ts';
import type { CampaignsWire } from '#server/campaigns/wire.ts';
import type { Deps } from '#server/deps.ts';
import type { DigestPreview, DigestsWire } from '#server/digests/wire.ts';
import { digestOutbox } from '#server/digests/send-test.ts';
import { LEASE_MS, runOutbox } from '#server/events/outbox.ts';
import { findTarget } from '#server/follows/find-target.ts';
import type { FollowKind, Level } from '#server/follows/levels.ts';
import { setFollow } from '#server/follows/set-follow.ts';
import { uuidv7 } from '#server/ids.ts';
import { createSmtpMailer } from '#server/mail/mailer.ts';
import { runLetters } from '#server/notifications/letters.ts';
import { sendLetters } from '#server/notifications/letters-in-worker.ts';
import { saveSettings, type Settings } from '#server/notifications/save-settings.ts';
import { publishDue } from '#server/planning/publish-due.ts';
import type { ItemWire, PlannedInput } from '#server/planning/wire.ts';
import type { SegmentFilter, SegmentsWire } from '#server/segments/wire.ts';
import { makeToken } from '#server/sites/tokens.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { openMailServer } from '../../support/mail-server.ts';
import { another, databaseOf, mortal } from '../../support/processes.ts';
import type { Person } from '../../support/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PACES = { answers: 'never', mentions: 'never', followed: 'never', newsroom: 'never', reactions: 'never' } as const;
const SETTINGS: Settings = { paces: PACES, timeZone: null, digestAt: '18:00', quiet: null, followsWritten: false, letters: true };
const FIREFOX = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0' };
const VELO = { kind: 'space', target: 'velo' } as const;

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  let grace: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
    grace = await forum.person('grace');
  });

  const wants = (who: Person, settings: Partial<Settings> = {}) => saveSettings(forum.deps, who, { ...SETTINGS, ...settings });
  const follow = async (who: Person, kind: FollowKind = 'space', name = 'velo', level: Level = 'normal') =>
    setFollow(forum.deps, who, { what: (await findTarget(forum.deps, forum.site, { kind, name }))!, level });
  /** Who follows « Vélo » and wants letters. */
  const reader = async (who: Person) => {
    await follow(who);
    await wants(who);
  };
  const segment = async (filter: SegmentFilter, name = 'Silencieux') => {
    const { body } = await maud.desk<SegmentsWire>('POST', '/api/v1/segments', { name, filter, version: 0 });
    return { kind: 'segment', target: body.segments.find((one) => one.name === name)!.id } as const;
  };
  const letter = (more: object = {}) => ({
    kind: 'digest',
    title: 'Le vélo cette semaine',
    source: 'Bonjour, **voici** ce qui s’est dit.',
    details: { to: VELO, threads: [], best: false },
    at: new Date(forum.now().getTime() + MINUTE).toISOString(),
    ...more,
  });
  const plan = async (more: object = {}) => {
    const given = { clientId: uuidv7(), ...letter(more) } satisfies Partial<PlannedInput> | object;
    const { status, body, text } = await maud.desk<ItemWire>('POST', '/api/v1/calendar', given);
    expect([status, text.slice(0, 200)]).toEqual([201, expect.anything()]);
    return body;
  };
  const put = ({ id, version }: ItemWire, state: string) =>
    maud.desk<ItemWire & ErrorBody>('PUT', `/api/v1/calendar/${id}/state`, { version, state });
  const schedule = async (more: object = {}) => {
    const { status, body, text } = await put(await plan(more), 'scheduled');
    expect([status, text.slice(0, 300)]).toEqual([200, expect.anything()]);
    return body;
  };
  const read = async ({ id }: ItemWire) => (await maud.desk<ItemWire>('GET', `/api/v1/calendar/${id}`)).body;
  const send = (deps: Deps = forum.deps) => runLetters(deps, (error) => forum.failures.push(error));
  const pass = async (ms = MINUTE) => {
    forum.pass(ms);
    await publishDue(forum.deps);
    await send();
  };
  const letters = () => forum.mails.filter(({ subject }) => subject === 'Le vélo cette semaine');
  const sent = () =>
    letters()
      .map(({ to }) => to.split('@')[0]!)
      .toSorted();

  describe('CM-11 digest composer: who gets it', () => {
    test('at its hour, each who follows the space and wants letters, once; nobody else', async () => {
      const [ada, linus] = [forum.ada, forum.linus];
      await reader(ada);
      await reader(grace);
      await follow(linus);
      await wants(forum.paul);
      const item = await schedule();

      await pass(MINUTE - 1);
      expect(sent()).toEqual([]);
      await pass(1);
      await pass();
      await send();

      expect([sent(), forum.failures]).toEqual([['ada', 'grace'], []]);
      expect(await read(item)).toMatchObject({ state: 'published', letter: { wanted: 2, sent: 2, waiting: 0, refused: 0, stopped: 0 } });
    });

    test('the nearer space decides: who mutes it gets no letter of it by following what is around', async () => {
      const { ada, linus } = forum;
      for (const who of [ada, linus, grace]) await wants(who);
      await follow(ada, 'space', 'ville');
      await follow(linus, 'space', 'ville');
      await follow(linus, 'space', 'velo', 'mute');
      await follow(grace, 'space', 'velo', 'mute');

      await schedule();
      await pass();

      expect(sent()).toEqual(['ada']);
    });

    test('who follows a section of the newspaper', async () => {
      const { token } = await makeToken(forum.deps, forum.site.id, { name: 'CMS' });
      const article = { title: 'Le pont', url: 'https://www.courrier.test/pont', section: 'Vie locale' };
      await forum.request('PUT', '/api/v1/articles/pont', article, { authorization: `Bearer ${token}` });
      await wants(grace);
      await follow(grace, 'section', 'Vie locale');

      await schedule({ details: { to: { kind: 'section', target: 'Vie locale' }, threads: [], best: false } });
      await pass();

      expect(sent()).toEqual(['grace']);
      expect(letters()[0]!.text).toContain('vous suivez la rubrique « Vie locale »');
    });

    test('who is in a segment when it leaves, by what it asked then', async () => {
      await wants(forum.ada);
      await wants(grace);
      await forum.ada.post('Un mot.');
      const to = await segment({ postsFrom: 1 });

      await schedule({ details: { to, threads: [], best: false } });
      await pass();

      expect(sent()).toEqual(['ada']);
    });

    test('not who is banned, has no proved address, or whose address refuses mails', async () => {
      const { ada, linus, paul, db } = forum;
      const off = await forum.person('off');
      for (const who of [ada, linus, grace, off]) await reader(who);
      const measure = { rule: 1, note: 'Restons courtois entre nous.', measures: [{ kind: 'ban', until: null }] };
      await paul.desk('POST', `/api/v1/members/${ada.member.uid}/measures`, measure);
      const account = (who: Person, set: object) =>
        db.write(async (tx) => void (await tx.update(tx.t.accounts).set(set).where(eq(tx.t.accounts.id, who.accountId))));
      await account(linus, { emailConfirmedAt: null });
      await account(off, { emailFailingAt: forum.now() });

      await schedule();
      await pass();

      expect(sent()).toEqual(['grace']);
    });

    test('after their quiet hours, where they are', async () => {
      await follow(grace);
      await wants(grace, { quiet: { from: '13:00', until: '16:30' } }); // it is 14:00 in Paris

      const item = await schedule();
      await pass();
      expect([sent(), (await read(item)).letter]).toEqual([[], expect.objectContaining({ wanted: 1, sent: 0, waiting: 1 })]);
      forum.pass(3 * HOUR);
      await send();

      expect(sent()).toEqual(['grace']);
    });

    test('not who changed their mind in the last minute', async () => {
      await reader(forum.ada);
      await reader(grace);
      await schedule();
      forum.pass(MINUTE);
      await publishDue(forum.deps);
      await wants(grace, { letters: false });

      await send();

      expect(sent()).toEqual(['ada']);
    });
  });

  describe('what stands in it', () => {
    test('the editor’s words, safe; the conversations chosen, as everybody finds them; each reader’s own without what they mute', async () => {
      const { ada, linus } = forum;
      for (const who of [ada, linus, grace]) await reader(who);
      const lanes = await forum.open('Des pistes ?', {}, ada);
      const racks = await forum.open('Des arceaux ?', {}, grace);
      const gone = await forum.open('Hors sujet ?', {}, linus);
      await follow(linus, 'thread', lanes.thread, 'mute');
      await ada.send('PUT', `/api/v1/ignores/${grace.member.uid}`, {});
      const threads = [racks, lanes, gone].map(({ thread }) => `http://terrasse.courrier.test/t/${thread}/un-titre`);
      await schedule({ source: 'Bonjour **à tous** <script>alert(1)</script>', details: { to: VELO, threads, best: false } });
      await forum.take(gone.post.id);

      await pass();

      const to = (name: string) => letters().find((mail) => mail.to.startsWith(name))!;
      expect(to('grace').html).toContain('Bonjour <strong>à tous</strong>');
      expect(to('grace').html).not.toContain('<script>');
      expect(to('grace').text.indexOf('Des arceaux ?')).toBeLessThan(to('grace').text.indexOf('Des pistes ?'));
      expect(to('linus').text).toContain('Des arceaux ?');
      expect(to('linus').text).not.toContain('Des pistes ?');
      expect(
        letters()
          .map(({ text }) => text)
          .join(),
      ).not.toContain('Hors sujet ?');
    });

    test('the best of the place since the last letter: by how many wrote there', async () => {
      const { ada, linus, paul } = forum;
      await reader(grace);
      const old = await forum.open('Ancienne ?');
      await forum.reply(old, 'Un.');
      forum.pass(8 * DAY);
      const two = await forum.open('À deux ?');
      const three = await forum.open('À trois ?');
      for (const who of [linus, linus, linus]) await forum.reply(two, `Oui, ${forum.now().getTime()}.`, { who });
      for (const who of [linus, paul]) await forum.reply(three, 'Non.', { who });
      await forum.open('Ailleurs ?', { space: 'ville' }, ada);
      const best = { details: { to: VELO, threads: [], best: true } };

      await schedule(best);
      await pass();
      const [first] = letters();
      forum.mails.splice(0);
      forum.pass(2 * DAY);
      await forum.reply(two, 'Encore.', { who: paul });
      await schedule(best);
      await pass();
      const [second] = letters();

      expect(first!.text.match(/(?<===) .* (?===)/g)).toEqual([' À trois ? ', ' À deux ? ']);
      expect(second!.text.match(/(?<===) .* (?===)/g)).toEqual([' À deux ? ']);
    });

    test('in the reader’s language; the words stay the editor’s', async () => {
      await reader(grace);
      await forum.db.write(
        async (tx) => void (await tx.update(tx.t.accounts).set({ locale: 'en' }).where(eq(tx.t.accounts.id, grace.accountId))),
      );

      await schedule();
      await pass();

      expect(letters()[0]).toMatchObject({
        subject: 'Le vélo cette semaine',
        text: expect.stringContaining('because you follow the space “Vélo”'),
      });
      expect(letters()[0]!.html).toContain('<html lang="en">');
    });
  });

  test('CM-11: a real mail server has it, with one click out of letters alone, which its figures count', async () => {
    await reader(grace);
    const { url, received } = await openMailServer();
    const item = await schedule();
    forum.pass(MINUTE);
    await publishDue(forum.deps);

    await send({ ...forum.deps, mail: createSmtpMailer(url, 'Terrasse <terrasse@exemple.test>') });

    const mail = await new PostalMime().parse(received[0]!);
    expect([received.length, mail.subject, mail.to![0]!.address]).toEqual([1, 'Le vélo cette semaine', 'grace@example.test']);
    const header = (key: string) => mail.headers.find((one) => one.key === key)!.value;
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    const out = new URL(header('list-unsubscribe').slice(1, -1)).pathname;
    const scanned = await forum.request('GET', out);
    expect([scanned.status, (await read(item)).letter!.stopped]).toEqual([200, 0]);
    const click = () => forum.request('POST', out, 'List-Unsubscribe=One-Click', { 'content-type': 'application/x-www-form-urlencoded' });
    expect([(await click()).status, (await click()).status]).toEqual([200, 200]);
    expect((await read(item)).letter).toMatchObject({ sent: 1, stopped: 1 });
    await schedule();
    await pass();
    expect(sent()).toEqual([]);
    const { noticeSettings } = forum.db.read.t;
    const [kept] = await forum.db.read.select().from(noticeSettings).where(eq(noticeSettings.memberId, grace.member.id));
    expect(kept).toMatchObject({ lettersSince: null, paces: PACES });
  });

  test('what its links bring is counted by what they say, the same for all readers', async () => {
    for (const who of [forum.ada, grace]) await reader(who);
    const lanes = await forum.open('Des pistes ?');
    const item = await schedule({ details: { to: VELO, threads: [lanes.thread], best: false } });
    await pass();
    const links = letters().map(({ text }) => /\S+utm_campaign=\S+/.exec(text)![0]);
    const [link] = links;

    const { pathname, search } = new URL(link!);
    await forum.request('GET', pathname + search, undefined, FIREFOX);
    await keepAudience(forum.deps);

    expect(links).toEqual([link, link]);
    expect((await read(item)).letter).toMatchObject({ visits: 1 });
    expect((await maud.desk<CampaignsWire>('GET', '/api/v1/campaigns')).body.unnamed).toEqual([]);
    expect((await maud.desk<DigestsWire>('GET', '/api/v1/letters')).body.letters).toMatchObject([
      { item: item.id, title: 'Le vélo cette semaine', to: 'Vélo', figures: { sent: 2, visits: 1 } },
    ]);
  });

  test('CM-11: what an editor links to by hand says the campaign too, on our own pages, in both forms of the letter; nothing else does', async () => {
    await reader(grace);
    const { url } = await forum.open('Des pistes ?');
    const source = `Lisez [les pistes](${url}?sort=top&x=1#p). Ou ${url}, et https://mairie.test/quai. Et ${url}?utm_source=affiche.`;
    await schedule({ source, details: { to: VELO, threads: [], best: false } });
    await pass();
    const [{ text, html } = { text: '', html: '' }] = letters();

    const words = `utm_source=letter&utm_medium=email&utm_campaign=${/utm_campaign=([\w-]+)/.exec(text)![1]}`;
    const typed = source.split(url).length - 1;
    expect(typed).toBe(3);
    expect(text).toContain(`[les pistes](${url}?sort=top&x=1&${words}#p)`);
    expect(text).toContain(`Ou ${url}?${words}, et https://mairie.test/quai. Et ${url}?utm_source=affiche.`);
    const hrefs = [...new JSDOM(html).window.document.querySelectorAll('a')].map((link) => link.href);
    expect(hrefs).toEqual(
      expect.arrayContaining([
        `${url}?sort=top&x=1&${words}#p`,
        `${url}?${words}`,
        'https://mairie.test/quai',
        `${url}?utm_source=affiche`,
      ]),
    );
    expect(html).toContain(`>${url}</a>`);
  });

  describe('exactly once', () => {
    const STEPS = 6;

    test('killed before or after any step, each has it once, or a person sees it in the desk: nobody twice', async () => {
      const people = [forum.ada, forum.linus, grace];
      for (const who of people) await reader(who);
      for (let nth = 0; nth < STEPS; nth++)
        for (const moment of ['before', 'after'] as const) {
          const item = await schedule();
          forum.pass(MINUTE);
          await publishDue(forum.deps);

          await runLetters(mortal(forum.deps, nth, moment), () => {}).catch(() => {});
          forum.pass(LEASE_MS);
          await send();

          const got = sent();
          const { refused, waiting } = (await read(item)).letter!;
          expect([moment, nth, new Set(got).size]).toEqual([moment, nth, got.length]);
          expect([moment, nth, waiting, got.length + refused >= people.length]).toEqual([moment, nth, 0, true]);
          forum.mails.splice(0);
        }
    });

    test('two processes at once', async () => {
      const people = await Promise.all(Array.from({ length: 12 }, (_, n) => forum.person(`lectrice${n}`)));
      for (const who of people) await reader(who);
      await schedule();
      forum.pass(MINUTE);
      const processes = [forum.deps, await another(forum, engine), await another(forum, engine)];

      await Promise.all(processes.map((deps) => publishDue(deps)));
      await Promise.all(processes.map((deps) => send(deps)));

      expect(sent()).toEqual(people.map(({ name }) => name).toSorted());
      expect(forum.failures).toEqual([]);
    });

    test('to many, in a thread of its own', async () => {
      const people = await Promise.all(Array.from({ length: 60 }, (_, n) => forum.person(`abonnee${n}`)));
      for (const who of people) await reader(who);
      const item = await schedule();
      forum.pass(MINUTE);
      await publishDue(forum.deps);

      // A thread has no clock but the machine's, which is ahead of the town's.
      const config = { ...forum.deps.config, database: databaseOf(forum, engine) };
      await sendLetters({ ...forum.deps, config }, (error) => forum.failures.push(error));

      expect(sent()).toEqual(people.map(({ name }) => name).toSorted());
      expect((await read(item)).letter).toMatchObject({ wanted: 60, sent: 60, waiting: 0 });
    });
  });

  describe('at its moment', () => {
    const problemOf = async (item: ItemWire) => {
      const { state, problem } = await read(item);
      return [state, Object.values(problem?.fields ?? {})];
    };

    test('a segment of nobody who wants letters: it does not leave, and says so', async () => {
      const item = await schedule({ details: { to: await segment({ postsFrom: 100 }), threads: [], best: false } });

      await pass();

      expect(await problemOf(item)).toEqual(['approved', ['Personne parmi eux n’a demandé de lettres : elle n’est pas partie.']]);
    });

    test('its segment is removed, its space archived: the same', async () => {
      await reader(grace);
      const to = await segment({});
      const one = await schedule({ details: { to, threads: [], best: false } });
      const two = await schedule();
      await maud.desk('DELETE', `/api/v1/segments/${to.target}`);
      await forum.db.write(
        async (tx) => void (await tx.update(tx.t.spaces).set({ archivedAt: forum.now() }).where(eq(tx.t.spaces.slug, 'velo'))),
      );

      await pass();

      expect(await problemOf(one)).toEqual(['approved', ['Ce segment n’existe plus : choisissez à qui écrire.']]);
      expect((await problemOf(two))[0]).toBe('approved');
      expect(letters()).toEqual([]);
    });

    test('nothing was said there, and nobody wrote a word: it does not leave', async () => {
      await reader(grace);
      const item = await schedule({ source: '', details: { to: VELO, threads: [], best: true } });

      await pass();

      expect(await problemOf(item)).toEqual(['approved', ['Il ne restait rien à dire : ni mot, ni conversation. Elle n’est pas partie.']]);
    });

    test('taken out while it leaves: whoever came first, and a clear word to the other', async () => {
      await reader(grace);
      const item = await schedule();
      forum.pass(MINUTE);

      const [, removal] = await Promise.all([
        publishDue(forum.deps),
        maud.desk<ErrorBody>('DELETE', `/api/v1/calendar/${item.id}?version=${item.version}`),
      ]);
      await send();

      if (removal.status === 204) expect(sent()).toEqual([]);
      else expect([removal.body.error.code, sent()]).toEqual(['taken', ['grace']]);
    });

    test('called off while it leaves: who has it has it, nobody else gets it', async () => {
      await reader(forum.ada);
      await follow(grace);
      await wants(grace, { quiet: { from: '13:00', until: '16:30' } });
      const item = await schedule();
      await pass();

      const off = () => maud.desk<ItemWire>('DELETE', `/api/v1/calendar/${item.id}/letter`);
      expect([(await off()).body.letter, (await off()).status]).toEqual([
        expect.objectContaining({ sent: 1, calledOff: true, waiting: 0 }),
        200,
      ]);
      forum.pass(3 * HOUR);
      await send();

      expect(sent()).toEqual(['ada']);
    });
  });

  describe('before it leaves', () => {
    test('scheduling says what is missing: to whom, what, a conversation that is not there', async () => {
      const wrong = async (more: object) => Object.keys((await put(await plan(more), 'scheduled')).body.error.fields!);

      expect(await wrong({ details: {} })).toEqual(['to']);
      expect(await wrong({ details: { to: { kind: 'space', target: 'absent' }, threads: [], best: false } })).toEqual(['to']);
      expect(await wrong({ source: '' })).toEqual(['source']);
      expect(await wrong({ details: { to: VELO, threads: [uuidv7()], best: false } })).toEqual(['threads']);
    });

    test('a look at it in both languages, with how many want it; its links open nothing', async () => {
      await reader(grace);
      await follow(forum.ada);

      const { title, source, details } = letter();
      const { body } = await maud.desk<DigestPreview>('POST', '/api/v1/letters/previews', { title, source, details });

      expect(body).toMatchObject({ wanted: 1, among: 2, fr: { subject: title }, en: { subject: title } });
      expect([body.fr.text.includes('Vous recevez cette lettre'), body.en.text.includes('You receive this letter')]).toEqual([true, true]);
      expect((await forum.request('GET', new URL(body.fr.unsubscribe!.slice(1, -1)).pathname)).status).toBe(404);
    });

    test('a test to oneself, which counts for nothing', async () => {
      await reader(grace);
      const item = await plan();

      expect((await maud.desk('POST', `/api/v1/calendar/${item.id}/letter/tests`, {})).status).toBe(202);
      await runOutbox(forum.db, digestOutbox(forum.deps), forum.now(), (error) => forum.failures.push(error));

      expect(forum.mails.map(({ to, subject }) => [to, subject])).toEqual([['maud@example.test', 'Essai : Le vélo cette semaine']]);
      expect((await read(item)).letter).toBeNull();
    });
  });
});
