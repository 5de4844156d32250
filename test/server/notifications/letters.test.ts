// What leaves by mail of what members follow: once, whoever dies or hurries; to nobody who may not; and what is worth reading of it.
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Deps } from '#server/deps.ts';
import { LEASE_MS, runOutbox } from '#server/events/outbox.ts';
import { findTarget } from '#server/follows/find-target.ts';
import type { FollowKind } from '#server/follows/levels.ts';
import { setFollow } from '#server/follows/set-follow.ts';
import type { MailsWire } from '#server/mail/wire.ts';
import { MailFailure } from '#server/mail/failure.ts';
import { awaitLetters } from '#server/notifications/await-letters.ts';
import { MEMBERS, runLetters } from '#server/notifications/letters.ts';
import { sendLetters } from '#server/notifications/letters-in-worker.ts';
import { saveSettings, type Settings } from '#server/notifications/save-settings.ts';
import { reactionOutbox } from '#server/reactions/tell-reactions.ts';
import { onBothDatabases, type Engine } from '../../support/database.ts';
import { openForum } from '../../support/forum.ts';
import { another, databaseOf, mortal } from '../../support/processes.ts';
import type { Person } from '../../support/world.ts';
import { mailsOf } from '../accounts/browser.ts';

const DAY_MS = 86_400_000;
const SETTINGS: Settings = {
  paces: { answers: 'once', mentions: 'once', followed: 'daily', newsroom: 'never', reactions: 'never' },
  timeZone: null,
  digestAt: '18:00',
  quiet: null,
  followsWritten: true,
  letters: false,
};

async function town(engine: Engine) {
  // A few people say much in little time here.
  const effects = { near_repeat: 'off', repeat: 'off', flood: 'off' } as const;
  const screening = { newcomerPosts: 0, words: [], classifier: { on: false, rankFrom: 0.5, holdFrom: null }, effects };
  const forum = await openForum(engine, { settings: { screening } });
  const grace = await forum.person('grace');
  const follow = async (who: Person, kind: FollowKind, name: string) => {
    await mailsOf(forum); // what was said before is told before
    const what = await findTarget(forum.deps, forum.site, { kind, name });
    await setFollow(forum.deps, who, { what: what!, level: 'watch' });
  };
  const choose = (who: Person, settings: Partial<Omit<Settings, 'paces'>> & { paces?: Partial<Settings['paces']> }) =>
    saveSettings(forum.deps, who, { ...SETTINGS, ...settings, paces: { ...SETTINGS.paces, ...settings.paces } });
  const mailsTo = async ({ name }: Person) => (await mailsOf(forum)).filter(({ to }) => to === `${name}@example.test`);
  return { ...forum, grace, follow, choose, mailsTo };
}

const STEPS = ['made', 'taken', 'given up in advance', 'sent', 'forgotten'];

