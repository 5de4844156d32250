// What a node says of itself to who watches it: with the token alone, and nothing of anybody (docs/decisions/092).
import { expect, test } from 'vitest';
import { createApp } from '#server/app.ts';
import { addToOutbox, GIVEN_UP } from '#server/events/outbox.ts';
import { openMeasures } from '#server/ops/measures.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld } from '../../support/world.ts';

const TOKEN = 'known-to-prometheus';

onBothDatabases((engine) => {
  async function watched() {
    const world = await createWorld(engine);
    const config = { ...world.deps.config, metricsToken: TOKEN };
    const deps = { ...world.deps, config, measures: await openMeasures(config, world.deps) };
    const app = createApp(deps);
    const read = (authorization?: string) => app.request('/metrics', { headers: authorization ? { authorization } : {} });
    const lines = async () => {
      const answer = await read(`Bearer ${TOKEN}`);
      expect(answer.status).toBe(200);
      return (await answer.text()).split('\n');
    };
    return { world, deps, app, read, lines };
  }

  test('where no token is set, nothing is there', async () => {
    const { app } = await createWorld(engine);

    expect((await app.request('/metrics')).status).toBe(404);
  });

  test('whoever has another token, or none, reads nothing', async () => {
    const { read } = await watched();

    for (const given of [undefined, 'Bearer ', `Bearer ${TOKEN}x`, TOKEN]) {
      const answer = await read(given);
      expect([answer.status, await answer.text()]).toEqual([401, 'METRICS_TOKEN is asked, as a bearer token']);
    }
  });

  test('requests are counted by the pattern of their route: no name, no address is in them', async () => {
    const { world, app, lines } = await watched();
    await app.request('/api/v1/threads/018f6f3e-7a51-7cc1-9c09-1d2f4d7f0000/posts');
    await app.request(`/api/v1/thread?site=${world.site.key}&article=pont`);

    const told = await lines();

    expect(told).toContain('terrasse_request_duration_seconds_count{method="GET",route="/api/v1/thread",status="200"} 1');
    expect(told).toContain('terrasse_request_duration_seconds_count{method="GET",route="/api/v1/threads/:id/posts",status="404"} 1');
    expect(told.join('\n')).not.toMatch(/018f6f3e|pont/);
  });

  test('what waits for a moderator says how much, and for how long', async () => {
    const { world, lines } = await watched();
    const ada = await world.person('ada');
    await ada.post('Quel guignol.');
    world.pass(90_000);

    const told = await lines();

    expect(told).toContain(`terrasse_cases_open{site="${world.site.key}"} 1`);
    expect(told).toContain(`terrasse_cases_oldest_seconds{site="${world.site.key}"} 90`);
  });

  test('what is to be sent says how late it is; what was given up waits for a person, not for the clock', async () => {
    const { world, deps, lines } = await watched();
    await deps.db.write(async (tx) => {
      await tx.delete(tx.t.outbox);
      await addToOutbox(tx, { kind: 'account.mail', siteId: null, data: {} }, deps.now());
      await addToOutbox(tx, { kind: 'notice.mail', siteId: null, data: {} }, GIVEN_UP);
    });
    world.pass(30_000);

    const told = await lines();

    expect(told).toContain('terrasse_outbox_entries{kind="account.mail",state="waiting"} 1');
    expect(told).toContain('terrasse_outbox_entries{kind="notice.mail",state="given up"} 1');
    expect(told).toContain('terrasse_outbox_oldest_seconds 30');
  });

  test('a page that is kept, and a job, tell how it went', async () => {
    const { world, deps, app, lines } = await watched();
    for (let n = 0; n < 3; n++) await app.request(`/api/v1/thread?site=${world.site.key}&article=pont`);
    deps.measures.job('outbox', 20, false);
    deps.measures.job('outbox', 20, true);

    const told = await lines();

    if (engine === 'sqlite') expect(told).toContain('terrasse_kept_pages_total{outcome="there"} 2');
    expect(told).toContain('terrasse_job_duration_seconds_count{job="outbox",outcome="failed"} 1');
  });
});
