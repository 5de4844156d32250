import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished, test } from 'vitest';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuardedFetch } from '#server/http/guarded-fetch.ts';
import type { ScreeningWire } from '#server/sites/wire.ts';
import type { ErrorBody } from '#server/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld } from '../../support/world.ts';

type Asked = { headers: Record<string, string>; body: string };

/** A service of the publisher's that says the same to all. */
async function service(answer: string, status = 200) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      asked.push({ headers: request.headers as Record<string, string>, body });
      if (answer === 'silence') return;
      response.writeHead(status, { 'content-type': 'application/json' }).end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/avis`, asked };
}

onBothDatabases((engine) => {
  async function ask(answer: string, options: { status?: number; onFailure?: 'hold' | 'publish' } = {}) {
    const { url, asked } = await service(answer, options.status);
    const external = { url, onFailure: options.onFailure ?? 'publish', timeoutMs: 500 };
    const world = await createWorld(engine, {
      fetch: createGuardedFetch({ allowPrivate: true }),
      settings: { screening: { newcomerPosts: 0, external, classifier: { on: false, rankFrom: 0.5, holdFrom: null } } },
    });
    const post = await (await world.person('ada')).post('Le pont fermera en mars.');
    const findings = await world.db.read.select().from(world.db.read.t.findings);
    return { world, post, asked, findings };
  }

  test('it is asked with a signature that the site’s secret proves, without a name', async () => {
    const { world, asked } = await ask('{"effect":"none"}');
    const grace = await world.person('grace', 'manager');
    const { externalSecret } = (await grace.desk<ScreeningWire>('GET', '/api/v1/screening')).body;

    const { headers, body } = asked[0]!;

    expect(JSON.parse(body)).toMatchObject({ type: 'post.screening', site: 'courrier', post: { source: 'Le pont fermera en mars.' } });
    expect(body).not.toMatch(/\bada\b/);
    const signed = new Webhook(externalSecret!);
    // The clock of the tests stands still, long ago: what is proved is who signed what.
    expect(signed.sign(headers['webhook-id']!, new Date(Number(headers['webhook-timestamp']) * 1000), body)).toBe(
      headers['webhook-signature'],
    );
  });

  test('what it finds is kept with the rest', async () => {
    const { post, findings } = await ask('{"effect":"hold","weight":3,"evidence":["en mars","pas là"]}');

    expect(post.state).toBe('held');
    expect(findings).toMatchObject([{ phase: 'external', effect: 'hold', weight: 3, evidence: ['en mars'], facts: { answered: 'yes' } }]);
  });

  test.each([
    ['silence', 200],
    ['{"effect":"explode"}', 200],
    ['not json', 200],
    [JSON.stringify({ effect: 'hold', evidence: Array.from({ length: 21 }, () => 'en mars') }), 200],
    [JSON.stringify({ effect: 'hold', evidence: ['en mars'.repeat(100)] }), 200],
    [JSON.stringify({ effect: 'hold', more: 'en mars'.repeat(5000) }), 200],
    ['{"effect":"none"}', 500],
  ])('%.40s (%i) is no answer: the site has said what follows', async (answer, status) => {
    const published = await ask(answer, { status, onFailure: 'publish' });
    const held = await ask(answer, { status, onFailure: 'hold' });

    expect([published.post.state, held.post.state]).toEqual(['published', 'held']);
    expect(published.findings).toMatchObject([{ phase: 'external', effect: 'flag', facts: { answered: 'no' } }]);
  });

  test('an address that nobody may ask is refused beside its field; another service is told to the security log', async () => {
    const world = await createWorld(engine, {
      fetch: createGuardedFetch({ resolve: async () => [{ address: '93.184.216.34', family: 4 }] }),
    });
    const grace = await world.person('grace', 'manager');
    const base = (await grace.desk<ScreeningWire>('GET', '/api/v1/screening')).body;
    const save = (url: string) => {
      const external = { url, onFailure: 'hold' as const, timeoutMs: 500 };
      return grace.desk<ErrorBody>('PUT', '/api/v1/screening', { ...base, screening: { ...base.screening, external } });
    };

    expect(Object.keys((await save('http://127.0.0.1/avis')).body.error.fields!)).toEqual(['screening.external.url']);
    expect((await save('https://avis.example.test/')).status).toBe(200);

    const { securityLog } = world.db.read.t;
    const log = await world.db.read.select({ event: securityLog.event, facts: securityLog.facts }).from(securityLog);
    expect(log).toEqual([{ event: 'screening.service_changed', facts: { url: 'https://avis.example.test/' } }]);
  });
});
