import { asc } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { legalNoticeOutbox } from '#server/notices/mails.ts';
import { runOutbox } from '#server/events/outbox.ts';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, OWN, type Person, type World } from '../../support/world.ts';

const VISITOR = { origin: OWN, 'sec-fetch-site': 'same-origin', accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
const why = 'Cette phrase impute un fait précis et faux à une personne nommée.';

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let camille: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    ada = await world.person('ada');
    camille = await world.person('camille', 'moderator');
  });

  const give = (post: string, more: Record<string, string> = {}) => {
    const form = {
      post,
      ground: 'defamation',
      explanation: why,
      name: 'Claire Aubertin',
      email: 'claire@example.test',
      goodFaith: 'true',
      ...more,
    };
    return world.request('POST', '/notices', new URLSearchParams(form).toString(), VISITOR);
  };
  const page = (path: string) => world.request('GET', path, undefined, { accept: 'text/html' });
  const queue = async () => (await camille.desk<CasesPage>('GET', '/api/v1/cases')).body.cases;
  const send = () => runOutbox(world.db, legalNoticeOutbox(world.deps), world.now(), (error) => world.failures.push(error));
  const notices = () => world.db.read.select().from(world.db.read.t.notices).orderBy(asc(world.db.read.t.notices.id));
  const decide = async (decision: object) => {
    const [row] = await queue();
    const { body } = await camille.desk<CaseDetail>('GET', `/api/v1/cases/${row!.id}`);
    return camille.desk('POST', `/api/v1/cases/${row!.id}/decisions`, {
      version: body.version,
      revision: body.post!.revision,
      ...decision,
    });
  };

  test('begins with the law that is broken, by a form without a script', async () => {
    const post = await ada.post('Il a détourné la caisse.');

    const { status, text } = await page(`/notices/new?post=${post.id}`);

    expect(status).toBe(200);
    expect(text).toContain('Il a détourné la caisse.');
    expect(text).toContain('value="defamation"');
  });

  test('shows the exact address, and asks who gives it, but not of child abuse', async () => {
    const post = await ada.post('Il a détourné la caisse.');

    const named = await page(`/notices/new?post=${post.id}&ground=defamation`);
    const anonymous = await page(`/notices/new?post=${post.id}&ground=child_abuse`);

    expect(named.text).toContain(`${OWN}/p/${post.id}`);
    expect(named.text).toContain('name="email"');
    expect(anonymous.text).not.toContain('name="email"');
    expect(anonymous.text).not.toContain('name="name"');
  });

  test('from nobody in particular, is received at once, at an address of its own, and by mail', async () => {
    const post = await ada.post('Il a détourné la caisse.');

    const answer = await give(post.id);

    expect(answer.status).toBe(303);
    const receipt = await page(answer.headers.get('location')!);
    expect(receipt.text).toContain(why);
    await send();
    expect(world.mails).toMatchObject([{ to: 'claire@example.test', subject: 'Le Courrier : votre notification est reçue' }]);
    expect(world.mails[0]!.text).toContain(answer.headers.get('location')!);
    expect(world.mails[0]!.text).not.toContain('Claire');
    expect(world.mails[0]!.text).not.toContain(why);
  });

  test('comes before all else in the queue, and hides nothing', async () => {
    await ada.post('Guignol !');
    const post = await ada.post('Il a détourné la caisse.');

    await give(post.id);

    expect(await queue()).toMatchObject([{ reasons: ['notice'], legal: true, kind: 'reported' }, { reasons: ['banned_word'] }]);
    expect((await world.readThread()).posts.map(({ id }) => id)).toEqual([post.id]);
  });

  test('of child abuse needs no name; of anything else it does, with an explanation and good faith', async () => {
    const post = await ada.post('Il a détourné la caisse.');

    expect((await give(post.id, { ground: 'child_abuse', name: '', email: '' })).status).toBe(303);
    const refused = await give(post.id, { name: '', email: 'claire', explanation: 'Faux.', goodFaith: '' });

    expect(refused.status).toBe(422);
    expect(refused.text).toContain('20 caractères au moins.');
    expect(refused.text).toContain('Ce champ est nécessaire.');
    expect(refused.text).toContain('Sans cette attestation');
    expect(await notices()).toMatchObject([{ ground: 'child_abuse', name: null, email: null }]);
  });

  test('given twice by two who are not signed in, is kept twice', async () => {
    const post = await ada.post('Il a détourné la caisse.');

    await give(post.id);
    await give(post.id, { email: 'denis@example.test', name: 'Denis' });
    await give(post.id, { ground: 'child_abuse', name: '', email: '' });

    expect((await notices()).map(({ email }) => email)).toEqual(['claire@example.test', 'denis@example.test', null]);
    expect(await queue()).toHaveLength(1);
  });

  test('freezes the text as it was, whatever its author makes of it', async () => {
    const post = await ada.post('Il a détourné la caisse.');
    await give(post.id);

    await ada.send('PATCH', `/api/v1/posts/${post.id}`, { source: 'Il est charmant.', revision: 1 });

    const [kept] = await world.db.read.select().from(world.db.read.t.evidence);
    expect(JSON.parse(kept!.content)).toMatchObject({ source: 'Il a détourné la caisse.', author: { name: 'ada' } });
    expect(kept!.print).toMatch(/^[0-9a-f]{64}$/);
    expect(await queue()).toMatchObject([{ legal: true, reasons: ['notice'] }]);
  });

  test('has its address proved by a button, not by a mail scanner’s look', async () => {
    const post = await ada.post('Il a détourné la caisse.');
    await give(post.id);
    await send();
    const link = /\/notices\/\S+\/proof\/\S+/.exec(world.mails[0]!.text)![0];

    expect((await page(link)).status).toBe(200);
    expect(await notices()).toMatchObject([{ emailProvedAt: null }]);
    await world.request('POST', link, '', VISITOR);

    expect(await notices()).toMatchObject([{ emailProvedAt: world.now() }]);
    expect((await page(link.replace(/.$/, '!'))).status).toBe(404);
  });

  describe('decided', () => {
    const UNDO = 12_000;

    test('takes the post away: who gave it is told, with what they can do, and never named to its author', async () => {
      const post = await ada.post('Il a détourné la caisse.');
      const at = (await give(post.id)).headers.get('location')!;
      await decide({ verdict: 'reject', legalGround: 'defamation', note: 'Le fait imputé est faux.' });

      expect((await page(at)).text).toContain('La modération l’examine.');
      world.pass(UNDO);
      await send();

      expect((await page(at)).text).toContain('Le message n’est plus visible.');
      expect(world.mails.map(({ subject }) => subject)).toContain('Le Courrier : la réponse à votre notification');
      expect(world.mails.at(-1)!.text).toContain('tribunal');
      const [own] = (await world.readThread('pont', '', ada.asEmbed)).viewer!.posts;
      expect(own!.own!.statement).toMatchObject({ rule: null, law: 'Diffamation (loi du 29 juillet 1881, art. 29, al. 1, et 32)' });
      const statement = await page(own!.own!.statement!.url.replace(OWN, ''));
      expect(statement.text).toContain('après une notification');
      expect(statement.text).not.toContain('Claire');
    });

    test('leaves it: they may contest that too', async () => {
      const post = await ada.post('Il a détourné la caisse.');
      const at = (await give(post.id)).headers.get('location')!;
      await decide({ verdict: 'approve' });
      world.pass(UNDO);

      const { text } = await page(at);

      expect(text).toContain('Aucune suite n’est donnée');
      expect(text).toContain(`action="${at}/appeal"`);
    });

    test('and undone, waits again, and nobody was told', async () => {
      const post = await ada.post('Il a détourné la caisse.');
      await give(post.id);
      const { body } = (await decide({ verdict: 'reject', rule: 3 })) as unknown as { body: { case: CaseDetail } };

      await camille.desk('POST', `/api/v1/decisions/${body.case.decision!.id}/undo`, {});
      world.pass(UNDO);
      await send();

      expect(await notices()).toMatchObject([{ outcome: null, decisionId: null }]);
      expect(world.mails.map(({ subject }) => subject)).toEqual(['Le Courrier : votre notification est reçue']);
    });

    test('by its author, who takes it back: who gave it is told', async () => {
      const post = await ada.post('Il a détourné la caisse.');
      const at = (await give(post.id)).headers.get('location')!;

      await ada.send('DELETE', `/api/v1/posts/${post.id}`);

      expect((await page(at)).text).toContain('Le message n’est plus visible.');
    });
  });

  test('starts the clocks; what is plainly illegal is known from then on; a decision stops them', async () => {
    const [slander, threat] = [await ada.post('Il a détourné la caisse.'), await ada.post('Je sais où tu habites.')];
    const clocks = () => world.db.read.select().from(world.db.read.t.postClocks).orderBy(world.db.read.t.postClocks.postId);
    const noticed = world.now();
    await give(slander.id);
    await give(threat.id, { ground: 'threats' });
    expect(await clocks()).toMatchObject([
      { firstNoticeAt: noticed, knowledgeAt: null, firstSeenAt: null },
      { firstNoticeAt: noticed, knowledgeAt: noticed },
    ]);

    world.pass(60_000);
    const seen = world.now();
    for (const { id } of await queue()) await camille.desk('PUT', `/api/v1/cases/${id}/claim`, {});
    world.pass(60_000);
    await decide({ verdict: 'approve' });

    const [first, second] = await clocks();
    expect([first!.firstSeenAt, second!.firstSeenAt]).toEqual([seen, seen]);
    expect(first!.knowledgeAt).toEqual(seen);
    expect(second!.knowledgeAt).toEqual(noticed);
    expect([first!.actedAt, second!.actedAt].filter(Boolean)).toEqual([world.now()]);
    expect([first!.alarmAt, second!.alarmAt].filter((alarm) => alarm === null)).toHaveLength(1);
  });

  test('keeps the address at which it is followed from the desk: who has it may contest', async () => {
    const post = await ada.post('Il a détourné la caisse.');
    const at = (await give(post.id)).headers.get('location')!;
    const [row] = await queue();

    const { text } = await camille.desk('GET', `/api/v1/cases/${row!.id}`);

    expect(text).toContain('Claire Aubertin');
    expect(text).not.toContain(at.slice('/notices/'.length));
  });
});
