import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';
import { afterScripts } from './taking-over.ts';

/** Without these, a machine cut off from the world has its connections refused by the dozen. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** All that the one from npm needs of its own arguments; the others it ships with would switch off what journeys are about (CORS among them). */
const DRAWING = ['--use-gl=angle', '--use-angle=swiftshader', '--font-render-hinting=none'];

/** As browsers do by default by now, or soon: another site's frames and requests get no cookies but partitioned ones. */
const NO_THIRD_PARTY_COOKIES = '--test-third-party-cookie-phaseout';

/** An installed Chromium, or the one that npm brought. Nothing is done in its pages before their scripts have taken over. */
export async function launchBrowser({ thirdPartyCookies = false } = {}): Promise<Browser> {
  const args = [...QUIET, ...(thirdPartyCookies ? [] : [NO_THIRD_PARTY_COOKIES])];
  const { executablePath, own } = await findBrowser();
  return afterScripts(await chromium.launch({ executablePath, args: [...args, ...own] }));
}

/** Where it is, and what it needs of its own to draw. */
export async function findBrowser(): Promise<{ executablePath: string; own: string[] }> {
  const installed = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => existsSync(file));
  return installed ? { executablePath: installed, own: [] } : { executablePath: await unpacked(), own: DRAWING };
}

/** Its binary is unpacked into TMPDIR and reused whatever its version: each version gets a folder of its own. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(readFileSync('node_modules/@sparticuz/chromium/package.json', 'utf8')) as { version: string };
  const folder = join(tmpdir(), `terrasse-chromium-${version}`);
  mkdirSync(folder, { recursive: true });
  const { TMPDIR } = process.env;
  process.env.TMPDIR = folder;
  try {
    return await sparticuz.executablePath();
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
}
