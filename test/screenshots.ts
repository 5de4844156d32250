// `npm run screenshots`: the pictures of the README and of docs, from the demonstration itself, into docs/screenshots.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from './support/browser.ts';
import { FILLED } from './support/demo.ts';
import { until } from './support/until.ts';

/** Of the desk, for docs/community-manager.md: where each is, and what says that it is there. */
const DESK = {
  'desk-home': ['', 'main h2'],
  'desk-calendar': ['calendar/week', 'a.planned'],
  'desk-inbox': ['inbox', '.item-row'],
  'desk-member': ['members', 'main tbody a'],
  'desk-audience': ['audience', 'main svg'],
} as const;

/** As docs/theming.md has them, in its order. */
const PRESETS = ['serif', 'plain', 'magazine'];
const presets = [...readFileSync('docs/theming.md', 'utf8').matchAll(/```css\n([\s\S]+?)```/g)].map(([, css]) => css!);

const PORT = '3217';
const folder = mkdtempSync(join(tmpdir(), 'terrasse-pictures-'));
const server = spawn(process.execPath, ['dist/server/demo.js'], {
  env: { PATH: process.env.PATH!, PORT, DATABASE_URL: `file:${folder}/demo.db` },
  stdio: ['ignore', 'pipe', 'inherit'],
});
let said = '';
server.stdout.on('data', (data) => (said += data));

try {
  const linkOf = (role: string) => new RegExp(`^ {2}${role} .*?(http\\S+)$`, 'm').exec(said)?.[1];
  const moderator = await until('the demonstration', () => linkOf('moderator'), FILLED);
  mkdirSync('docs/screenshots', { recursive: true });
  const browser = await launchBrowser();
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width: 1280, height: 900 },
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
    });
    const page = await context.newPage();
    const shoot = (name: string) => page.screenshot({ path: `docs/screenshots/${name}-${colorScheme}.png` });

    await page.goto(`http://127.0.0.1:${PORT}/demo/articles/place-du-marche-platanes`);
    const thread = page.locator('terrasse-thread');
    // Its words come when it is near; what they move above them has moved by then.
    await thread.evaluate((element) => element.scrollIntoView());
    await thread.locator('article').first().waitFor();
    await thread.evaluate((element) => element.scrollIntoView());
    await shoot('embed');
    await shootPresets(page, colorScheme);

    await page.goto(`http://localhost:${PORT}/`);
    await shoot('forum');

    if (colorScheme === 'light') {
      await page.goto(moderator);
      await page.locator('main form button').first().click();
      await page.waitForLoadState();
      await context.storageState({ path: join(folder, 'moderator.json') });
    } else
      await context.addCookies(
        (await browser.newContext({ storageState: join(folder, 'moderator.json') }).then((one) => one.storageState())).cookies,
      );
    await page.goto(`http://localhost:${PORT}/admin/#/all`);
    await page.locator('main li').first().waitFor();
    await page.waitForLoadState('networkidle');
    await shoot('queue');
    await context.close();
  }
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fr-FR', timezoneId: 'Europe/Paris' });
  const page = await context.newPage();
  await page.goto(linkOf('manager')!);
  await page.locator('main form button').first().click();
  await page.waitForLoadState();
  for (const [name, [at, there]] of Object.entries(DESK)) {
    await page.goto(`http://localhost:${PORT}/admin/#/${at}`);
    await page.locator(there).first().waitFor();
    if (name === 'desk-member') {
      await page.getByRole('link', { name: 'Viviane Briand' }).click();
      await page.getByRole('heading', { level: 1, name: 'Viviane Briand' }).waitFor();
    }
    await page.locator('main h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: `docs/screenshots/${name}-light.png` });
  }
  await browser.close();
} finally {
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
}

/** The comments alone, on their own paper. */
async function shootPresets(page: Page, colorScheme: string) {
  const thread = page.locator('terrasse-thread');
  await page.addStyleTag({ content: 'terrasse-thread { background: var(--terrasse-paper); padding: 1.5rem }' });
  for (const [i, name] of PRESETS.entries()) {
    const sheet = await page.addStyleTag({ content: presets[i]! });
    await thread.evaluate((element) => element.scrollIntoView());
    const { x, y, width } = (await thread.boundingBox())!;
    await page.screenshot({ path: `docs/screenshots/preset-${name}-${colorScheme}.png`, clip: { x, y, width, height: 620 } });
    await sheet.evaluate((element) => (element as Element).remove());
  }
}
