import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '#server/threads/wire.ts';
import { createWorld, type Person, type World } from '../support/world.ts';

// Every route that changes or shows something not everybody may have, times every role. A role not named is refused;
// 404 to whoever should not know that there is something there.
const roles: Role[] = ['member', 'subscriber', 'expert', 'journalist', 'moderator', 'manager', 'admin'];
const moderators: Role[] = ['moderator', 'manager', 'admin'];
const managers: Role[] = ['manager', 'admin'];
const nil = '01a20000-0000-7000-8000-000000000000';

type Rule = { method: string; path: string; body?: unknown; allowed: Role[]; ok: number };

const rules: Rule[] = [
  { method: 'GET', path: '/api/v1/desk', allowed: moderators, ok: 200 },
  { method: 'GET', path: '/api/v1/desk/threads', allowed: moderators, ok: 200 },
  { method: 'GET', path: '/api/v1/cases', allowed: moderators, ok: 200 },
  { method: 'GET', path: '/api/v1/cases/CASE', allowed: moderators, ok: 200 },
  {
    method: 'POST',
    path: '/api/v1/cases/CASE/decisions',
    body: { version: 99, revision: 1, verdict: 'approve' },
    allowed: moderators,
    ok: 409,
  },
  { method: 'PUT', path: '/api/v1/threads/THREAD/closure', allowed: moderators, ok: 204 },
  { method: 'DELETE', path: '/api/v1/threads/THREAD/closure', allowed: moderators, ok: 204 },
  { method: 'PUT', path: '/api/v1/threads/THREAD/moderation', body: { moderation: null }, allowed: moderators, ok: 204 },
  { method: 'GET', path: '/api/v1/settings', allowed: managers, ok: 200 },
  { method: 'GET', path: '/api/v1/tokens', allowed: managers, ok: 200 },
  { method: 'POST', path: '/api/v1/tokens', body: { name: 'CMS' }, allowed: managers, ok: 201 },
  { method: 'DELETE', path: `/api/v1/tokens/${nil}`, allowed: managers, ok: 404 },
  { method: 'PUT', path: '/api/v1/charter', body: { version: 99, rules: [{ title: 't', body: 'b' }] }, allowed: managers, ok: 409 },
  { method: 'PUT', path: '/api/v1/articles/pont', body: { title: 't', url: 'https://www.courrier.test/pont' }, allowed: [], ok: 0 },
];

describe('every route, every role', () => {
  let world: World;
  let people: Map<Role, Person>;
  let fill: (path: string) => string;
  beforeAll(async () => {
    world = await createWorld('sqlite', { closing: afterAll });
    people = new Map();
    for (const role of roles) people.set(role, await world.person(role, role));
    await people.get('member')!.post('Guignol !');
    const { body } = await people.get('admin')!.desk<{ cases: { id: string; thread: { id: string } }[] }>('GET', '/api/v1/cases');
    fill = (path) => path.replace('CASE', body.cases[0]!.id).replace('THREAD', body.cases[0]!.thread.id);
  });

  test.each(rules)('$method $path', async ({ method, path, body, allowed, ok }) => {
    expect((await world.request(method, fill(path), body)).status, 'nobody').toBe(401);
    for (const role of roles) {
      const person = people.get(role)!;
      const own = await person.desk(method, fill(path), body);
      const embedded = await person.send(method, fill(path), body);
      const forged = await world.request(method, fill(path), body, {
        ...person.asPage,
        origin: 'https://www.courrier.test',
        'sec-fetch-site': 'cross-site',
      });
      if (allowed.includes(role)) expect(own.status, role).toBe(ok);
      else expect([403, 404], role).toContain(own.status);
      expect([403, 404], `${role} from an embed`).toContain(embedded.status);
      expect([401, 403, 404], `${role}'s cookie from another page`).toContain(forged.status);
    }
  });

  test('settings are saved by managers alone', async () => {
    const manager = people.get('manager')!;
    const { body } = await manager.desk<{ version: number; settings: object }>('GET', '/api/v1/settings');
    for (const role of roles) {
      const { status } = await people.get(role)!.desk('PUT', '/api/v1/settings', { ...body, version: 99 });
      expect(status, role).toBe(managers.includes(role) ? 409 : 404);
    }
    expect((await manager.desk('PUT', '/api/v1/settings', body)).status).toBe(200);
  });

  test('a token of another site opens nothing', async () => {
    const other = await world.addSite('ailleurs', 'ailleurs.test');
    const { makeToken } = await import('#server/sites/tokens.ts');
    const { token } = await makeToken(world.deps, other.id, 'CMS');

    const answer = await world.request(
      'PUT',
      '/api/v1/articles/pont',
      { title: 't', url: 'https://www.courrier.test/pont' },
      { authorization: `Bearer ${token}` },
    );

    expect(answer.status).toBe(201); // on its own site
    expect((await world.readThread()).thread.title).toBeNull();
  });
});
