import { expect, test } from 'vitest';
import { uuidv7 } from '#server/ids.ts';
import { openForum } from '../../support/forum.ts';

test('who follows something is offered, in words alone, to be told on their device; not who has one, nor who follows nothing', async () => {
  const forum = await openForum('sqlite');
  const { linus, request } = forum;
  const { thread } = await forum.open('Bancs');
  const read = async (path: string) => (await request('GET', path, undefined, { ...linus.asPage, accept: 'text/html' })).text;
  const offer = 'Être prévenu sur cet appareil';
  expect(await read('/following')).not.toContain(offer);

  await forum.app.request(`http://terrasse.courrier.test/follow/thread/${thread}`, {
    method: 'POST',
    headers: { host: 'terrasse.courrier.test', 'content-type': 'application/x-www-form-urlencoded', ...linus.asPage },
    body: 'level=watch',
  });
  for (const path of ['/following', `/follow/thread/${thread}`]) expect(await read(path), path).toContain(offer);

  const { id: sessionId } = await forum.deps.sessions.start(linus.accountId, { siteId: null, origin: null });
  const row = { uid: uuidv7(), hash: 'h', subscription: Buffer.from('sealed'), device: 'Firefox', sessionId, createdAt: forum.now() };
  const theirs = { siteId: forum.site.id, memberId: linus.member.id };
  await forum.db.write(async (tx) => void (await tx.insert(tx.t.pushEndpoints).values({ ...row, ...theirs })));
  expect(await read('/following')).not.toContain(offer);
});
