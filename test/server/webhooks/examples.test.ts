// What docs/webhooks.md shows is what works: the examples are taken from it, and read what was really sent.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createGuardedFetch } from '#server/http/guarded-fetch.ts';
import { runDeliveries } from '#server/webhooks/deliver.ts';
import { WEBHOOK_EVENTS } from '#server/webhooks/events.ts';
import type { Message, NewSecretWire } from '#server/webhooks/wire.ts';
import { runPhp } from '../../support/php.ts';
import { openReceiver, type Received } from '../../support/receiver.ts';
import { createWorld } from '../../support/world.ts';

const document = readFileSync('docs/webhooks.md', 'utf8');

test.each([
  ['verify-webhook.mjs', inNode],
  ['verify-webhook.php', inPhp],
] as const)('%s reads what is sent, and refuses what is forged or old', async (file, verify) => {
  const world = await createWorld('sqlite', { fetch: createGuardedFetch({ allowPrivate: true }) });
  world.pass(Date.now() - world.now().getTime());
  const receiver = await openReceiver();
  onTestFinished(() => receiver.close());
  const grace = await world.person('grace', 'manager');
  const { body: hook } = await grace.desk<NewSecretWire>('POST', '/api/v1/webhooks', { url: receiver.url, events: ['post.published'] });
  const ada = await world.person('ada');
  const post = await ada.post('Le café « rouvre ».');
  await grace.desk('POST', `/api/v1/webhooks/${hook.id}/secret`);
  await runDeliveries(world.deps);
  const [sent] = receiver.received;
  const read = (received: Received, secret = hook.secret) => verify(exampleOf(file), secret, received);
  const later = { ...sent!, headers: { ...sent!.headers, 'webhook-timestamp': String(Number(sent!.headers['webhook-timestamp']) - 600) } };

  expect(await read(sent!)).toMatchObject({ type: 'post.published', data: { post: { id: post.id, html: post.html } } });
  expect(await read({ ...sent!, body: sent!.body.replace('ada', 'eve') })).toBeNull();
  expect(await read(sent!, 'whsec_AAAA')).toBeNull();
  expect(await read(later)).toBeNull();
  expect(await read({ ...sent!, headers: {} })).toBeNull();
});

test('every event has its line', () => {
  for (const event of WEBHOOK_EVENTS) expect(document).toContain(`| \`${event}\` |`);
});

/** The block whose first line names the file. */
function exampleOf(file: string): string {
  const blocks = [...document.matchAll(/^```\w+\n([\s\S]+?)\n```$/gm)].map(([, text]) => text!);
  return blocks.find((text) => text.split('\n')[0]!.endsWith(file))!;
}

function inNode(example: string, secret: string, { headers, body }: Received): Message | null {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-example-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const run = `import { verifyWebhook } from './verify-webhook.mjs';
process.stdout.write(JSON.stringify(verifyWebhook(...JSON.parse(process.env.GIVEN))));`;
  writeFileSync(join(folder, 'verify-webhook.mjs'), example);
  writeFileSync(join(folder, 'run.mjs'), run);
  const env = { GIVEN: JSON.stringify([secret, headers, body]) };
  return JSON.parse(execFileSync(process.execPath, [join(folder, 'run.mjs')], { env, encoding: 'utf8' })) as Message | null;
}

async function inPhp(example: string, secret: string, { headers, body }: Received): Promise<Message | null> {
  const code = `${example}\necho json_encode(verify_webhook(...json_decode(getenv('GIVEN'), true)));`;
  return JSON.parse(await runPhp(code, { GIVEN: JSON.stringify([secret, headers, body]) })) as Message | null;
}
