// What is ready for npm: TypeScript's own judgement of it, as a publisher's build would ask.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const run = promisify(execFile);

/** As much of each as its types hang on: none of them is ours to install. */
const FRAMEWORKS = {
  'node_modules/react/index.d.ts': `
    export interface HTMLAttributes<T> { id?: string; lang?: string; className?: string; children?: unknown }
    export type DetailedHTMLProps<E, T> = E & { key?: string; ref?: (element: T | null) => void };
    export namespace JSX { interface IntrinsicElements { div: HTMLAttributes<HTMLElement> } interface Element {} }`,
  'node_modules/react/jsx-runtime.d.ts': `export { JSX } from 'react'; export const jsx: unknown; export const jsxs: unknown; export const Fragment: unknown;`,
  'node_modules/vue/index.d.ts': `export type DefineComponent<Props> = new () => { $props: Props }; export interface GlobalComponents {}`,
  'node_modules/svelte/elements.d.ts': `export interface HTMLAttributes<T extends EventTarget> { id?: string; lang?: string; onclick?: (event: MouseEvent & { currentTarget: T }) => void }
    export interface SvelteHTMLElements {}`,
};

/** Resolves to what TypeScript has against it, a line each. */
async function judge(file: string, source: string): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-package-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  cpSync('widget/package', join(folder, 'node_modules/terrasse-embed'), { recursive: true });
  for (const [path, text] of Object.entries(FRAMEWORKS)) put(path, text);
  for (const name of ['react', 'vue', 'svelte']) put(`node_modules/${name}/package.json`, JSON.stringify({ name, types: 'index.d.ts' }));
  put(file, source);
  const options = '--noEmit --strict --module esnext --moduleResolution bundler --target es2022 --lib es2022,dom --jsx react-jsx --types';
  const { stdout } = await run(resolve('node_modules/.bin/tsc'), [...options.split(' '), '', file], { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  );
  return stdout.split('\n').filter((line) => line.includes('error'));
}

test('events and methods have their types, in any page', async () => {
  const found = await judge(
    'page.ts',
    `import { loadTerrasse } from 'terrasse-embed';
    loadTerrasse('https://comments.example.org');
    const thread = document.querySelector('terrasse-thread')!;
    thread.addEventListener('terrasse:count', ({ detail }) => detail.count.toFixed());
    document.addEventListener('terrasse:posted', ({ detail }) => [detail.post.at(0), detail.held === true]);
    const there: Promise<boolean> = thread.scrollToPost('id');
    thread.reload();
    // @ts-expect-error no number
    document.addEventListener('terrasse:count', ({ detail }) => detail.count.at(0));
    // @ts-expect-error no such method
    thread.open();
    export { there };`,
  );

  expect(found).toEqual([]);
});

test.each([
  [
    'React',
    'page.tsx',
    `import 'terrasse-embed/react';
    export const page = <terrasse-thread site="courrier" article="pont" load="eager" ref={(element) => element?.reload()} />;
    export const count = <terrasse-count site="courrier" article="pont" words />;
    export const list = <terrasse-discussions site="courrier" of="forum" limit={3} />;
    // @ts-expect-error no such place
    export const nowhere = <terrasse-discussions of="moon" />;
    // @ts-expect-error no such language
    export const wrong = <terrasse-thread lang="de" />;`,
  ],
  [
    'Vue',
    'page.ts',
    `import 'terrasse-embed/vue';
    import type { GlobalComponents } from 'vue';
    type Props = InstanceType<GlobalComponents['terrasse-thread']>['$props'];
    export const right: Props = { site: 'courrier', article: 'pont', sort: 'oldest' };
    export const block: InstanceType<GlobalComponents['terrasse-events']>['$props'] = { site: 'courrier', limit: 3 };
    // @ts-expect-error no such order
    export const wrong: Props = { sort: 'best' };`,
  ],
  [
    'Svelte',
    'page.ts',
    `import 'terrasse-embed/svelte';
    import type { SvelteHTMLElements } from 'svelte/elements';
    type Props = SvelteHTMLElements['terrasse-thread'];
    export const right: Props = { site: 'courrier', article: 'pont', 'onterrasse:count': ({ detail }) => detail.count };
    export const block: SvelteHTMLElements['terrasse-questions'] = { site: 'courrier', lang: 'fr' };
    // @ts-expect-error no such attribute's value
    export const wrong: Props = { load: 'late' };`,
  ],
])('%s knows the element', async (_, file, source) => {
  expect(await judge(file, source)).toEqual([]);
});
