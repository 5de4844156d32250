import { expect, test } from 'vitest';
import type { PostWire } from '#server/posts/wire.ts';
import type { Role, ThreadPage } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { listen } from '../../support/sockets.ts';
import { until } from '../../support/until.ts';
import { linkIn, openNewsroom, type Newsroom } from '../invitations/newsroom.ts';

onBothDatabases((engine) => {
  test.each([
    ['a role', (room: Newsroom) => give(room, 'journalist'), { badge: 'newsroom' }],
    ['a place that was offered', takePlace, { badge: 'moderator' }],
    ['another name', takeName, { name: 'Ada Lovelace' }],
  ] as const)('whoever has the thread open sees %s at once; whoever reads it again, too', async (_, change, seen) => {
    const room = await openNewsroom(engine);
    await room.ask();

    const shown = await seenAfter(room, change);

    expect(shown.live!.author).toMatchObject(seen);
    expect(shown.again.posts[0]!.author).toMatchObject(seen);
  });

  test('an expert who is invited anew bears the new title on what they wrote before', async () => {
    const room = await openNewsroom(engine);
    const { thread } = await room.ask();
    await room.world.db.write(async (tx) => void (await tx.update(tx.t.posts).set({ expert: true })));
    const person = { member: room.ada.member.uid, title: 'Hydrologue', affiliation: 'INRAE' };

    const shown = await seenAfter(room, () => room.expert([thread], { name: undefined, email: undefined, ...person }));

    expect(shown.live!.author).toMatchObject({ badge: 'expert', title: 'Hydrologue, INRAE' });
    expect(shown.again.posts[0]!.author).toMatchObject({ title: 'Hydrologue, INRAE' });
  });

  test('what nobody reads just now is sent to nobody; nor what was taken away', async () => {
    const room = await openNewsroom(engine);
    await room.ask();
    const { question } = await room.ask('pont', 'Et le pont ?');
    const reader = await readerOf(room);
    await room.ada.send('DELETE', `/api/v1/posts/${question.id}`);

    await takeName(room);
    const told = await until('the post, drawn again', () => reader.redrawn());

    expect(told).toMatchObject([{ posts: [{ html: expect.stringContaining('barrage') }] }]);
  });
});

/** The first post of the thread, as an open page hears of it and as it is read again by whoever held its validator. */
async function seenAfter(room: Newsroom, change: (room: Newsroom) => Promise<unknown>) {
  const held = (await read(room)).etag;
  const reader = await readerOf(room);
  await change(room);
  const [told] = await until('the post, drawn again', () => reader.redrawn());
  return { live: told!.posts[0], again: (await read(room, held)).page };
}

async function readerOf({ world }: Newsroom) {
  const { ask, heard } = await (await listen(world)).connect();
  await ask('join', { site: 'courrier', article: 'crue' });
  const redrawn = () => {
    const told = heard.filter(({ name }) => name === 'redrawn').map(({ data }) => data as { posts: PostWire[] });
    return told.length > 0 && told;
  };
  return { redrawn };
}

async function read({ world }: Newsroom, etag = '') {
  const path = '/api/v1/thread?site=courrier&article=crue';
  const { headers, body } = await world.request<ThreadPage>('GET', path, undefined, { 'if-none-match': etag });
  return { page: body, etag: headers.get('etag')! };
}

const give = ({ helene, ada }: Newsroom, role: Role) =>
  helene.desk('PUT', `/api/v1/members/${ada.member.uid}/role`, { from: 'member', role, spaces: [] });

const post = ({ world, ada }: Newsroom, path: string, body: string) =>
  world.request('POST', path, body, { ...ada.asPage, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' });

const takeName = (room: Newsroom) => post(room, '/account/name', 'name=Ada+Lovelace');

async function takePlace(room: Newsroom) {
  await room.byMail('ada@example.test', { role: 'moderator' });
  await post(room, linkIn((await room.mails('ada@example.test'))[0]), '');
}
