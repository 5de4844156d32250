import { uuidv7 } from '#server/ids.ts';
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const HOST = new URL(OWN).host;

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let linus: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    [ada, linus] = [await world.person('ada'), await world.person('linus')];
  });

  const open = (path: string, who?: Person) => world.request('GET', path, undefined, { ...who?.asPage, accept: 'text/html' });
  const submit = (who: Person, path: string, fields: Record<string, string>) =>
    world.app.request(`${OWN}${path}`, {
      method: 'POST',
      headers: { host: HOST, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...who.asPage },
      body: new URLSearchParams(fields).toString(),
    });
  const pageOf = (who: Person) => `/members/${who.member.uid}`;

  test('anybody reads who somebody is and what they published, and nothing else', async () => {
    await submit(ada, '/account/profile', {
      bio: 'Je compte les <platanes>.',
      links: 'https://ada.example.test/\nhttps://exemple.test/ada',
    });
    await ada.post('Il y en a douze.');
    await ada.post('Quel guignol.');
    const gone = await ada.post('Je retire.');
    await ada.send('DELETE', `/api/v1/posts/${gone.id}`);
    await world.db.write(
      async (tx) =>
        void (await tx
          .update(tx.t.members)
          .set({ role: 'expert', title: 'Hydrologue', affiliation: 'Université' })
          .where(eq(tx.t.members.id, ada.member.id))),
    );

    const { text, headers } = await open(pageOf(ada));

    expect(text).toContain('Je compte les &lt;platanes>.');
    expect(text).toContain('<a href="https://ada.example.test/" rel="ugc nofollow noopener">ada.example.test</a>');
    expect(text).toContain('Hydrologue');
    expect(text).toContain('Il y en a douze.');
    expect(text).not.toMatch(/guignol|Je retire|example\.test"|ada@/);
    expect(headers.get('x-robots-tag')).toBe('noindex');
  });

  test('a moderator is the moderation, once where that is their title; whoever writes or runs the paper is the newsroom', async () => {
    const [mod, grace, boss] = [
      await world.person('mod', 'moderator'),
      await world.person('grace', 'journalist'),
      await world.person('boss', 'manager'),
    ];
    await world.db.write(
      async (tx) => void (await tx.update(tx.t.members).set({ title: 'Modération' }).where(eq(tx.t.members.id, mod.member.id))),
    );

    const said = await Promise.all([mod, grace, boss].map(async (who) => (await open(pageOf(who))).text));

    expect(said[0]).not.toContain('Rédaction');
    expect(said[0]!.match(/<span>Modération<\/span>/g)).toHaveLength(1);
    for (const text of said.slice(1)) expect(text).toContain('<span>Rédaction</span>');
  });

  test('links lead to pages of the web; too many, or others, are refused with what was typed', async () => {
    for (const links of ['javascript:alert(1)', 'ftp://exemple.test/', 'https://a.test\nhttps://b.test\nhttps://c.test\nhttps://d.test']) {
      const answer = await submit(ada, '/account/profile', { bio: 'Bonjour.', links });
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain('Bonjour.');
    }
    expect((await open(pageOf(ada))).text).not.toContain('Bonjour.');
  });

  test('a fault among links says which line is no address', async () => {
    const answer = await submit(ada, '/account/profile', { bio: '', links: 'https://a.test\nmon site | a=b\nhttps://c.test/ d' });

    expect(await answer.text()).toContain('mon site | a=b');
  });

  test('who left, who never was, and a member of another site have no page here', async () => {
    const other = await world.addSite('ailleurs', 'ailleurs.test');
    const grace = await world.person('grace', 'member', { at: other });
    await world.db.write(
      async (tx) => void (await tx.update(tx.t.members).set({ goneAt: world.now() }).where(eq(tx.t.members.id, linus.member.id))),
    );

    for (const path of [pageOf(linus), pageOf(grace), '/members/x']) expect((await open(path)).status).toBe(404);
  });

  test('the conversations they opened, once they are public', async () => {
    await world.db.write(
      async (tx) => void (await tx.insert(tx.t.spaces).values({ siteId: world.site.id, slug: 'velo', name: 'Vélo', position: 0 })),
    );
    const open = (title: string, source: string) =>
      ada.send('POST', '/api/v1/threads', { site: 'courrier', space: 'velo', kind: 'discussion', title, source, clientId: uuidv7() });
    expect((await open('Une piste le long du canal', 'Où commencerait-elle ?')).status).toBe(201);
    await open('Un titre retenu', 'Quel guignol.');

    const { text } = await world.request('GET', `/members/${ada.member.uid}`);

    expect(text).toContain('Une piste le long du canal');
    expect(text).toContain('Conversations ouvertes');
    expect(text).not.toContain('Un titre retenu');
  });

  test('twenty posts at a time', async () => {
    for (let n = 0; n < 21; n++) {
      world.pass(3_600_000);
      await ada.post(`Message ${n}.`);
    }

    const { text } = await open(pageOf(ada));

    expect(text).toContain('Message 20.');
    expect(text).not.toContain('Message 0.');
    expect((await open(/\/members\/[^"]+\?before=[\w-]+/.exec(text)![0])).text).toContain('Message 0.');
  });

  test('one’s own posts say what became of them, and why', async () => {
    const camille = await world.person('camille', 'moderator');
    await ada.post('Il y en a douze.');
    await ada.post('Quel guignol, lui.');
    const { body: cases } = await camille.desk<CasesPage>('GET', '/api/v1/cases?lane=held');
    const { body: found } = await camille.desk<CaseDetail>('GET', `/api/v1/cases/${cases.cases[0]!.id}`);
    await camille.desk('POST', `/api/v1/cases/${found.id}/decisions`, {
      version: found.version,
      revision: 1,
      verdict: 'reject',
      rule: 4,
      note: 'Sans le mot, oui.',
    });
    await world.tell();
    await ada.post('Un autre guignol.');
    const gone = await ada.post('Je retire.');
    await ada.send('DELETE', `/api/v1/posts/${gone.id}`);

    const text = (await open('/account/posts', ada)).text.replaceAll('\u00a0', ' ');

    for (const said of ['Publié', 'règle 4, « Vie privée »', 'Sans le mot, oui.', 'Un mot demande une relecture.', 'Supprimé par vous.'])
      expect(text).toContain(said);
    expect(text).toMatch(/href="\/statements\/[\da-f-]{36}"/);
    expect((await open('/account/posts', linus)).text).not.toContain('douze');
    expect((await open('/account/posts')).status).toBe(303);
  });
});
