import { expect, describe, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { findTarget } from '#server/follows/find-target.ts';
import { setFollow } from '#server/follows/set-follow.ts';
import { uuidv7 } from '#server/ids.ts';
import { publishDue } from '#server/planning/publish-due.ts';
import type { ItemWire } from '#server/planning/wire.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import type { VoicesWire } from '#server/voices/wire.ts';
import { mailsOf } from '../accounts/browser.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum } from '../../support/forum.ts';

const MINUTE = 60_000;

onBothDatabases((engine) => {
  describe('CM-05: an information of the newsroom stands first in its section', () => {
    test('whoever follows the section is told once; a correction is a revision that anybody compares, and tells nobody anew', async () => {
      const forum = await openForum(engine);
      const [maud, grace] = [await forum.person('maud', 'manager'), await forum.person('grace')];
      const target = await findTarget(forum.deps, forum.site, { kind: 'space', name: 'velo' });
      await setFollow(forum.deps, grace, { what: target!, level: 'normal' });
      forum.pass(MINUTE);
      await forum.open('Les bancs');
      const voiced = { name: 'La rédaction', title: '', secondEyes: false, retired: false, hands: [] };
      const voice = (await maud.desk<VoicesWire>('POST', '/api/v1/voices', voiced)).body.voices[0]!;
      const at = new Date(forum.now().getTime() + MINUTE).toISOString();
      const words = { title: 'Ce que l’on sait du pont', source: 'Il rouvre **lundi**.' };
      const info = { kind: 'discussion', space: 'velo', voice: voice.id, pinned: true, clientId: uuidv7(), at, ...words };
      const item = (await maud.desk<ItemWire>('POST', '/api/v1/calendar', info)).body;
      await maud.desk('PUT', `/api/v1/calendar/${item.id}/state`, { version: item.version, state: 'scheduled' });
      forum.pass(MINUTE);
      await publishDue(forum.deps);

      const page = (await forum.request('GET', '/s/velo')).text;
      expect(page.indexOf('Ce que l’on sait du pont')).toBeLessThan(page.indexOf('Les bancs'));
      const told = async () => {
        await mailsOf(forum);
        const { notifications, posts } = forum.db.read.t;
        const rows = await forum.db.read
          .select({ source: posts.source })
          .from(notifications)
          .innerJoin(posts, eq(posts.id, notifications.postId))
          .where(eq(notifications.memberId, grace.member.id));
        return rows.filter(({ source }) => source.includes('rouvre')).length;
      };
      expect(await told()).toBe(1);

      const { url } = (await maud.desk<ItemWire>('GET', `/api/v1/calendar/${item.id}`)).body;
      const thread = /[0-9a-f-]{36}/.exec(url!)![0];
      const { thread: opened } = (await forum.request<ThreadPage>('GET', `/api/v1/thread?thread=${thread}`)).body;
      const edited = await maud.send('PATCH', `/api/v1/posts/${opened.opening}`, { source: 'Il rouvre **mardi**.', revision: 1 });

      expect(edited.status).toBe(200);
      const history = (await forum.request('GET', `/p/${opened.opening}/history`, undefined, { accept: 'text/html' })).text;
      expect(history).toMatch(/<del>.*lundi.*<\/del>.*<ins>.*mardi.*<\/ins>/s);
      expect(history).not.toContain('maud');
      expect(await told()).toBe(1);
    });
  });
});
