// Everything that runs in production, into dist/: the embed, the desk, the server. `node build.ts`.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import type { EmbedManifest } from './server/http/assets.ts';
import { minify, readStyles } from './widget/thread/style.ts';

/** What the server's bundle leaves out: what is native, or would not go in. Unbundled, drizzle-orm alone cost 130 MB and a second at start. */
const OUTSIDE = ['@node-rs/argon2', 'better-sqlite3', 'jsdom', 'nodemailer', 'pdfkit', 'pg', 'pino', 'sharp', 'socket.io'];

const [first, more, rare] = readStyles();
const css = first + more + rare;
const quotesStyle = minify(readFileSync('widget/quotes/quotes.css', 'utf8'));
const shared: InlineConfig = {
  configFile: false,
  logLevel: 'warn',
  root: import.meta.dirname,
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  json: { namedExports: false },
  define: { TERRASSE_STYLE: JSON.stringify(first), TERRASSE_MORE_STYLE: JSON.stringify(more), TERRASSE_RARE_STYLE: JSON.stringify(rare) },
};

/** V8 keeps a source that has one ’ in it at two bytes a character: three megabytes of ours, for some hundred of them. */
const oneByte: Plugin = {
  name: 'one-byte',
  generateBundle: (_, files) => {
    for (const file of Object.values(files)) if (file.type === 'chunk') file.code = file.code.replace(/[^\0-\xff]/g, escaped);
  },
};
const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

rmSync('dist', { recursive: true, force: true });
await buildEmbed();
if (existsSync('admin/index.html')) await buildDesk();
await buildServer();

/** Modules with hashed names, immutable; embed.js, which names them; and what the server must know of both. */
async function buildEmbed() {
  // One file for all that the first drawing takes: what is fetched later shares it.
  const groups = [
    { name: 'element', test: /\/widget\/define\.ts$/, priority: 2 },
    { name: 'reading', test: /\/widget\/reading\.ts$/, priority: 1 },
    { name: 'writing', test: /\/widget\/writing\.ts$/ },
  ];
  const output = { entryFileNames: '[name]-[hash].js', chunkFileNames: '[name]-[hash].js', codeSplitting: { groups } };
  const chunks = await bundle({
    // The embed draws without Preact (docs/decisions/108).
    oxc: {
      jsx: { runtime: 'classic', pragma: '_h', pragmaFrag: '_F' },
      jsxInject: `import { h as _h, Fragment as _F } from '#widget/drawing.ts'`,
    },
    // As a server's: without the page's preload helper, which an embed has no use for.
    ssr: { noExternal: true, target: 'webworker' },
    build: {
      ssr: true,
      outDir: 'dist/embed',
      target: 'es2022',
      minify: true,
      // The runtime's import is put into every file: where nothing is drawn it goes again.
      rolldownOptions: {
        input: { element: 'widget/define.ts', bell: 'widget/bell.ts', forum: 'widget/forum.ts', event: 'widget/event.ts' },
        output,
        treeshake: { moduleSideEffects: [{ test: /drawing/, sideEffects: false }] },
      },
    },
  });
  const fileOf = (source: string) => chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(source))!.fileName;
  const manifest: EmbedManifest = {
    element: fileOf('widget/define.ts'),
    locales: { fr: fileOf('widget/i18n/fr.json'), en: fileOf('widget/i18n/en.json') },
    bell: fileOf('widget/bell.ts'),
    forum: fileOf('widget/forum.ts'),
    event: fileOf('widget/event.ts'),
    css,
    styleHash: `sha256-${createHash('sha256').update(css).digest('base64')}`,
    quotes: quotesStyle,
    pages: writePageStyle(),
    passkeys: await buildPageScript('passkeys', 'server/accounts/passkey-script.ts'),
    gallery: await buildPageScript('gallery', 'server/galleries/gallery-script.ts'),
    newTopic: await buildPageScript('new-topic', 'server/forum/new-topic-script.ts'),
    push: await buildPageScript('push', 'server/push/push-script.ts'),
    zone: await buildPageScript('zone', 'server/notifications/zone-script.ts'),
  };
  writeFileSync('dist/embed/manifest.json', JSON.stringify(manifest));
  await bundle({
    define: { TERRASSE_ELEMENT: JSON.stringify(manifest.element) },
    build: {
      outDir: 'dist',
      emptyOutDir: false,
      target: 'es2020',
      rolldownOptions: { input: 'widget/embed.ts', output: { format: 'iife', entryFileNames: 'embed.js' } },
    },
  });
  // Ready to be published to npm.
  cpSync('widget/package', 'dist/package', { recursive: true });
  for (const [name, input] of [
    ['quotes', 'widget/quotes/quotes.ts'],
    ['counts', 'widget/counts.ts'],
    ['disqus', 'widget/disqus.ts'],
  ] as const)
    await bundle({
      define: { TERRASSE_QUOTES_STYLE: JSON.stringify(quotesStyle) },
      build: {
        outDir: 'dist',
        emptyOutDir: false,
        target: 'es2022',
        rolldownOptions: { input, output: { format: 'iife', entryFileNames: `${name}.js` } },
      },
    });
}

/** A script of some of our own pages, beside the embed's modules; no embed asks for it. */
async function buildPageScript(name: string, file: string): Promise<string> {
  const [script] = await bundle({
    build: {
      outDir: 'dist/embed',
      emptyOutDir: false,
      target: 'es2022',
      rolldownOptions: {
        input: { [name]: file },
        output: { format: 'iife', entryFileNames: '[name]-[hash].js' },
      },
    },
  });
  return `/embed/${script!.fileName}`;
}

/** The sheet of our own pages: the component's, and theirs. */
function writePageStyle(): string {
  const own = 'server/pages/pages.css';
  const sheet = existsSync(own) ? css + minify(readFileSync(own, 'utf8')) : css;
  const name = `pages-${createHash('sha256').update(sheet).digest('hex').slice(0, 8)}.css`;
  writeFileSync(`dist/embed/${name}`, sheet);
  return `/embed/${name}`;
}

async function buildDesk() {
  await build({
    ...shared,
    root: 'admin',
    base: '/admin/',
    build: { outDir: '../dist/admin', emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
}

/** Entries keep their names: scripts, images and workers start them by it. */
async function buildServer() {
  const entries = [
    ...['main', 'demo', 'import', 'rerender', 'reindex', 'recount', 'backup', 'restore', 'move', 'verify-log'].map(
      (name) => `server/${name}.ts`,
    ),
    ...globSync('server/**/*worker.ts'),
  ];
  const input = Object.fromEntries(entries.filter((file) => existsSync(file)).map((file) => [basename(file, '.ts'), file]));
  if (Object.keys(input).length === 0) return;
  mkdirSync('dist/server', { recursive: true });
  await bundle({
    plugins: [oneByte],
    ssr: { external: OUTSIDE, noExternal: true },
    build: {
      ssr: true,
      outDir: 'dist/server',
      target: 'node24',
      minify: false,
      rolldownOptions: { input, output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' } },
    },
  });
  cpSync('server/classifier/weights', 'dist/server/weights', { recursive: true });
  cpSync('server/demo/media', 'dist/server/demo-media', { recursive: true });
  cpSync('server/machines/letters', 'dist/letters', { recursive: true });
}

async function bundle({ define, ...config }: InlineConfig): Promise<Rolldown.OutputChunk[]> {
  const made = (await build({ ...shared, ...config, define: { ...shared.define, ...define } })) as Rolldown.RolldownOutput;
  return made.output.filter((file) => file.type === 'chunk');
}
