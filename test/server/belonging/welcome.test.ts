// What helps with a first post.
import { beforeEach, expect, test } from 'vitest';
import type { CaseDetail, CasesPage } from '#server/cases/wire.ts';
import type { ThreadPage } from '#server/threads/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';
import { mailsOf } from '../accounts/browser.ts';
import { ask } from './pages.ts';

onBothDatabases((engine) => {
  let world: World;
  let [ada, linus, camille]: Person[] = [];
  beforeEach(async () => {
    world = await createWorld(engine);
    [ada, linus, camille] = [await world.person('ada'), await world.person('linus'), await world.person('camille', 'moderator')];
    await linus.post('Les platanes restent.');
  });

  const welcome = async (who: Person | null) =>
    (await world.request<ThreadPage>('GET', '/api/v1/thread?site=courrier&article=pont', undefined, who?.asEmbed)).body.viewer?.welcome;
  const bell = async (who: Person) => (await ask(world, who, '/notifications')).text;
  const screen = (newcomerPosts: number) =>
    world.db.write(async (tx) => {
      const { settings } = world.site;
      await tx.update(tx.t.sites).set({ settings: { ...settings, screening: { ...settings.screening, newcomerPosts } } });
    });
  async function approve(text: string) {
    const { body: found } = await camille!.desk<CasesPage>('GET', '/api/v1/cases?lane=held');
    const { id } = found.cases.find(({ excerpt }) => excerpt.includes(text))!;
    const { body } = await camille!.desk<CaseDetail>('GET', `/api/v1/cases/${id}`);
    const input = { version: body.version, revision: body.revision, verdict: 'approve' };
    expect((await camille!.desk('POST', `/api/v1/cases/${id}/decisions`, input)).status).toBe(200);
    await world.tell();
  }

  test('is for a member who has published nothing: neither for who only reads, nor for who has written, nor for the newsroom', async () => {
    expect(await welcome(ada!)).toBe('at_once');

    expect(await welcome(null)).toBeUndefined();
    expect(await welcome(linus!)).toBeUndefined();
    expect(await welcome(camille!)).toBeUndefined();
    expect(await welcome(await world.person('expert', 'expert'))).toBeUndefined();
  });

  test('says whether somebody reads it first', async () => {
    await screen(1);

    expect(await welcome(ada!)).toBe('reads_first');
  });

  test('put away, it stays away: from the embed, or by a form that leads back', async () => {
    expect((await ada!.send('PUT', '/api/v1/welcome', { site: 'courrier' })).status).toBe(204);
    expect((await ada!.send('PUT', '/api/v1/welcome', { site: 'courrier' })).status).toBe(204);
    expect(await welcome(ada!)).toBeUndefined();

    const nina = await world.person('nina');
    const form = await ask(world, nina, '/a/pont');
    expect(form.text).toContain('action="http://terrasse.courrier.test/welcome"');
    expect((await ask(world, nina, '/welcome', { next: '/a/pont' })).headers.get('location')).toBe('/a/pont');
    expect((await ask(world, nina, '/welcome', { next: 'https://evil.test/' })).headers.get('location')).toBe('/');
    expect(await welcome(nina)).toBeUndefined();
  });

  test('CM-01: a first post that somebody read and let through is told once, as a welcome, by mail too; the next as others', async () => {
    await screen(2);
    await ada!.post('Les bancs aussi ?');
    await approve('bancs');

    expect(await bell(ada!)).toMatch(/Votre premier message est publié/);
    expect(await bell(ada!)).not.toContain('Votre message est publié');
    const [mail, ...others] = (await mailsOf(world)).filter(({ to }) => to.startsWith('ada'));
    expect(mail!.subject).toContain('bienvenue');
    expect(others).toEqual([]);
    expect(await welcome(ada!)).toBeUndefined();

    await ada!.post('Et les fontaines ?');
    await approve('fontaines');
    expect(await bell(ada!)).toContain('Votre message est publié');
    expect((await bell(ada!)).match(/premier message est publié/g)).toHaveLength(1);
  });

  test('what was published at once is told by nobody: its author has just seen it', async () => {
    await ada!.post('Les bancs aussi ?');

    expect(await bell(ada!)).toContain('Rien pour l’instant');
  });

  test('the desk reads that it is a first one where it reads why it waits', async () => {
    await screen(1);
    await ada!.post('Les bancs aussi ?');

    const { body } = await camille!.desk<CasesPage>('GET', '/api/v1/cases?lane=held');

    expect(body.cases[0]!.reasons).toContain('newcomer');
  });
});
