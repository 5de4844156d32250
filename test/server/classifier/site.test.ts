import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { correctionOf } from '#server/classifier/correction-of.ts';
import { classifierOutbox } from '#server/classifier/learn-again.ts';
import { refit } from '#server/classifier/refit.ts';
import type { ClassifierWire } from '#server/classifier/wire.ts';
import { runOutbox } from '#server/events/outbox.ts';
import { uuidv7 } from '#server/ids.ts';
import { insertPost } from '#server/posts/insert-post.ts';
import { ensureArticleThread } from '#server/threads/queries.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type Person, type World } from '../../support/world.ts';

const TEN_MINUTES = 600_000;

onBothDatabases((engine) => {
  let world: World;
  let ada: Person;
  let camille: Person;
  beforeEach(async () => {
    world = await createWorld(engine);
    const { location } = world.db;
    world.deps.config.database = engine === 'sqlite' ? { kind: 'sqlite', file: location } : { kind: 'postgres', url: location };
    ada = await world.person('ada');
    camille = await world.person('camille', 'manager');
  });

  /** What the team said of texts, as decisions keep it. */
  const decided = (texts: { source: string; verdict: 'approve' | 'reject' }[], by = ada) =>
    world.db.write(async (tx) => {
      const { cases, decisions } = tx.t;
      const at = world.now();
      const thread = await ensureArticleThread(tx, { siteId: world.site.id, key: 'port', uid: uuidv7(), claimed: null, now: at });
      for (const [n, { source, verdict }] of texts.entries()) {
        const post = await insertPost(tx, {
          uid: uuidv7(),
          clientId: uuidv7(),
          siteId: world.site.id,
          threadId: thread.id,
          surface: 'comments',
          authorId: by.member.id,
          parentId: null,
          expert: false,
          format: 'markdown',
          source,
          html: source,
          createdAt: at,
        });
        const place = { siteId: world.site.id, postId: post.id, memberId: by.member.id, threadId: thread.id };
        const [made] = await tx
          .insert(cases)
          .values({ uid: uuidv7(), number: 1000 + n, state: 'decided', kind: 'held', reasons: [], weight: 0, openedAt: at, ...place })
          .returning({ id: cases.id });
        const what = { uid: uuidv7(), siteId: world.site.id, caseId: made!.id, caseVersion: 1, postId: post.id, revision: 1 };
        await tx.insert(decisions).values({ ...what, moderatorId: camille.member.id, verdict, note: '', at });
      }
    });
  /** A team that refuses talk of the harbour, whatever its tone, and lets pass talk of the market. */
  const taught = (by = ada) =>
    decided(
      Array.from({ length: 64 }, (_, n) => [
        { source: `Le port numéro ${n}, encore le port et ses quais.`, verdict: 'reject' as const },
        { source: `Le marché numéro ${n}, toujours le marché et ses étals.`, verdict: 'approve' as const },
      ]).flat(),
      by,
    );
  const shown = async () => (await camille.desk<ClassifierWire>('GET', '/api/v1/classifier')).body;

  test('before there is enough to learn from, the model stands as it came', async () => {
    await decided([{ source: 'Le port, encore le port.', verdict: 'reject' }]);

    await refit(world.deps, world.site.id);

    expect(await shown()).toMatchObject({ decisions: 1, learnt: false, needed: 50 });
    expect(await correctionOf(world.db.read, world.site.id)).toBeNull();
  });

  test(
    'it learns what this team refuses, says how right it would have been, and weighs the next text by it',
    { timeout: 60_000 },
    async () => {
      await taught();

      await refit(world.deps, world.site.id);

      const facts = await shown();
      expect(facts).toMatchObject({ decisions: 128, learnt: true });
      expect(facts.precision[0]).toMatchObject({ threshold: 0.5, share: 1 });
      await world.db.write(async (tx) => {
        const { sites } = tx.t;
        const screening = { newcomerPosts: 0, classifier: { on: true, rankFrom: 0.5, holdFrom: 0.95 } };
        await tx
          .update(sites)
          .set({ settings: { ...world.site.settings, screening } })
          .where(eq(sites.id, world.site.id));
      });
      await ada.post('Voilà le port, encore le port et ses quais.', { article: 'pont' });
      const { findings } = world.db.read.t;
      expect((await world.db.read.select().from(findings)).map(({ phase }) => phase)).toContain('toxicity');
    },
  );

  test('who leaves is unlearnt: as if they had never written', async () => {
    const leaver = await world.person('linus');
    await taught(leaver);
    await refit(world.deps, world.site.id);
    const { members } = world.db.read.t;
    await world.db.write(
      async (tx) => void (await tx.update(members).set({ goneAt: world.now() }).where(eq(members.id, leaver.member.id))),
    );

    await refit(world.deps, world.site.id);

    expect(await shown()).toMatchObject({ decisions: 0, learnt: false });
  });

  test('a decision that stands teaches once people were told, ten minutes on; one taken back does not', async () => {
    const reported = await ada.post('Le pont rouvrira en mars.');
    await (await world.person('grace')).send('POST', `/api/v1/posts/${reported.id}/reports`, { rule: 1, note: '' });
    const { outbox } = world.db.read.t;
    const waiting = async () => (await world.db.read.select().from(outbox)).filter(({ kind }) => kind === 'classifier.learn').length;
    const [row] = (await camille.desk<{ cases: { id: string; version: number }[] }>('GET', '/api/v1/cases')).body.cases;
    await camille.desk('POST', `/api/v1/cases/${row!.id}/decisions`, { version: row!.version, revision: 1, verdict: 'approve' });
    expect(await waiting()).toBe(0);

    await world.tell();
    expect(await waiting()).toBe(1);
    world.pass(TEN_MINUTES);
    await runOutbox(world.db, classifierOutbox(world.deps), world.now(), (error) => world.failures.push(error));

    expect(world.failures).toEqual([]);
    expect(await shown()).toMatchObject({ decisions: 1 });
  });
});
