// What docs/connecting-accounts.md shows is what works: the examples are taken from it, run, and their tokens exchanged.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import type { SessionWire } from '#server/wire.ts';
import { runPhp } from '../../support/php.ts';
import { openDoor } from '../../support/publisher.ts';
import { createWorld, ORIGIN } from '../../support/world.ts';

const READER = { id: 4217, name: 'Zoé « Zo » Lœuf', subscriber: true };
const documents = readFileSync('docs/connecting-accounts.md', 'utf8');

test.each([
  ['comments-token.mjs', inNode],
  ['comments-token.php', inPhp],
])('%s makes tokens that sign its reader in', async (file, make) => {
  const world = await createWorld('sqlite');
  world.pass(Date.now() - world.now().getTime());
  const { secret } = await openDoor(world.deps, world.site.id, { issuer: 'https://www.example.org', audience: 'terrasse' });
  const example = exampleOf(file);

  const [token, another] = [await make(example, secret), await make(example, secret)];
  const exchange = (given: string) =>
    world.request<SessionWire>('POST', '/api/v1/session/exchange', { site: 'courrier', token: given }, { origin: ORIGIN });
  const answer = await exchange(token);
  const forged = await exchange(await make(example, 'x'.repeat(43)));

  expect(example.split('\n').length).toBeLessThanOrEqual(21); // its name, and twenty lines
  expect(answer).toMatchObject({ status: 200, body: { member: { name: READER.name } } });
  const headers = { authorization: `Bearer ${answer.body.token}`, origin: ORIGIN };
  expect((await world.readThread('pont', '', headers)).viewer).toMatchObject({ name: READER.name, role: 'subscriber' });
  expect(decodeJwt(token)).toMatchObject({ sub: '4217' });
  expect(another).not.toBe(token);
  expect(forged.status).toBe(401);
});

/** The block whose first line names the file. */
function exampleOf(file: string): string {
  const blocks = [...documents.matchAll(/^```\w+\n([\s\S]+?)\n```$/gm)].map(([, text]) => text!);
  return blocks.find((text) => text.split('\n')[0]!.endsWith(file))!;
}

function inNode(example: string, secret: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-example-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const run = `import { commentsToken } from './comments-token.mjs';\nprocess.stdout.write(commentsToken(${JSON.stringify(READER)}));`;
  writeFileSync(join(folder, 'comments-token.mjs'), example);
  writeFileSync(join(folder, 'run.mjs'), run);
  return execFileSync(process.execPath, [join(folder, 'run.mjs')], { env: { COMMENTS_SECRET: secret }, encoding: 'utf8' });
}

function inPhp(example: string, secret: string): Promise<string> {
  const env = { COMMENTS_SECRET: secret, READER: JSON.stringify(READER) };
  return runPhp(`${example}\necho comments_token(json_decode(getenv('READER'), true));`, env);
}