onBothDatabases((engine) => {
  test('killed at any moment, a letter leaves once, or stays in the desk for a person to say: never twice, never lost', async () => {
    const world = await town(engine);
    const { ada, linus, person, deps, pass, mails } = world;
    const admin = await person('admin', 'admin');
    const root = await ada.post('Les platanes ?');
    const failing = async () => (await admin.desk<MailsWire>('GET', '/api/v1/mails')).body.failing;
    const outcomes: Record<string, { sent: number; kept: number }> = {};

    for (const [nth, name] of STEPS.entries())
      for (const moment of ['before', 'after'] as const) {
        await linus.post(`Ils restent, ${moment} ${name}.`, { parent: root.id });
        await expect(runLetters(mortal(deps, nth, moment), () => {})).rejects.toThrow('killed');
        pass(LEASE_MS);
        await runLetters(deps, () => {});
        const kept = await failing();
        outcomes[`${moment} ${name}`] = { sent: mails.splice(0).length, kept: kept.length };
        for (const { id } of kept) await admin.desk('DELETE', `/api/v1/mails/${id}`);
      }

    expect(outcomes).toEqual({
      'before made': { sent: 1, kept: 0 },
      'after made': { sent: 1, kept: 0 },
      'before taken': { sent: 1, kept: 0 },
      'after taken': { sent: 1, kept: 0 },
      'before given up in advance': { sent: 1, kept: 0 },
      'after given up in advance': { sent: 0, kept: 1 },
      'before sent': { sent: 0, kept: 1 },
      'after sent': { sent: 1, kept: 1 },
      'before forgotten': { sent: 1, kept: 1 },
      'after forgotten': { sent: 1, kept: 0 },
    });
  });

  test('what stayed says why, and leaves when a person says so', async () => {
    const { ada, linus, person, deps, mails } = await town(engine);
    const admin = await person('admin', 'admin');
    const root = await ada.post('Les platanes ?');
    await linus.post('Ils restent.', { parent: root.id });
    await expect(runLetters(mortal(deps, STEPS.indexOf('sent'), 'before'), () => {})).rejects.toThrow('killed');

    const [kept] = (await admin.desk<MailsWire>('GET', '/api/v1/mails')).body.failing;
    await admin.desk('POST', `/api/v1/mails/${kept!.id}/tries`);
    await runLetters(deps, () => {});

    expect(kept).toMatchObject({ kind: 'notice.mail', nextAt: null, reason: expect.stringContaining('may have arrived') });
    expect(mails.map(({ to }) => to)).toEqual(['ada@example.test']);
  });

  test('two processes at once send each letter once', async () => {
    const world = await town(engine);
    const { ada, linus, person, mails, failures } = world;
    const people = [ada, ...(await Promise.all(Array.from({ length: 20 }, (_, n) => person(`membre${n}`))))];
    for (const who of people) await linus.post('Ils restent.', { parent: (await who.post('Les platanes ?')).id });
    const processes = [world.deps, await another(world, engine), await another(world, engine)];

    await Promise.all(processes.map((deps) => runLetters(deps, (error) => failures.push(error))));

    expect(failures).toEqual([]);
    expect(mails.map(({ to }) => to).toSorted()).toEqual(people.map(({ name }) => `${name}@example.test`).toSorted());
  });

  describe('more than a page of letters leaves from a thread of its own', () => {
    const manyTold = async () => {
      const world = await town(engine);
      const { linus, person, db, site, now } = world;
      // A thread has no clock but the machine's.
      const deps: Deps = { ...world.deps, now: () => new Date(), config: { ...world.deps.config, database: databaseOf(world, engine) } };
      const asked = await linus.post('Les platanes ?');
      const people = await Promise.all(Array.from({ length: MEMBERS + 1 }, (_, n) => person(`membre${n}`)));
      const memberIds = people.map(({ member }) => member.id);
      await db.write(async (tx) => {
        const { notifications, posts } = tx.t;
        const [post] = await tx.select().from(posts).where(eq(posts.uid, asked.id));
        const told = { siteId: site.id, kind: 'mention' as const, postId: post!.id, key: `post:${post!.id}`, createdAt: now() };
        await tx.insert(notifications).values(memberIds.map((memberId) => ({ ...told, uid: deps.newId(), memberId })));
        await awaitLetters(tx, { siteId: site.id, memberIds }, now());
      });
      return { ...world, deps, addresses: people.map(({ name }) => `${name}@example.test`).toSorted() };
    };

    test('each once; what a mail server refuses waits, and says why', async () => {
      const { deps, mails, addresses, person } = await manyTold();
      const [refused, ...taken] = addresses;
      const failures: unknown[] = [];
      const mail: Deps['mail'] = async (letter) => {
        if (letter.to === refused) throw new MailFailure('452 full', { to: letter.to, lasting: false, cause: null });
        await deps.mail(letter);
      };

      expect(await sendLetters({ ...deps, mail }, (error) => failures.push(error))).toBe(addresses.length);

      expect(mails.map(({ to }) => to).toSorted()).toEqual(taken);
      expect(failures).toHaveLength(1);
      const admin = await person('admin', 'admin');
      expect((await admin.desk<MailsWire>('GET', '/api/v1/mails')).body.failing).toMatchObject([{ reason: '452 full', to: refused }]);
    });

    test('a stop lets what is leaving leave, and the rest wait', async () => {
      const { deps, mails, addresses } = await manyTold();
      const stopping = new AbortController();
      const mail: Deps['mail'] = async (letter) => {
        await deps.mail(letter);
        stopping.abort();
      };

      await sendLetters({ ...deps, mail }, () => {}, stopping.signal);
      const early = mails.length;
      await runLetters(deps, () => {});

      expect(early).toBeGreaterThan(0);
      expect(early).toBeLessThan(addresses.length);
      expect(mails.map(({ to }) => to).toSorted()).toEqual(addresses);
    });
  });

  describe('a digest is not sent', () => {
    test('to who is banned, be it before or after they were told', async () => {
      const { open, reply, follow, grace, paul, db, pass, tell, mailsTo } = await town(engine);
      const banks = await open('Bancs');
      await follow(grace, 'thread', banks.thread);
      const measure = { rule: 1, note: 'Restons courtois entre nous.', measures: [{ kind: 'ban', until: null }] };
      const ban = ({ member }: Person) => paul.desk('POST', `/api/v1/members/${member.uid}/measures`, measure);

      await reply(banks, 'Un.', { who: paul });
      await mailsTo(grace);
      expect((await ban(grace)).status).toBe(201);
      await tell();
      await reply(banks, 'Deux.', { who: paul });
      await mailsTo(grace);
      pass(DAY_MS);
      const { notifications } = db.read.t;

      expect((await mailsTo(grace)).filter(({ text }) => text.includes('Un.') || text.includes('Deux.'))).toEqual([]);
      expect(await db.read.$count(notifications, eq(notifications.memberId, grace.member.id))).toBe(1);
    });

    test('of what may be read no more when it leaves: taken down, merged away, or not open yet', async () => {
      const { open, reply, take, follow, grace, db, now, pass, mailsTo } = await town(engine);
      const [banks, quays, steps] = [await open('Bancs'), await open('Quais'), await open('Marches')];
      for (const { thread } of [banks, quays, steps]) await follow(grace, 'thread', thread);
      const gone = await reply(banks, 'Retiré depuis.');
      await reply(quays, 'Fondu depuis.');
      await reply(steps, 'Refermé depuis.');
      await mailsTo(grace);

      await take(gone.id);
      await db.write(async (tx) => {
        const { threads } = tx.t;
        const [into] = await tx.select({ id: threads.id }).from(threads).where(eq(threads.uid, banks.thread));
        await tx.update(threads).set({ mergedIntoId: into!.id }).where(eq(threads.uid, quays.thread));
        await tx
          .update(threads)
          .set({ opensAt: new Date(now().getTime() + 7 * DAY_MS) })
          .where(eq(threads.uid, steps.thread));
      });
      pass(DAY_MS);

      expect(await mailsTo(grace)).toEqual([]);
    });
  });

  test('reactions come together: one line for a post, however many react, and none where one wants none', async () => {
    const world = await town(engine);
    const { ada, linus, grace, paul, deps, db, now, pass, choose, mailsTo, failures } = world;
    await choose(ada, { paces: { reactions: 'daily' } });
    const [hers, his] = [await ada.post('Les platanes ?'), await linus.post('Et les bancs ?')];
    for (const who of [linus, grace, paul]) await who.send('PUT', `/api/v1/posts/${hers.id}/reactions/merci`);
    for (const who of [ada, grace]) await who.send('PUT', `/api/v1/posts/${his.id}/reactions/merci`);
    await runOutbox(db, reactionOutbox(deps), now(), (error) => failures.push(error));
    await grace.send('PUT', `/api/v1/posts/${hers.id}/reactions/desaccord`);
    await runOutbox(db, reactionOutbox(deps), now(), (error) => failures.push(error));
    expect(await mailsTo(ada)).toEqual([]);
    pass(DAY_MS);

    const mails = await mailsOf(world);

    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([['ada@example.test', '4 réactions à votre message']]);
    expect(failures).toEqual([]);
  });

  test('a digest says first what is said to oneself, then what many take part in, by place, and how much else there is', async () => {
    const { open, reply, follow, grace, linus, paul, ada, pass, choose, mailsTo } = await town(engine);
    await choose(grace, { paces: { answers: 'daily' } });
    await follow(grace, 'space', 'ville');
    const mine = await open('Ma question', {}, grace);
    const quiet = [];
    for (let n = 0; n < 20; n++) quiet.push(await open(`Sujet ${n}`));
    const busy = await open('Le plus suivi', { space: 'ville' });
    for (const who of [linus, paul, ada]) await reply(busy, 'Encore.', { who });
    await reply(quiet[19]!, 'Un mot.');
    await reply(mine, 'À vous.');
    expect(await mailsTo(grace)).toEqual([]);
    pass(DAY_MS);

    const [mail, ...others] = await mailsTo(grace);

    expect(others).toEqual([]);
    const lines = mail!.text.split('\n\n').map((line) => line.replaceAll('\u00a0', ' '));
    const at = (words: string) => lines.findIndex((line) => line.includes(words));
    expect(lines[0]).toContain('linus vous a répondu');
    expect(at('== La ville ==')).toBeGreaterThan(0);
    expect(at('== La ville ==')).toBeLessThan(at('== Vélo =='));
    expect(at('Le plus suivi')).toBe(at('== La ville ==') + 1);
    expect(lines[at('== Vélo ==') + 1]).toContain('« Sujet 19 » : 2 nouveaux messages');
    expect(lines.filter((line) => line.startsWith('Une conversation s’ouvre'))).toHaveLength(6);
    expect(at('Et 13 autres notifications')).toBeGreaterThan(at('== Vélo =='));
  });

  describe('a digest at 02:30', () => {
    test.each([
      [
        'the day that clocks leap over it, an hour later',
        '2027-03-26T12:00Z',
        ['2027-03-27T01:30', '2027-03-28T01:30', '2027-03-29T00:30'],
      ],
      [
        'the day that clocks show it twice, at the second',
        '2027-10-29T12:00Z',
        ['2027-10-30T00:30', '2027-10-31T01:30', '2027-11-01T01:30'],
      ],
    ])('leaves once on %s', async (_, from, expected) => {
      const { linus, follow, grace, now, pass, choose, mailsTo } = await town(engine);
      await linus.post('Les platanes ?');
      await follow(grace, 'article', 'pont');
      await choose(grace, { digestAt: '02:30' });
      await mailsTo(grace);
      pass(new Date(from).getTime() - now().getTime());
      const arrived: string[] = [];

      for (const end = now().getTime() + 3 * DAY_MS; now().getTime() < end; pass(30 * 60_000)) {
        if (now().toISOString().includes('T12:00')) await linus.post('Chaque midi.');
        for (const { text } of await mailsTo(grace)) if (text.includes('Chaque midi')) arrived.push(now().toISOString().slice(0, 16));
      }

      expect(arrived).toEqual(expected);
    });
  });
});
