import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import type { Pace } from '#server/notifications/pace.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';
import { mailsOf } from '../accounts/browser.ts';

const HOST = new URL(OWN).host;
const SETTINGS = {
  answers: 'once',
  mentions: 'once',
  followed: 'daily',
  newsroom: 'never',
  reactions: 'never',
  timeZone: '',
  digestAt: '18:00',
  quietFrom: '22:00',
  quietUntil: '07:30',
};

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let linus: Person;
  let camille: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    [ada, linus, camille] = [await world.person('ada'), await world.person('linus'), await world.person('camille', 'moderator')];
  });

  const page = (who: Person, path = '/notifications') => world.request('GET', path, undefined, { ...who.asPage, accept: 'text/html' });
  const submit = (who: Person | null, path: string, fields: Record<string, string> = {}) =>
    world.app.request(`${OWN}${path}`, {
      method: 'POST',
      headers: { host: HOST, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...who?.asPage },
      body: new URLSearchParams(fields).toString(),
    });
  const unreadOf = async (who: Person) => Number(/<data value="(\d+)"/.exec((await page(who)).text)?.[1]);
  const setPace = (who: Person, pace: Pace) => submit(who, '/notifications/settings', { ...SETTINGS, answers: pace });

  async function decide(
    text: string,
    decision: { verdict: 'approve' } | { verdict: 'reject' | 'hide' | 'ask_edit'; rule: number },
    lane = 'held',
  ) {
    const { body: found } = await camille.desk<CasesPage>('GET', `/api/v1/cases?lane=${lane}`);
    const { id } = found.cases.find(({ excerpt }) => excerpt.includes(text))!;
    const { body: detail } = await camille.desk<CaseDetail>('GET', `/api/v1/cases/${id}`);
    const input = { version: detail.version, revision: detail.revision, ...decision };
    expect((await camille.desk('POST', `/api/v1/cases/${id}/decisions`, input)).status).toBe(200);
    await world.tell();
  }

  describe('who is told', () => {
    test('of a reply: the author of what it answers, once, and nobody else', async () => {
      const root = await ada.post('Les platanes ?');
      const reply = await linus.post('Ils restent.', { parent: root.id });
      await linus.post('Et les bancs aussi.', { parent: reply.id });

      expect(await unreadOf(ada)).toBe(1);
      expect(await unreadOf(linus)).toBe(0);
      expect(await unreadOf(camille)).toBe(0);
      const { text } = await page(ada);
      expect(text).toContain('<strong>linus</strong>');
      expect(text).toContain('Ils restent.');
    });

    test('a reply that comes out again after a second look is told once', async () => {
      const root = await ada.post('Les platanes ?');
      const reply = await linus.post('Ils restent.', { parent: root.id });

      await linus.send('PATCH', `/api/v1/posts/${reply.id}`, { source: 'Ils restent, guignol.', revision: 1 });
      await decide('guignol', { verdict: 'approve' });

      expect(await unreadOf(ada)).toBe(1);
    });

    test('a reply that waits is told when it comes out, not before', async () => {
      const root = await ada.post('Les platanes ?');
      await linus.post('Quel guignol.', { parent: root.id });
      expect(await unreadOf(ada)).toBe(0);

      await decide('guignol', { verdict: 'approve' });

      expect(await unreadOf(ada)).toBe(1);
      expect(await unreadOf(linus)).toBe(1); // of the decision
    });

    test('not of a reply by somebody ignored, nor once it is gone', async () => {
      const root = await ada.post('Les platanes ?');
      await world.db.write(
        async (tx) =>
          void (await tx
            .insert(tx.t.ignores)
            .values({ siteId: world.site.id, memberId: ada.member.id, ignoredId: linus.member.id, createdAt: world.now() })),
      );
      await linus.post('Ils restent.', { parent: root.id });
      expect(await unreadOf(ada)).toBe(0);

      const other = await camille.post('Oui, jusqu’au printemps.', { parent: root.id });
      expect(await unreadOf(ada)).toBe(1);
      await camille.send('DELETE', `/api/v1/posts/${other.id}`);

      expect(await unreadOf(ada)).toBe(0);
      expect((await page(ada)).text).not.toContain('printemps');
    });

    test('of a refusal: the rule, and the way to its statement; of a report that was set aside, nothing', async () => {
      const post = await ada.post('Quel guignol.');
      await decide('guignol', { verdict: 'reject', rule: 1 });
      const other = await ada.post('Rien de grave.');
      await linus.send('POST', `/api/v1/posts/${other.id}/reports`, { rule: 1 });
      await decide('grave', { verdict: 'approve' }, 'reported');

      expect(await unreadOf(ada)).toBe(1);
      const { text } = await page(ada);
      expect(text).toContain('règle 1');
      const path = /\/notifications\/[\da-f-]{36}/.exec(text)![0];
      const { headers } = await page(ada, path);
      expect(headers.get('location')).toMatch(/^\/statements\//);
      expect(await unreadOf(ada)).toBe(0);
      expect(post.state).toBe('held');
    });
  });

  test.each([
    ['hide', 'Votre message est masqué.'],
    ['ask_edit', 'retoucher votre message'],
  ] as const)('what a decision takes is said as it is: %s', async (verdict, words) => {
    const post = await ada.post('Rien de grave.');
    await linus.send('POST', `/api/v1/posts/${post.id}/reports`, { rule: 1 });
    await decide('grave', { verdict, rule: 1 }, 'reported');

    const { text } = await page(ada);
    expect(text).toContain(words);
    expect(text).not.toContain('est publié');
  });

  describe('the page', () => {
    test('a reply leads to its place and is read then; all of them by the button', async () => {
      const root = await ada.post('Les platanes ?');
      const elsewhere = await ada.post('Et la mairie ?', { article: 'mairie' });
      const reply = await linus.post('Ils restent.', { parent: root.id });
      await camille.post('Elle dort.', { article: 'mairie', parent: elsewhere.id });

      const { text } = await page(ada);
      const paths = [...text.matchAll(/\/notifications\/[\da-f-]{36}/g)].map(([path]) => path);
      expect((await page(ada, paths.at(-1))).headers.get('location')).toBe(`/p/${reply.id}`);
      expect(await unreadOf(ada)).toBe(1);

      await submit(ada, '/notifications/read', { upTo: /name="upTo" value="(\d+)"/.exec(text)![1]! });
      expect(await unreadOf(ada)).toBe(0);
    });

    test('replies of one conversation come together: who wrote, and the way to the first', async () => {
      const root = await ada.post('Les platanes ?');
      const first = await linus.post('Ils restent.', { parent: root.id });
      for (const name of ['grace', 'alan']) await (await world.person(name)).post('Oui.', { parent: root.id });
      await camille.post('Jusqu’au printemps.', { parent: root.id });

      const { text } = await page(ada);

      expect(await unreadOf(ada)).toBe(1);
      expect(text).toContain('4 réponses à vous, de camille, alan et 2 autres');
      const [path, ...others] = [...text.matchAll(/\/notifications\/[\da-f-]{36}/g)].map(([path]) => path);
      expect(others).toEqual([]);
      expect((await page(ada, path)).headers.get('location')).toBe(`/p/${first.id}`);
      expect(await unreadOf(ada)).toBe(0);
      expect((await page(ada)).text).toContain('4 réponses à vous');
    });

    test('nobody opens or reads another’s', async () => {
      const root = await ada.post('Les platanes ?');
      await linus.post('Ils restent.', { parent: root.id });
      const path = /\/notifications\/[\da-f-]{36}/.exec((await page(ada)).text)![0];

      expect((await page(linus, path)).status).toBe(404);
      await submit(linus, '/notifications/read', { upTo: '999999' });

      expect(await unreadOf(ada)).toBe(1);
      expect((await world.request('GET', '/notifications', undefined, { accept: 'text/html' })).headers.get('location')).toContain(
        '/signin',
      );
    });

    test('thirty at a time, and the way to the older ones', async () => {
      for (let n = 0; n < 31; n++) {
        world.pass(3_600_000);
        const root = await ada.post('Les platanes ?', { article: `pont-${n}` });
        await linus.post(`Réponse ${n}.`, { article: `pont-${n}`, parent: root.id });
      }

      const first = await page(ada);
      const next = /\/notifications\?before=[\w-]+/.exec(first.text)![0];

      expect(first.text).toContain('Réponse 30.');
      expect(first.text).not.toContain('Réponse 0.');
      expect((await page(ada, next)).text).toContain('Réponse 0.');
    });
  });

  describe('by mail', () => {
    test('at once: who, where, what, and how to stop it', async () => {
      const root = await ada.post('Les platanes ?');
      const reply = await linus.post('Ils **restent**, non ?', { parent: root.id });

      const [mail, ...others] = await mailsOf(world);

      expect(others).toEqual([]);
      expect(mail).toMatchObject({ to: 'ada@example.test', subject: 'linus vous a répondu' });
      expect(mail!.text).toContain('> Ils restent, non ?');
      expect(mail!.text).toContain(`${OWN}/p/${reply.id}`);
      const stop = mail!.headers!['list-unsubscribe']!.slice(1, -1);
      expect(mail!.headers!['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
      expect(mail!.text).toContain(stop);
      expect(await mailsOf(world)).toEqual([]);
    });

    test('names and words of others are words in it, whatever they hold', async () => {
      const root = await ada.post('Les platanes ?');
      const mallory = await world.person('<img src=x onerror=alert(1)>');
      await mallory.post('`<script>alert(1)</script>`', { parent: root.id });

      const [mail] = await mailsOf(world);

      expect(mail!.html).not.toMatch(/<img|<script/);
      expect(mail!.html).toContain('&lt;img src=x');
    });

    test('each evening: one for all of them, at six where the site is', async () => {
      await setPace(ada, 'daily');
      const root = await ada.post('Les platanes ?');
      await linus.post('Ils restent.', { parent: root.id });
      await camille.post('Jusqu’au printemps.', { parent: root.id });
      expect(await mailsOf(world)).toEqual([]);

      world.pass(4 * 3_600_000 - 1); // 17:59:59.999 in Paris
      expect(await mailsOf(world)).toEqual([]);
      world.pass(1);
      const mails = await mailsOf(world);

      expect(mails).toHaveLength(1);
      expect(mails[0]!.text).toContain('Ils restent.');
      expect(mails[0]!.text).toContain('printemps');
      world.pass(24 * 3_600_000);
      expect(await mailsOf(world)).toEqual([]);
    });

    test('never, to who wants none; nor to an address that nobody proved; nor of what is gone or was read meanwhile', async () => {
      await setPace(ada, 'never');
      const grace = await world.person('grace');
      const root = await ada.post('Les platanes ?');
      const [one, two] = [await linus.post('Une.'), await linus.post('Deux.')];
      await linus.post('Ils restent.', { parent: root.id });
      const gone = await ada.post('Une réponse.', { parent: one.id });
      await ada.post('Une autre.', { parent: two.id });
      const hers = await grace.post('À voir.');
      await world.db.write(
        async (tx) => void (await tx.update(tx.t.accounts).set({ emailConfirmedAt: null }).where(eq(tx.t.accounts.id, grace.accountId))),
      );
      await linus.post('Tout vu.', { parent: hers.id });
      await ada.send('DELETE', `/api/v1/posts/${gone.id}`);
      await submit(linus, '/notifications/read', { upTo: '999999' });

      expect(await mailsOf(world)).toEqual([]);
      expect(await unreadOf(ada)).toBe(1);
      expect(await world.db.read.$count(world.db.read.t.outbox)).toBe(0);
    });

    test('a refusal is told by its statement alone, a publication by one of these', async () => {
      await ada.post('Quel guignol.');
      await decide('guignol', { verdict: 'reject', rule: 1 });
      await linus.post('Un mot, déjà.');
      await linus.post('Un guignol de bois.');
      await decide('bois', { verdict: 'approve' });

      const mails = await mailsOf(world);

      expect(mails.map(({ to, subject }) => [to, subject.replaceAll('\u00a0', ' ')])).toEqual([
        ['ada@example.test', 'Le Courrier : une décision sur un de vos commentaires'],
        ['linus@example.test', 'Votre message est publié'],
      ]);
    });

    test('what a mail server refuses is tried again, and sent once', async () => {
      const root = await ada.post('Les platanes ?');
      await linus.post('Ils restent.', { parent: root.id });
      const { mail } = world.deps;
      world.deps.mail = () => Promise.reject(new Error('busy'));
      await expect(mailsOf(world)).rejects.toThrow('busy');

      world.deps.mail = mail;
      world.pass(60_000);

      expect(await mailsOf(world)).toHaveLength(1);
      world.pass(3_600_000);
      expect(await mailsOf(world)).toEqual([]);
    });
  });

  describe('unsubscribing', () => {
    async function stopLink() {
      const root = await ada.post('Les platanes ?');
      await linus.post('Ils restent.', { parent: root.id });
      const [mail] = await mailsOf(world);
      return new URL(mail!.headers!['list-unsubscribe']!.slice(1, -1)).pathname;
    }
    const paceOf = async (who: Person) => {
      const { members } = world.db.read.t;
      const [row] = await world.db.read.select({ pace: members.mailPace }).from(members).where(eq(members.id, who.member.id));
      return row!.pace;
    };

    test('one click of a mail program, without cookie or page; looking at it changes nothing', async () => {
      const path = await stopLink();

      const looked = await world.request('GET', path, undefined, { accept: 'text/html' });
      expect(looked.status).toBe(200);
      expect(looked.text).toContain('<form');
      expect(await paceOf(ada)).toBe('once');
      const clicked = await world.app.request(`${OWN}${path}`, {
        method: 'POST',
        headers: { host: HOST, 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });

      expect(clicked.status).toBe(200);
      expect(await paceOf(ada)).toBe('never');
      expect(await paceOf(linus)).toBe('once');
    });

    test('a link that was changed stops nothing', async () => {
      const path = await stopLink();
      const forged = path.replace(/\/[\da-f-]{36}\./, `/${linus.member.uid}.`);

      for (const wrong of [forged, `${path}x`, '/unsubscribe/x', `/unsubscribe/${ada.member.uid}`])
        expect((await world.request('POST', wrong, {})).status).toBe(404);

      expect([await paceOf(ada), await paceOf(linus)]).toEqual(['once', 'once']);
    });
  });
});
