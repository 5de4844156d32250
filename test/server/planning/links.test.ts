import { expect, test } from 'vitest';
import { OutboundRefused, type GuardedFetch } from '#server/http/guarded-fetch.ts';
import type { CheckedLink } from '#server/planning/wire.ts';
import { createWorld } from '../../support/world.ts';

const SAID: Record<string, number | Error> = {
  'https://mairie.test/la': 200,
  'https://mairie.test/partie': 404,
  'https://mairie.test/film': new OutboundRefused('size'),
  'https://interne.test/': new OutboundRefused('private'),
  'https://panne.test/': 503,
};

test('CM-32: dead links are told while one writes; each is asked once, and of what we may not ask nothing is said', async () => {
  const asked: string[] = [];
  const fetch = Object.assign(
    async (url: string | URL) => {
      asked.push(String(url));
      const answer = SAID[String(url)]!;
      if (typeof answer !== 'number') throw answer;
      return new Response('', { status: answer });
    },
    { check: async () => {} },
  ) satisfies GuardedFetch;
  const world = await createWorld('sqlite', { fetch });
  const maud = await world.person('maud', 'manager');
  const source = `${Object.keys(SAID).join(' et ')} et [encore](https://mairie.test/la) et [rien](mailto:x@example.test)`;

  const { body } = await maud.desk<{ links: CheckedLink[] }>('POST', '/api/v1/calendar/links', { source });

  expect(body.links.map(({ says }) => says)).toEqual(['there', 'gone', 'there', 'silent', 'silent']);
  expect(asked).toEqual(Object.keys(SAID));
});
