// CM-06: what is sponsored says so wherever its title is read: by every route of the table, in feeds, mails, archives and structured data (docs/decisions/061).
import { beforeEach, expect, test } from 'vitest';
import { gatherTakeout } from '#server/members/gather-takeout.ts';
import { threadPath } from '#server/threads/thread-path.ts';
import { rights } from '#server/rights.ts';
import { uuidv7 } from '#server/ids.ts';
import type { OpenedWire } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import { makePartner } from '../../support/partners.ts';
import { OWN, type Person } from '../../support/world.ts';
import { mailsOf } from '../accounts/browser.ts';

const TITLE = 'Un quai bien zibeliné le soir';
const LABELLED = `Sponsorisé par Maison lumen · ${TITLE}`;

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  let sponsored: OpenedWire;
  let post: string;
  beforeEach(async () => {
    forum = await openForum(engine);
    maud = await forum.person('maud', 'manager');
    const partner = await makePartner(maud, 'lumen');
    sponsored = await forum.open(TITLE, { partner, kind: 'question', tags: ['quai'], source: 'Le soir, que voit-on ?' }, maud);
    post = (await forum.reply(sponsored, 'Le soir, on y voit mal.')).id;
    await forum.reply(sponsored, '@redaction est-ce votre avis ?', { who: forum.ada });
    await forum.index();
  });

  const times = (text: string, what: string) => text.split(what).length - 1;

  test('CM-06: no route answers anybody with its title and without its label; lists, search, feeds, oEmbed and the desk among them', async () => {
    const values: Record<string, string[]> = {
      id: [sponsored.thread, post, forum.linus.member.uid, maud.member.uid],
      slug: ['velo', 'ville', 'quai'],
      file: ['feed.atom', 'feed.rss', 'feed.json', 'pages.xml', 'threads-1.xml'],
      order: ['top', 'unanswered'],
      state: ['open'],
    };
    const paths = Object.keys(rights)
      .filter((what) => what.startsWith('GET '))
      .flatMap((what) => filled(what.slice('GET '.length), values));
    const queries = [
      threadPath({ uid: sponsored.thread, title: LABELLED }),
      '/api/v1/search?site=courrier&q=voit',
      '/search?q=voit',
      `/api/v1/thread?site=courrier&thread=${sponsored.thread}`,
      '/api/v1/threads/similar?site=courrier&title=quai',
      `/embed/post?post=${post}`,
      `/oembed?url=${encodeURIComponent(`${OWN}/p/${post}`)}`,
      `/oembed?url=${encodeURIComponent(sponsored.url)}`,
      '/api/v1/calendar?from=2026-11-01T00:00:00Z&until=2026-12-01T00:00:00Z',
      '/api/v1/inbox?view=all',
    ];

    const [bare, saying] = [[] as string[], new Set<string>()];
    for (const path of [...paths, ...queries])
      for (const [who, headers] of Object.entries({ nobody: {}, linus: forum.linus.asPage, maud: maud.asPage })) {
        const { text } = await forum.request('GET', path, undefined, { accept: 'text/html, application/json', ...headers });
        if (times(text, TITLE) > times(text, LABELLED)) bare.push(`${path} ${who}`);
        if (text.includes(LABELLED)) saying.add(path);
      }

    expect(bare).toEqual([]);
    for (const path of ['/', '/s/velo', '/tag/quai', '/search?q=voit', '/feed.atom', '/feed.rss', '/feed.json', '/api/v1/desk/threads'])
      expect([...saying]).toContain(path);
    expect(saying.size).toBeGreaterThan(25);
  }, 120_000);

  test('CM-06: in structured data who pays is a sponsor, and the link to them says that it is paid', async () => {
    const { text } = await forum.request('GET', threadPath({ uid: sponsored.thread, title: LABELLED }), undefined, { accept: 'text/html' });

    expect(text).toContain('"sponsor":{"@type":"Organization","name":"Maison lumen","url":"https://www.lumen.test/"}');
    expect(text).toContain('<a href="https://www.lumen.test/" rel="sponsored">Sponsorisé par Maison lumen</a>');
  });

  test('CM-06: mails and archives say it with its title', async () => {
    await forum.linus.desk('POST', '/api/v1/posts', {
      thread: sponsored.thread,
      parent: post,
      source: 'Je me réponds.',
      clientId: uuidv7(),
    });
    await forum.reply(sponsored, 'Moi aussi je le pense.', { parent: post, who: forum.ada });
    const mails = await mailsOf(forum);
    const archive = JSON.stringify(await gatherTakeout(forum.db.read, { accountId: forum.linus.accountId, at: forum.now() }, () => {}));

    const said = mails.map(({ subject, text, html }) => `${subject}\n${text}\n${html}`).filter((mail) => mail.includes(TITLE));
    expect(said.length).toBeGreaterThan(0);
    for (const mail of said) expect(times(mail, TITLE)).toBe(times(mail, LABELLED));
    expect([times(archive, TITLE) > 0, times(archive, TITLE)]).toEqual([true, times(archive, LABELLED)]);
  });
});

/** A pattern with each of the values that its names may take. */
function filled(pattern: string, values: Record<string, string[]>): string[] {
  const name = /:(\w+)(?:\{.*?\}(?=\/|$))?/.exec(pattern);
  if (!name) return [pattern.replace('/*', '/x')];
  return (values[name[1]!] ?? ['pont']).flatMap((value) => filled(pattern.replace(name[0], value), values));
}
