// CM-01, CM-16: one card of a member for all who may read it, and nothing on it that its member cannot read too.
import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { gatherTakeout } from '#server/members/gather-takeout.ts';
import { purgeNotes } from '#server/members/kept-for.ts';
import { noteMember } from '#server/members/keep-eye.ts';
import { KINDS } from '#server/members/timeline.ts';
import type { MemberFile, TimelinePage } from '#server/members/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

const DAY = 86_400_000;

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
  });

  const at = (of: Person, rest = '') => `/api/v1/members/${of.member.uid}${rest}`;
  const file = async (of: Person, by = maud) => (await by.desk<MemberFile>('GET', at(of, '/file'))).body;
  const timeline = async (of: Person, { by = maud, query = '' } = {}) =>
    (await by.desk<TimelinePage>('GET', at(of, `/timeline${query}`))).body;
  const label = (of: Person, text: string) => maud.desk<MemberFile & ErrorBody>('PUT', at(of, `/labels/${encodeURIComponent(text)}`));
  const looks = async () => {
    const { securityLog } = forum.db.read.t;
    return forum.db.read
      .select({ account: securityLog.account, actor: securityLog.actor })
      .from(securityLog)
      .where(eq(securityLog.event, 'member.seen'))
      .orderBy(asc(securityLog.id));
  };

  describe('CM-01 the timeline', () => {
    test('tells what happened in its order: joined, wrote, reported, was reported with what became of it, a measure, a note, an event, a public vote', async () => {
      const { ada, linus, paul } = forum;
      const bridge = await forum.open('Le pont des Tanneurs');
      const answer = await forum.reply(bridge, 'Un avis contestable.');
      await ada.send('POST', `/api/v1/posts/${answer.id}/reports`, { rule: 3, note: 'Faux.' });
      forum.pass(1000);
      await maud.desk('POST', at(linus, '/notes'), { text: 'Tient une boutique.' });
      forum.pass(1000);
      const measures = [{ kind: 'warning', until: null }];
      await paul.desk('POST', at(linus, '/measures'), { rule: 1, note: 'Restons courtois entre nous.', measures });
      await forum.tell();
      const poll = { question: 'Qui vient ?', options: ['Moi', 'Pas moi'], secret: false };
      const made = await maud.desk<{ id: string }>('POST', `/api/v1/threads/${bridge.thread}/polls`, poll);
      expect(made.status).toBe(201);
      await vote(linus, 'Qui vient ?');

      const { entries } = await timeline(linus);

      expect(
        entries.map(({ kind, state, text, by }) => ({ kind, ...(state && { state }), ...(text && { text }), ...(by && { by }) })),
      ).toEqual([
        { kind: 'poll', text: 'Qui vient ?' },
        { kind: 'measure', state: 'warning', text: 'Restons courtois entre nous.' },
        { kind: 'note', text: 'Tient une boutique.', by: 'maud' },
        { kind: 'received', state: 'open', text: 'Un avis contestable.' },
        { kind: 'post', state: 'published', text: 'Un avis contestable.' },
        { kind: 'joined' },
      ]);
      expect((await timeline(ada, { query: '?only=reported,joined' })).entries).toMatchObject([
        { kind: 'reported', state: 'open', rule: 3 },
        { kind: 'joined' },
      ]);
    });

    test('goes on where a page ends, through things of one moment, without a gap or a repeat', async () => {
      const { siteId } = { siteId: forum.site.id };
      await forum.db.write(async (tx) => {
        for (let i = 0; i < 70; i++)
          await tx.insert(tx.t.notes).values({
            uid: forum.deps.newId(),
            siteId,
            memberId: forum.ada.member.id,
            byId: maud.member.id,
            text: `note ${i}`,
            at: new Date(forum.now().getTime() - (i % 3)),
          });
      });
      const bridge = await forum.open('Un fil');
      await forum.reply(bridge, 'Ici.', { who: forum.ada });

      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: TimelinePage = await timeline(forum.ada, { query: cursor && `?cursor=${cursor}` });
        seen.push(...page.entries.map(({ id }) => id));
        cursor = page.next;
      }

      expect([seen.length, new Set(seen).size]).toEqual([73, 73]);
    });

    test('has nothing of a secret poll, of whose question one wants answered, or of what was chosen', async () => {
      const bridge = await forum.open('Le pont rouvre-t-il ?');
      for (const secret of [true, false]) {
        const poll = { question: secret ? 'Pour qui ?' : 'Quand ?', options: ['Rose', 'Vert'], secret };
        await maud.desk('POST', `/api/v1/threads/${bridge.thread}/polls`, poll);
        await vote(forum.linus, poll.question);
      }

      const { entries } = await timeline(forum.linus);

      expect(entries.filter(({ kind }) => kind === 'poll').map(({ text }) => text)).toEqual(['Quand ?']);
      expect(JSON.stringify(entries)).not.toMatch(/Rose|Vert/);
      expect(KINDS).toEqual(['received', 'measure', 'note', 'reported', 'came', 'coming', 'poll', 'post', 'joined']);
    });
  });

  describe('CM-16 who reads it', () => {
    test('a moderator of some spaces finds what stands there, and no segment; journalists and readers find nothing', async () => {
      const bridge = await forum.open('Le pont');
      await forum.reply(bridge, 'Un mot.');
      await maud.desk('POST', '/api/v1/segments', { name: 'Tout le monde', filter: {}, version: 0 });
      const { moderatorSpaces, spaces } = forum.db.read.t;
      const [other] = await forum.db.write((tx) =>
        tx.insert(spaces).values({ siteId: forum.site.id, slug: 'jardin', name: 'Jardin', position: 9 }).returning({ id: spaces.id }),
      );
      await forum.db.write(
        async (tx) =>
          void (await tx.insert(moderatorSpaces).values({ siteId: forum.site.id, memberId: forum.paul.member.id, spaceId: other!.id })),
      );
      const jules = await forum.person('jules', 'journalist');

      expect((await timeline(forum.linus, { by: forum.paul })).entries.map(({ kind }) => kind)).toEqual(['joined']);
      expect((await timeline(forum.linus)).entries.map(({ kind }) => kind)).toEqual(['post', 'joined']);
      expect([(await file(forum.linus)).segments, (await file(forum.linus, forum.paul)).segments]).toEqual([
        [{ id: expect.any(String), name: 'Tout le monde' }],
        [],
      ]);
      for (const path of ['/file', '/timeline'])
        expect([
          (await jules.desk('GET', at(forum.linus, path))).status,
          (await forum.ada.desk('GET', at(forum.linus, path))).status,
        ]).toEqual([404, 404]);
    });

    test('each look is in the log, once a day for each who looks; managers read who did, and its member that it happened', async () => {
      await file(forum.ada);
      await file(forum.ada);
      await file(forum.ada, forum.paul);
      forum.pass(DAY);
      await file(forum.ada);

      expect(await looks()).toHaveLength(3);
      expect([(await file(forum.ada)).seenBy, (await file(forum.ada, forum.paul)).seenBy]).toEqual([['maud', 'paul'], []]);
      const { securityLog } = await gatherTakeout(forum.db.read, { accountId: forum.ada.accountId, at: forum.now() }, () => {});
      expect(securityLog.map(({ event }) => event)).toContain('member.seen');
    });

    test('says what they agreed to and how they want to be written to', async () => {
      expect((await file(forum.ada)).consent).toEqual({
        charter: 1,
        age: null,
        mails: expect.objectContaining({ answers: 'once', reactions: 'never' }),
        devices: 0,
      });
    });
  });

  describe('CM-16 notes and labels', () => {
    test('a label is put once however often it is asked, is found among the site’s, and taken off', async () => {
      await label(forum.ada, 'Commerçante');
      const { body } = await label(forum.ada, 'commerçante ');
      expect([body.labels, body.knownLabels]).toEqual([['commerçante'], ['commerçante']]);
      expect((await file(forum.linus)).knownLabels).toEqual(['commerçante']);

      const left = await maud.desk<MemberFile>('DELETE', at(forum.ada, `/labels/${encodeURIComponent('commerçante')}`));

      expect(left.body.labels).toEqual([]);
    });

    test('no more labels than anybody reads', async () => {
      for (let i = 0; i < 20; i++) expect((await label(forum.ada, `n${i}`)).status).toBe(200);

      const { status, body } = await label(forum.ada, 'de trop');

      expect([status, Object.keys(body.error.fields ?? {})]).toEqual([422, ['label']]);
      expect((await label(forum.ada, 'n1')).status).toBe(200);
    });

    test('their member finds them in their archive, with the ground and the day they go, and without who wrote them', async () => {
      await maud.desk('POST', at(forum.ada, '/notes'), { text: 'Tient une boutique.' });
      await label(forum.ada, 'quai');

      const taken = await gatherTakeout(forum.db.read, { accountId: forum.ada.accountId, at: forum.now() }, () => {});

      const kept = { at: forum.now(), keptUntil: new Date('2028-11-22T13:00:00Z'), legalBasis: expect.stringContaining('art. 6(1)(f)') };
      expect(taken.notedByNewsroom).toEqual([{ text: 'Tient une boutique.', ...kept }]);
      expect(taken.labelledByNewsroom).toEqual([{ text: 'quai', ...kept }]);
      expect(JSON.stringify([taken.notedByNewsroom, taken.labelledByNewsroom])).not.toContain('maud');
      expect((await file(forum.ada)).notes).toMatchObject([{ until: '2028-11-22T13:00:00.000Z' }]);
    });

    test('after 24 months they are gone; what is noted of a case stays with it', async () => {
      await maud.desk('POST', at(forum.ada, '/notes'), { text: 'Ancienne.' });
      await label(forum.ada, 'quai');
      forum.pass(730 * DAY);
      await noteMember(forum.deps, staffLike(maud), forum.ada.member.id, 'Récente.');
      await purgeNotes(forum.db, forum.now());
      expect(await file(forum.ada)).toMatchObject({ labels: ['quai'] });

      forum.pass(DAY);
      await purgeNotes(forum.db, forum.now());

      expect(await file(forum.ada)).toMatchObject({ labels: [], notes: [{ text: 'Récente.' }] });
    });
  });

  const staffLike = ({ member }: Person) => ({ site: forum.site, member, spaces: null }) as unknown as Parameters<typeof noteMember>[1];

  async function vote(who: Person, question: string) {
    forum.pass(1000);
    const { polls, pollOptions } = forum.db.read.t;
    const [option] = await forum.db.read
      .select({ poll: polls.uid, number: pollOptions.id })
      .from(polls)
      .innerJoin(pollOptions, eq(pollOptions.pollId, polls.id))
      .where(and(eq(polls.question, question)))
      .orderBy(asc(pollOptions.id))
      .limit(1);
    expect((await who.send('PUT', `/api/v1/polls/${option!.poll}/vote`, { options: [option!.number] })).status).toBe(200);
  }
});
