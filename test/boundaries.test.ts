// What the layout of the house promises, held.
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { postgres, sqlite } from '#server/db/columns.ts';
import * as postgresSchema from '#server/db/schema.postgres.ts';
import * as sqliteSchema from '#server/db/schema.sqlite.ts';
import { tables } from '#server/db/tables.ts';

type Import = { file: string; of: string; isType: boolean };

const sources = globSync('{server,widget,admin}/**/*.{ts,tsx}');
const imports = sources.flatMap(importsOf);

/** `import …`, `export … from`, `import()`, each as a path from the root, or a package. */
function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(/(?:^|[^.\w])(import|export)(\s+type\b)?(?:[\s{*][^'"`;=]*?from)?\s*\(?\s*'([^']+)'/g);
  return [...found].map(([, , type, specifier]) => ({ file, of: resolve(file, specifier!), isType: type !== undefined }));
}

function resolve(file: string, specifier: string): string {
  const path = specifier.replace(/\?\w+$/, '');
  if (path.startsWith('#')) return path.slice(1);
  return path.startsWith('.') ? normalize(join(dirname(file), path)) : path;
}

const folderOf = (path: string) => path.split('/')[0]!;
const show = ({ file, of }: Import) => `${file} -> ${of}`;
const importersOf = (name: RegExp) => [...new Set(imports.filter(({ of }) => name.test(of)).map(({ file }) => file))].toSorted();

describe('imports', () => {
  const OURS = ['server', 'widget', 'admin', 'test', 'bench'];
  const abroad = imports.filter(({ file, of }) => OURS.includes(folderOf(of)) && folderOf(file) !== folderOf(of));
  const allowed: Record<string, RegExp> = {
    // The archive of one's data calls events as the desk does.
    server: /^(?:widget\/(?:thread\/|i18n\/format\.ts$)|admin\/i18n\/)/,
    widget: /^$/,
    admin: /^widget\/(?:(?:thread|i18n)\/|line\.ts$)/,
  };

  test('are seen', () => {
    expect(imports.length).toBeGreaterThan(sources.length);
    expect(abroad.map(show)).toContain('server/forum/embed-routes.ts -> widget/thread/render.tsx');
  });

  test('cross from one part to another only where the layout says so', () => {
    const isWireType = ({ file, of, isType }: Import) => isType && folderOf(file) !== 'server' && /^server\/(?:.+\/)?wire\.ts$/.test(of);

    expect(abroad.filter((one) => !isWireType(one) && !allowed[folderOf(one.file)]!.test(one.of)).map(show)).toEqual([]);
  });

  test('the component knows no window, no network and no process but by what it is given', () => {
    const inside = imports.filter(({ file, isType }) => file.startsWith('widget/thread/') && !isType);

    expect(inside.filter(({ of }) => /^(?:node:|socket\.io|widget\/(?:api|live|session|element|conversation))/.test(of)).map(show)).toEqual(
      [],
    );
  });

  test('what may have to be replaced is imported by one file', () => {
    expect(importersOf(/^lucia$/)).toEqual(['server/accounts/sessions.ts']);
    expect(importersOf(/^marked$/)).toEqual(['server/markdown/render.ts']);
    expect(importersOf(/^dompurify$/)).toEqual(['server/html/sanitiser.ts']);
    expect(importersOf(/^prom-client$/)).toEqual(['server/ops/measures.ts']);
    expect(importersOf(/^nodemailer$/)).toEqual(['server/mail/mailer.ts']);
  });

  test('HTML is parsed in threads of their own: what somebody else wrote, and an import', () => {
    expect(importersOf(/^jsdom$/)).toEqual([
      'server/html/head-of.ts',
      'server/html/sanitiser.ts',
      'server/html/words-of-mail.ts',
      'server/imports/disqus-body.ts',
    ]);
  });

  test('one folder knows the two dialects', () => {
    expect(importersOf(/^drizzle-orm\/./).filter((file) => !file.startsWith('server/db/'))).toEqual([]);
  });
});

test('there are no barrels, and no drawers for anything', () => {
  const paths = globSync('{server,widget,admin,test,bench}/**/*');

  expect(paths.filter((path) => /(?:^|\/)index\.tsx?$/.test(path))).toEqual([]);
  expect(paths.filter((path) => /\/(?:utils?|helpers?|common|shared|lib|misc)(?:\/|\.tsx?$|$)/.test(path))).toEqual([]);
});

test('the environment is read by the settings, and handed to them by the entries', () => {
  const readers = sources.filter((file) => /^(?!\s*(?:\/\/|\/?\*)).*process\.env\b/m.test(readFileSync(file, 'utf8')));

  expect(readers.toSorted()).toEqual(['server/demo.ts', 'server/main.ts']);
});

test('versions are exact', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;

  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});

describe('migrations', () => {
  const namesIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.sql'));

  test('have the same names for both databases', () => {
    expect(namesIn('migrations/sqlite')).toEqual(namesIn('migrations/postgres'));
  });

  test('drizzle-kit is shown every table', () => {
    expect(Object.keys(sqliteSchema).toSorted()).toEqual(Object.keys(tables(sqlite)).toSorted());
    expect(Object.keys(postgresSchema).toSorted()).toEqual(Object.keys(tables(postgres)).toSorted());
  });

  test.each([
    ['sqlite', 'sqlite'],
    ['postgres', 'postgresql'],
  ])('say all that the schema says: %s', (name, dialect) => {
    const folder = mkdtempSync(join(tmpdir(), 'terrasse-migrations-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    cpSync(`migrations/${name}`, folder, { recursive: true });

    const out = relative('.', folder); // it takes no absolute path
    const asked = ['generate', `--dialect=${dialect}`, `--schema=./server/db/schema.${name}.ts`, `--out=${out}`, '--casing=snake_case'];
    const said = execFileSync('node_modules/.bin/drizzle-kit', asked, { encoding: 'utf8', timeout: 20_000 });

    expect(said).toContain('No schema changes');
    expect(namesIn(folder)).toEqual(namesIn(`migrations/${name}`));
  });
});
