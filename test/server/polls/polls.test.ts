// CM-37: one vote a member, secret or public, seen when its poll says so, and never twice.
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { runOutbox } from '#server/events/outbox.ts';
import { uuidv7 } from '#server/ids.ts';
import { gatherTakeout } from '#server/members/gather-takeout.ts';
import { leavePolls } from '#server/polls/leave-polls.ts';
import { pollOutbox } from '#server/polls/tell-polls.ts';
import type { PollVotedWire, PollWire } from '#server/polls/wire.ts';
import type { ChangesPage, OpenedWire, ThreadPage } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

const HOUR = 3_600_000;

onBothDatabases((engine) => {
  let forum: Forum;
  let [ada, linus, grace]: Person[] = [];
  beforeEach(async () => {
    forum = await openForum(engine);
    [ada, linus, grace] = [forum.ada, forum.linus, await forum.person('grace', 'manager')];
  });

  const at = (hours: number) => new Date(forum.now().getTime() + hours * HOUR).toISOString();
  const options = ['Oui', 'Non', 'Peut-être'];
  const ask = (details: object = {}) => forum.open('Faut-il rouvrir le pont ?', { kind: 'poll', details: { options, ...details } });
  const read = async ({ thread }: Pick<OpenedWire, 'thread'>, who?: Person) =>
    (await forum.request<ThreadPage>('GET', `/api/v1/thread?thread=${thread}`, undefined, who?.asEmbed)).body;
  const pollOf = async (opened: OpenedWire, who?: Person): Promise<PollWire> => (await read(opened, who)).thread.polls![0]!;
  const vote = (who: Person, poll: PollWire, ...chosen: number[]) =>
    who.send<PollVotedWire & ErrorBody>('PUT', `/api/v1/polls/${poll.id}/vote`, { options: chosen.map((i) => poll.options[i]!.id) });
  const rowsOf = async () => {
    const { pollVoters, pollVotes, outbox } = forum.db.read.t;
    const { read: reader } = forum.db;
    return {
      voters: await reader.select().from(pollVoters),
      votes: await reader.select().from(pollVotes),
      outbox: await reader.select().from(outbox),
    };
  };

  describe('a secret poll', () => {
    test('counts one vote a member, shown to those who have voted', async () => {
      const opened = await ask();
      const poll = await pollOf(opened);
      expect(poll).toMatchObject({ question: 'Faut-il rouvrir le pont ?', secret: true, closed: false, results: null });

      const { status, body } = await vote(linus!, poll, 1);

      expect([status, body.own]).toEqual([200, { id: poll.id, options: null, results: { voters: 1, votes: [0, 1, 0] } }]);
      const again = await vote(linus!, poll, 0);
      expect([again.status, again.body.error.code]).toEqual([409, 'poll_voted']);
      expect((await pollOf(opened)).results).toBeNull();
      expect((await read(opened, linus)).viewer!.polls).toEqual([body.own]);
      expect((await read(opened, ada)).viewer!.polls).toBeUndefined();
    });

    test('by a form, a second vote and none at all read the question, why, and the way back', async () => {
      const poll = await pollOf(await ask());
      const send = (body: string) =>
        forum.request('POST', `/polls/${poll.id}`, body, { 'content-type': 'application/x-www-form-urlencoded', ...linus!.asPage });

      const first = await send(`option=${poll.options[1]!.id}`);
      const second = await send(`option=${poll.options[0]!.id}`);
      const none = await send('');

      expect([first.status, second.status, none.status]).toEqual([303, 409, 422]);
      for (const { text } of [second, none]) {
        expect(text).toContain('Faut-il rouvrir le pont');
        expect(text).toMatch(/href="\/t\/[^"]+#polls"/);
      }
      expect(second.text).toContain('un vote secret ne se reprend pas');
    });

    test('nothing kept joins a voter to a choice: no row, no date, no number, no message on its way', async () => {
      const poll = await pollOf(await ask());
      await vote(linus!, poll, 1);
      await vote(ada!, poll, 2);

      const { voters, votes, outbox } = await rowsOf();

      expect(votes).toEqual([]);
      expect(voters.map((row) => Object.keys(row).toSorted())).toEqual([0, 1].map(() => ['memberId', 'pollId', 'siteId']));
      const told = JSON.stringify(outbox.filter(({ kind }) => kind === 'poll.changed').map(({ data }) => data));
      expect(told).toBe(JSON.stringify([{ poll: poll.id }]));
      const { securityLog } = forum.db.read.t;
      expect(JSON.stringify(await forum.db.read.select().from(securityLog))).not.toContain(poll.id);
    });

    test('twice at once is once, and a crowd at once is counted whole', async () => {
      const opened = await ask({ shows: 'always' });
      const poll = await pollOf(opened);
      const crowd = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => forum.person(`${name}-lectrice`)));

      const answers = await Promise.all([...crowd, ...crowd].map((who, i) => vote(who, poll, i % 3)));

      expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
      const { results } = await pollOf(opened);
      expect([results!.voters, results!.votes.reduce((sum, n) => sum + n, 0)]).toEqual([5, 5]);
    });

    test('in an archive it says only that one voted; who leaves leaves their vote counted', async () => {
      const opened = await ask({ shows: 'always' });
      await vote(linus!, await pollOf(opened), 1);

      const taken = await gatherTakeout(forum.db.read, { accountId: linus!.accountId, at: forum.now() }, () => {});
      await leavePolls(forum.deps, [linus!.member.id]);

      expect(taken.polls).toEqual([{ poll: (await pollOf(opened)).id, question: 'Faut-il rouvrir le pont ?', option: null, at: null }]);
      expect((await pollOf(opened)).results).toEqual({ voters: 1, votes: [0, 1, 0] });
      expect((await rowsOf()).voters).toEqual([]);
    });
  });

  describe('a public poll', () => {
    test('is changed until its end, and names who voted', async () => {
      const opened = await ask({ secret: false, choices: 2, shows: 'always' });
      const poll = await pollOf(opened);

      await vote(linus!, poll, 0, 1);
      const { body } = await vote(linus!, poll, 2);

      expect(body.poll.results).toEqual({ voters: 1, votes: [0, 0, 1] });
      expect(body.own.options).toEqual([poll.options[2]!.id]);
      const page = await forum.request('GET', `/polls/${poll.id}/voters`);
      expect(page.text).toContain('linus');
    });

    test('who leaves takes their name along, and their vote stays', async () => {
      const opened = await ask({ secret: false, shows: 'always' });
      const poll = await pollOf(opened);
      await vote(linus!, poll, 0);

      await leavePolls(forum.deps, [linus!.member.id]);

      expect((await pollOf(opened)).results).toEqual({ voters: 1, votes: [1, 0, 0] });
      expect((await forum.request('GET', `/polls/${poll.id}/voters`)).text).not.toContain('linus');
    });
  });

  test('closed between view and vote: a clear word with its date, and the results are there', async () => {
    const opened = await ask({ closesAt: at(1), shows: 'ended' });
    const poll = await pollOf(opened);
    expect((await vote(ada!, poll, 0)).body.own.results).toBeNull();
    forum.pass(HOUR);

    const late = await vote(linus!, poll, 0);

    expect([late.status, late.body.error.code]).toEqual([409, 'poll_closed']);
    expect(late.body.error.message).toMatch(/22 novembre 2026/);
    expect(await pollOf(opened)).toMatchObject({ closed: true, results: { voters: 1, votes: [1, 0, 0] } });
  });

  test('open pages hear of votes, gathered, and of the end', async () => {
    const opened = await ask({ shows: 'always', closesAt: at(2) });
    const poll = await pollOf(opened);
    const { seq } = (await read(opened)).thread;
    await vote(ada!, poll, 0);
    await vote(linus!, poll, 0);

    const tell = () => runOutbox(forum.db, pollOutbox(forum.deps), forum.now(), (error) => forum.failures.push(error));
    await tell();
    const changes = async () =>
      (await forum.request<ChangesPage>('GET', `/api/v1/threads/${opened.thread}/changes?after=${seq}`)).body.changes;

    expect((await changes()).map(({ thread }) => thread.polls![0]!.results!.voters)).toEqual([2]);
    forum.pass(3 * HOUR);
    await tell();
    expect((await changes()).at(-1)!.thread.polls![0]!.closed).toBe(true);
    expect(forum.failures).toEqual([]);
  });

  describe('what is refused', () => {
    test('too many choices, none, another poll’s, or those of before it was mended', async () => {
      const poll = await pollOf(await ask());
      const other = await pollOf(await ask());

      expect((await vote(linus!, poll, 0, 1)).status).toBe(422);
      expect((await vote(linus!, poll)).status).toBe(422);
      expect((await vote(linus!, { ...poll, options: other.options }, 0)).body.error.fields).toHaveProperty('options');
      expect((await rowsOf()).voters).toEqual([]);
    });

    test('a poll of one choice, of two that are alike, of an end that is past, of words that are held back', async () => {
      const refused = async (details: object) => {
        const given = { site: 'courrier', space: 'velo', kind: 'poll', title: 'Une question', source: 'Voilà.', clientId: uuidv7() };
        return (await ada!.send<ErrorBody>('POST', '/api/v1/threads', { ...given, details })).status;
      };

      expect(await refused({ options: ['Oui'] })).toBe(422);
      expect(await refused({ options: ['Oui', 'oui '] })).toBe(422);
      expect(await refused({ options, closesAt: at(-1) })).toBe(422);
      expect(await refused({ options: Array.from({ length: 13 }, (_, i) => `Choix ${i}`) })).toBe(422);
      const held = await forum.open('Un sondage retenu', { kind: 'poll', details: { options: ['Oui', 'Un guignol'] } });
      expect((await forum.request('GET', `/api/v1/thread?thread=${held.thread}`)).status).toBe(404);
    });

    test('subscribers’ own are voted in by subscribers; nobody suspended or unproved votes', async () => {
      const poll = await pollOf(await ask({ audience: 'subscribers' }));

      expect((await vote(linus!, poll, 0)).body.error.code).toBe('subscribers_only');
      expect((await vote(await forum.person('zoe', 'subscriber'), poll, 0)).status).toBe(200);
    });
  });

  describe('the newsroom', () => {
    const add = (thread: string, more: object = {}) =>
      grace!.desk<{ poll: string } & ErrorBody>('POST', `/api/v1/threads/${thread}/polls`, { question: 'Qui vient ?', options, ...more });

    test('adds one to any thread, mends it until somebody votes, ends it, takes it away', async () => {
      const opened = await forum.open('Une balade');
      expect((await ada!.desk('POST', `/api/v1/threads/${opened.thread}/polls`, { question: 'Moi ?', options })).status).toBe(404);
      const { body } = await add(opened.thread);
      const mend = (question: string) =>
        grace!.desk<ErrorBody>('PUT', `/api/v1/polls/${body.poll}`, { question, options: ['Moi', 'Pas moi'] });

      expect((await mend('Qui en est ?')).status).toBe(204);
      const poll = await pollOf(opened);
      expect([poll.question, poll.options.map(({ text }) => text)]).toEqual(['Qui en est ?', ['Moi', 'Pas moi']]);
      await vote(linus!, poll, 0);
      expect((await mend('Trop tard ?')).body.error.code).toBe('poll_begun');
      expect((await grace!.desk('PUT', `/api/v1/polls/${body.poll}/end`)).status).toBe(204);
      expect((await vote(ada!, poll, 0)).body.error.code).toBe('poll_closed');
      expect((await grace!.desk('DELETE', `/api/v1/polls/${body.poll}`)).status).toBe(204);
      expect((await read(opened)).thread.polls).toBeUndefined();
    });

    test('mends it by a form that says what it is now, until somebody votes: then the page says why not', async () => {
      const opened = await forum.open('Une balade');
      const { body } = await add(opened.thread, { closesAt: at(26), shows: 'always' });
      const page = `/manage/${opened.thread}`;
      const send = (question: string) => {
        const pollOptions = 'Moi\nPas moi';
        const typed = new URLSearchParams({ poll: body.poll, act: 'mend', question, pollOptions, pollShows: 'ended' });
        return forum.request('POST', `${page}/polls`, typed.toString(), {
          'content-type': 'application/x-www-form-urlencoded',
          ...grace!.asPage,
        });
      };
      const { text } = await forum.request('GET', page, undefined, grace!.asPage);
      expect(text).toContain('Oui\nNon\nPeut-être</textarea>');
      expect(text).toMatch(/name="pollClosesAt"[^>]* value="2026-11-23T/);

      const [none, mended] = [await send(''), await send('Qui en est ?')];

      expect([none.status, mended.status]).toEqual([422, 303]);
      const poll = await pollOf(opened);
      expect([poll.question, poll.options.length, poll.shows, poll.closesAt]).toEqual(['Qui en est ?', 2, 'ended', null]);
      await vote(linus!, poll, 0);
      const late = await send('Trop tard ?');
      expect(late.status).toBe(422);
      expect(late.text).toContain('le sondage ne change plus');
      expect(late.text).not.toContain('value="mend"');
    });

    test('a vote and a correction at once: either the vote is for what it says, or it is refused', async () => {
      const opened = await forum.open('Une balade');
      const { body } = await add(opened.thread, { shows: 'always' });
      const poll = await pollOf(opened);

      const [voted, mended] = await Promise.all([
        vote(linus!, poll, 0),
        grace!.desk('PUT', `/api/v1/polls/${body.poll}`, { question: 'Qui en est ?', options: ['Moi', 'Pas moi'], shows: 'always' }),
      ]);

      expect([voted.status, mended.status]).toSatisfy(([a, b]) => (a === 200 && b === 409) || (a === 422 && b === 204));
    });

    test('merged, a thread brings its polls with their votes', async () => {
      const [one, two] = [await forum.open('Une balade'), await forum.open('Une autre')];
      await add(one.thread, { shows: 'always' });
      await vote(linus!, await pollOf(one), 0);

      await grace!.desk('PUT', `/api/v1/threads/${one.thread}/merger`, { into: two.thread });

      expect((await pollOf(two)).results!.voters).toBe(1);
      const { polls } = forum.db.read.t;
      expect(await forum.db.read.$count(polls, eq(polls.siteId, forum.site.id))).toBe(1);
    });
  });
});
