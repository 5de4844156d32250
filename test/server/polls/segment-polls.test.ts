// CM-26: a poll inside a conversation for the members of a segment: who votes, who sees what, stable once they voted (docs/decisions/080).
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import type { PollVotedWire } from '#server/polls/wire.ts';
import type { SegmentFilter } from '#server/segments/wire.ts';
import type { OpenedWire, ThreadPage } from '#server/threads/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  let opened: OpenedWire;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
    opened = await forum.open('Un marché le dimanche ?');
  });

  /** By ten posts at least, which none of them has but those who are `made` to. */
  const segment = async (filter: SegmentFilter = { postsFrom: 10 }) => {
    const uid = uuidv7();
    const row = { uid, siteId: forum.site.id, name: 'Les plus bavards', filter, version: 1, byId: maud.member.id, changedAt: forum.now() };
    await forum.db.write(async (tx) => void (await tx.insert(tx.t.segments).values(row)));
    return uid;
  };
  const made = (who: Person, postCount: number) =>
    forum.db.write(async (tx) => void (await tx.update(tx.t.members).set({ postCount }).where(eq(tx.t.members.id, who.member.id))));
  const add = (id: string, more: object = {}, who = maud) =>
    who.desk<{ poll: string } & ErrorBody>('POST', `/api/v1/threads/${opened.thread}/polls`, {
      question: 'Le matin ou l’après-midi ?',
      options: ['Le matin', 'L’après-midi'],
      secret: false,
      segment: id,
      ...more,
    });
  const read = async (who?: Person) =>
    (await forum.request<ThreadPage>('GET', `/api/v1/thread?thread=${opened.thread}`, undefined, who?.asEmbed)).body;
  const vote = async (who: Person, option = 0) => {
    const poll = (await read()).thread.polls![0]!;
    return who.send<PollVotedWire & ErrorBody>('PUT', `/api/v1/polls/${poll.id}/vote`, { options: [poll.options[option]!.id] });
  };

  test('CM-26: members of the segment vote, others and the newsroom are refused; all read the question, nobody the segment', async () => {
    await made(forum.linus, 12);
    await add(await segment());

    expect((await vote(forum.linus)).status).toBe(200);
    for (const who of [forum.ada, forum.paul, maud]) expect((await vote(who)).body.error.code).toBe('poll_not_asked');

    const [linus, ada, nobody] = [await read(forum.linus), await read(forum.ada), await read()];
    const poll = nobody.thread.polls![0]!;
    expect(poll).toMatchObject({ question: 'Le matin ou l’après-midi ?', audience: 'segment', results: null });
    expect([linus.viewer!.asked, ada.viewer!.asked]).toEqual([[poll.id], undefined]);
    for (const page of [linus, ada, nobody]) expect(JSON.stringify(page)).not.toMatch(/bavards|postsFrom|"filter"|"segment":/);
  });

  test('CM-26: who voted stays a voter when they leave the segment: the vote is changed, the results are seen', async () => {
    await made(forum.linus, 12);
    await add(await segment());
    await vote(forum.linus, 0);
    await made(forum.linus, 2);

    const { status, body } = await vote(forum.linus, 1);

    expect([status, body.own.results]).toEqual([200, { voters: 1, votes: [0, 1] }]);
    expect((await read(forum.linus)).viewer!.polls![0]!.results).toEqual({ voters: 1, votes: [0, 1] });
    expect((await read(forum.ada)).viewer!.polls).toBeUndefined();
  });

  test('CM-26: who comes into the segment is asked from then on; a segment that is changed or removed changes no poll', async () => {
    await made(forum.linus, 12);
    const id = await segment();
    await add(id);
    await forum.db.write(async (tx) => void (await tx.delete(tx.t.segments)));
    expect((await vote(forum.ada)).status).toBe(403);

    await made(forum.ada, 10);

    expect((await vote(forum.ada)).status).toBe(200);
    expect((await vote(forum.linus)).status).toBe(200);
  });

  test('CM-26: a segment with nobody is said so; a secret ballot among fewer than five would be none', async () => {
    const id = await segment();
    const nobody = await add(id);
    await made(forum.linus, 12);
    await made(forum.ada, 12);
    const few = await add(id, { secret: true });

    expect(nobody.body.error.fields!.audience).toBe('Ce segment n’a personne\u{a0}: il n’y aurait aucune voix.');
    expect(few.body.error.fields!.audience).toContain('2 membres');
    expect((await read()).thread.polls).toBeUndefined();
  });

  test('CM-26: a secret poll of a segment stays secret: that somebody voted is kept, for what is not', async () => {
    const readers = [forum.ada, forum.linus, ...(await Promise.all(['zoe', 'rene', 'odile'].map((name) => forum.person(name))))];
    for (const one of readers) await made(one, 12);
    expect((await add(await segment(), { secret: true })).status).toBe(201);

    const { body } = await vote(forum.ada, 1);

    expect(body.own).toEqual({ id: body.poll.id, options: null, results: { voters: 1, votes: [0, 1] } });
    const { pollVotes, pollVoters } = forum.db.read.t;
    expect([await forum.db.read.$count(pollVotes), await forum.db.read.$count(pollVoters)]).toEqual([0, 1]);
    expect((await vote(forum.ada, 0)).body.error.code).toBe('poll_voted');
  });

  test('CM-26: managers choose a segment where polls are added, by a form alone too; a moderator does not', async () => {
    await made(forum.linus, 12);
    const id = await segment();
    const page = (who: Person) => forum.request('GET', `/manage/${opened.thread}`, undefined, { accept: 'text/html', ...who.asPage });
    expect((await page(maud)).text).toContain(`<option value="${id}">Les plus bavards</option>`);
    expect((await page(forum.paul)).text).not.toContain('Les plus bavards');
    expect((await add(id, {}, forum.paul)).body.error.code).toBe('forbidden');

    const typed = new URLSearchParams({
      act: 'add',
      question: 'Quel jour ?',
      pollOptions: 'Samedi\nDimanche',
      pollBallot: 'public',
      pollAudience: id,
    });
    const form = { 'content-type': 'application/x-www-form-urlencoded', ...maud.asPage };
    const done = await forum.request('POST', `/manage/${opened.thread}/polls`, typed.toString(), form);

    expect(done.status, done.text).toBe(303);
    expect((await read()).thread.polls![0]).toMatchObject({ question: 'Quel jour ?', audience: 'segment' });
    expect((await page(maud)).text).toContain(`<option value="${id}" selected>Les plus bavards</option>`);
  });
});
