// A read-only API of the kept figures, for the publisher's own programs (docs/metrics.md).
import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { countHere, keepFigures } from '#server/figures/keep-figures.ts';
import { countFigures } from '#server/figures/count-figures.ts';
import { momentsOf } from '#server/figures/spans.ts';
import type { FiguresWire } from '#server/figures/wire.ts';
import { limits } from '#server/http/rate-limit.ts';
import type { NewTokenWire, TokensWire } from '#server/sites/wire.ts';
import { onBothDatabases } from '../../support/database.ts';
import { openForum, type Forum } from '../../support/forum.ts';
import type { Person } from '../../support/world.ts';

onBothDatabases((engine) => {
  let forum: Forum;
  let maud: Person;
  beforeEach(async () => {
    forum = await openForum(engine, { limits: true });
    maud = await forum.person('maud', 'manager');
    await forum.open('Un marché le dimanche ?');
    forum.pass(2 * 86_400_000);
    await keepFigures(forum.deps, countHere(forum.db.read));
  });

  const make = async (scopes: string[]) =>
    (await maud.desk<NewTokenWire>('POST', '/api/v1/tokens', { name: 'Tableau de bord', scopes, expiresAt: null })).body;
  const read = (token: string, query = '') =>
    forum.request<FiguresWire>('GET', `/api/v1/figures${query}`, undefined, { authorization: `Bearer ${token}` });

  test('the figures of each day and month, as they are counted, by a token made at the desk', async () => {
    const { token } = await make(['figures']);

    const { status, body } = await read(token);

    expect(status).toBe(200);
    expect(body).toMatchObject({ span: 'day', to: '2026-11-24', timeZone: 'Europe/Paris' });
    expect(body.rows.map(({ begins, figures }) => [begins, figures.posts])).toEqual([
      ['2026-11-22', 1],
      ['2026-11-23', 0],
    ]);
    const counted = { siteId: forum.site.id, ...momentsOf('day', '2026-11-22', forum.site.timeZone), now: forum.now() };
    expect(body.rows[0]!.figures).toEqual(await countFigures(forum.db.read, counted));
    expect((await read(token, '?span=month&from=2026-11-01')).body.rows.map(({ begins }) => begins)).toEqual(['2026-11-01']);
    expect((await read(token, '?from=2026-11-23&to=2026-11-23')).body.rows).toHaveLength(1);
  });

  test('the token reads figures and nothing else; of another scope, or ended, it reads none', async () => {
    const [figures, articles] = [await make(['figures']), await make(['articles'])];
    expect((await read(articles.token)).status).toBe(403);
    expect((await forum.request('GET', '/api/v1/figures')).status).toBe(401);
    const headers = { authorization: `Bearer ${figures.token}` };
    expect(
      (await forum.request('PUT', '/api/v1/articles/pont', { title: 'Le pont', url: 'https://www.courrier.test/pont' }, headers)).status,
    ).toBe(403);

    await maud.desk('DELETE', `/api/v1/tokens/${figures.id}`);

    expect((await read(figures.token)).status).toBe(401);
  });

  test('it is kept as a hash, and the desk says when it was last used', async () => {
    const { id, token } = await make(['figures']);
    await read(token);

    const { siteTokens } = forum.db.read.t;
    const [row] = await forum.db.read.select().from(siteTokens).where(eq(siteTokens.uid, id));
    expect(JSON.stringify(row)).not.toContain(token.slice(4));
    const { tokens } = (await maud.desk<TokensWire>('GET', '/api/v1/tokens')).body;
    expect(tokens).toMatchObject([{ scopes: ['figures'], lastUsedAt: forum.now().toISOString() }]);
  });

  test('a program that asks without end is told to wait; a question that makes no sense, why', async () => {
    const { token } = await make(['figures']);
    expect((await read(token, '?span=week')).status).toBe(422);
    expect((await read(token, '?from=2020-01-01')).status).toBe(422);

    const statuses: number[] = [];
    for (let n = 0; n < limits.figures.count + 1; n++) statuses.push((await read(token)).status);

    expect(statuses.at(-1)).toBe(429);
    expect(statuses[0]).toBe(200);
  });
});
