import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { guard } from '#server/http/guard.ts';
import { answerError } from '#server/http/refuse.tsx';
import { openRequest } from '#server/http/request.ts';
import { readWho, type Env } from '#server/http/who.ts';
import { createWorld } from '../../support/world.ts';

test('a route that nobody wrote a line for is closed to everybody, and its handler does not run', async () => {
  const world = await createWorld('sqlite');
  const admin = await world.person('admin', 'admin', { owner: true });
  let ran = false;
  const app = new Hono<Env>();
  app.onError(answerError);
  app.use(openRequest(world.deps), readWho, guard);
  app.get('/forgotten', (c) => ((ran = true), c.text('secret')));

  const answer = await app.request('/forgotten', { headers: admin.asPage });

  expect([answer.status, ran]).toEqual([500, false]);
});

test('signed out, a page leads to the form and back; the API says so', async () => {
  const world = await createWorld('sqlite');

  const page = await world.request('GET', '/account?lang=en');
  const api = await world.request('GET', '/api/v1/desk');

  expect([page.status, page.headers.get('location')]).toEqual([303, '/signin?next=/account%3Flang%3Den']);
  expect(api.status).toBe(401);
});

test('a site that asks its staff for a second factor keeps desk and sockets shut without one', async () => {
  const world = await createWorld('sqlite', { settings: { secondFactorForStaff: true } });
  const admin = await world.person('admin', 'admin');
  const owner = await world.person('owner', 'member', { owner: true });

  expect((await admin.desk('GET', '/api/v1/cases')).text).toContain('second_factor_needed');
  expect((await owner.desk('GET', '/api/v1/sites')).text).toContain('second_factor_needed');
  expect((await admin.desk('GET', '/account')).status).toBe(200);
});
