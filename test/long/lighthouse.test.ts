// What Lighthouse says of the demonstration. It comes by npx, 13.5.0: where that cannot be fetched, there is nothing to ask.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBrowser } from '../support/browser.ts';
import { FILLED, startDemo, type Demo } from '../support/demo.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/until.ts';

const LIGHTHOUSE = ['-y', 'lighthouse@13.5.0'];
const QUIET = '--headless=new --no-sandbox --disable-gpu --disable-quic --disable-background-networking';

type Report = {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; title: string }>;
};

const folder = mkdtempSync(join(tmpdir(), 'terrasse-lighthouse-'));
let demo: Demo;
let origin: string;
let fetched: boolean;

beforeAll(async () => {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  demo = startDemo(folder, port);
  fetched = (await run([...LIGHTHOUSE, '--version'])) === 0;
  await until('the first lines', demo.said, FILLED);
}, 300_000);

afterAll(async () => {
  await demo.stop();
  rmSync(folder, { recursive: true, force: true });
});

test.for<[string, () => string | Promise<string>]>([
  ['the front page', () => '/'],
  ['a conversation', () => linkOn('/', /href="(\/t\/[^"?]+)"/)],
  ['a space', () => linkOn('/', /href="(\/s\/[^"?]+)"/)],
  ['what is on', () => '/events'],
  ['the ideas', () => '/ideas'],
  ['the charter', () => '/charter'],
])('%s has 100 for accessibility, best practices and what search engines need', async ([, find], { skip }) => {
  skip(!fetched, 'Lighthouse cannot be fetched here');
  await expectFull(await find());
});

async function expectFull(path: string) {
  const file = join(folder, 'report.json');
  const { executablePath, own } = await findBrowser();
  const flags = [`--chrome-flags=${QUIET} ${own.join(' ')}`, '--quiet', '--output=json', `--output-path=${file}`];
  const categories = '--only-categories=accessibility,best-practices,seo';
  expect(await run([...LIGHTHOUSE, origin + path, categories, ...flags], { CHROME_PATH: executablePath })).toBe(0);
  const { categories: found, audits } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const short = Object.values(found).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id]!.score ?? 1) < 1).map(({ id }) => audits[id]!.title),
  );
  expect(short).toEqual([]);
  expect(Object.values(found).map(({ score }) => score)).toEqual([1, 1, 1]);
}

const linkOn = async (path: string, pattern: RegExp) => pattern.exec(await (await fetch(origin + path)).text())![1]!;

function run(args: string[], env: Record<string, string> = {}): Promise<number | null> {
  const child = spawn('npx', args, { env: { ...process.env, ...env }, stdio: 'ignore' });
  return new Promise((resolve) => child.once('close', resolve).once('error', () => resolve(null)));
}
