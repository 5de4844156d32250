// CM-31: five trades at one inbox: each sees its lanes and what is given to it, in every way that the inbox is asked.
import { beforeEach, expect, test } from 'vitest';
import type { HomeWire } from '#server/home/wire.ts';
import { openItem } from '#server/inbox/feed.ts';
import type { InboxChanges, InboxDetail, InboxLane, InboxPage, Preset } from '#server/inbox/wire.ts';
import type { MemberCard } from '#server/members/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

onBothDatabases((engine) => {
  let forum: Forum;
  let root: Person;
  let zoe: Person;
  beforeEach(async () => {
    forum = await openForum(engine);
    root = await forum.person('root', 'admin');
    zoe = await forum.person('zoe', 'moderator');
    await forum.open('Y a-t-il un car scolaire ?', { kind: 'question' });
    await forum.open('Des bancs à l’ombre', { kind: 'idea' });
    await forum.ada.post('@redaction et le pont ?');
    const secret = (lane: InboxLane) => ({
      lane,
      siteId: forum.site.id,
      postId: null,
      memberId: forum.ada.member.id,
      subject: lane,
      words: lane,
    });
    await forum.db.write(async (tx) => {
      for (const lane of ['correction', 'message'] as const) await openItem(tx, secret(lane), forum.now());
    });
  });

  const give = (preset: Preset | null, by = root) => by.desk<MemberCard>('PUT', `/api/v1/members/${zoe.member.uid}/preset`, { preset });
  const inbox = async (who = zoe, view = 'all') => (await who.desk<InboxPage>('GET', `/api/v1/inbox?lane=${view}`)).body;

  test.each([
    ['marketing', ['idea', 'question']],
    ['press', ['correction', 'newsroom']],
    ['service', ['message', 'question']],
    ['business', ['idea', 'message']],
    ['internal', ['idea', 'newsroom']],
  ] as const)(
    'CM-31: %s sees its lanes alone: in the list, the counts, what changed, an item by its address, and at home',
    async (preset, lanes) => {
      const all = (await inbox()).items;
      await give(preset);

      const { items, counts } = await inbox();
      expect(items.map(({ lane }) => lane).toSorted()).toEqual(lanes);
      expect(counts.shown.toSorted()).toEqual(lanes);
      expect(
        Object.entries(counts.lanes)
          .flatMap(([lane, { n }]) => (n > 0 ? [lane] : []))
          .toSorted(),
      ).toEqual(lanes);
      const { body: changes } = await zoe.desk<InboxChanges>('GET', '/api/v1/inbox/changes?after=0');
      expect(changes.items.map(({ lane }) => lane).toSorted()).toEqual(lanes);
      for (const { id, lane } of all)
        expect((await zoe.desk('GET', `/api/v1/inbox/${id}`)).status).toBe((lanes as readonly string[]).includes(lane) ? 200 : 404);
      const { waiting } = (await zoe.desk<HomeWire>('GET', '/api/v1/home')).body;
      expect(waiting.map(({ lane }) => lane).toSorted()).toEqual([...lanes, 'queue'].toSorted());
    },
  );

  test('what is given to somebody is theirs, whatever its lane', async () => {
    await give('marketing');
    const [item] = (await inbox(root, 'correction')).items;
    await root.desk('PATCH', `/api/v1/inbox/${item!.id}`, { version: item!.version, assignee: zoe.member.uid });

    expect((await inbox(zoe, 'mine')).items).toMatchObject([{ lane: 'correction' }]);
    expect((await zoe.desk<InboxDetail>('GET', `/api/v1/inbox/${item!.id}`)).status).toBe(200);
  });

  test('who moderates or manages sees every lane; an admin alone chooses, for people of the newsroom, and takes it back', async () => {
    expect((await inbox()).counts.shown).toHaveLength(5);
    const manager = await forum.person('maud', 'manager');
    expect((await give('press', manager)).status).toBe(404);
    expect((await root.desk('PUT', `/api/v1/members/${forum.ada.member.uid}/preset`, { preset: 'press' })).status).toBe(422);

    expect((await give('press')).body).toMatchObject({ preset: 'press', presets: { length: 5 } });
    expect((await give(null)).body.preset).toBeNull();

    expect((await inbox()).items).toHaveLength(5);
  });
});
