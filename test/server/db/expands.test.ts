// Two neighbouring versions run on one schema while nodes are renewed (docs/decisions/101-neighbouring-versions.md): what a migration
// adds, the version before does not notice.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The first that had to. */
const FIRST = '0065';
/** Those that take something away all the same, and why the version before does not miss it. */
const EXCEPTIONS: Record<string, string> = {};

const NAME = '["`]?(\\w+)["`]?';
const ANY = '["`]?\\w+["`]?';
const OF = `(?:["\`]public["\`]\\.)?${NAME}`;

/** What of these statements, run one after the other, the version before may trip over. */
function contracting(statements: string[]): string[] {
  /** Tables and columns that are as new as this. */
  const made = new Set<string>();
  const isNew = (pattern: string, statement: string) => {
    const [, table, column = ''] = new RegExp(`^${pattern}`, 'i').exec(statement) ?? [];
    return table !== undefined && (made.has(table) || made.has(`${table}.${column}`));
  };
  return statements.filter((statement) => {
    const [, table] = new RegExp(`^CREATE TABLE ${OF}`, 'i').exec(statement) ?? [];
    if (table) return !made.add(table);
    const [, of, column, rest] = new RegExp(`^ALTER TABLE ${OF} ADD (?:COLUMN )?(?!CONSTRAINT\\b)${NAME} (.*)`, 'is').exec(statement) ?? [];
    if (of) {
      made.add(`${of}.${column}`);
      return /\bNOT NULL\b/i.test(rest!) && !/\bDEFAULT\b/i.test(rest!);
    }
    if (/^CREATE INDEX /i.test(statement)) return false;
    // What is new is held to whatever it likes; what was there is not.
    if (isNew(`CREATE UNIQUE INDEX ${ANY} ON ${OF}(?: USING \\w+)? \\((?:${NAME})?`, statement)) return false;
    return !isNew(`ALTER TABLE ${OF} ADD CONSTRAINT ${ANY} FOREIGN KEY \\(${NAME}\\)`, statement);
  });
}

const statementsOf = (sql: string) =>
  sql
    .split('--> statement-breakpoint')
    .map((statement) => statement.trim())
    .filter(Boolean);

const files = ['sqlite', 'postgres'].flatMap((engine) =>
  readdirSync(`migrations/${engine}`)
    .filter((name) => name.endsWith('.sql') && name >= FIRST)
    .map((name) => `${engine}/${name}`),
);

test.each(files)('%s only adds', (file) => {
  const taken = contracting(statementsOf(readFileSync(`migrations/${file}`, 'utf8')));

  if (file in EXCEPTIONS) expect(taken).not.toEqual([]);
  else expect(taken).toEqual([]);
});

test('an exception is one of them', () => {
  expect(Object.keys(EXCEPTIONS).filter((file) => !files.includes(file))).toEqual([]);
});

test.each([
  'DROP TABLE "posts";',
  'ALTER TABLE "posts" DROP COLUMN "html";',
  'ALTER TABLE "posts" RENAME COLUMN "html" TO "body";',
  'ALTER TABLE "posts" RENAME TO "words";',
  'ALTER TABLE "posts" ADD COLUMN "tone" text NOT NULL;',
  'ALTER TABLE `posts` ADD `tone` text NOT NULL;',
  'ALTER TABLE "posts" ALTER COLUMN "html" SET NOT NULL;',
  'ALTER TABLE "posts" ALTER COLUMN "html" SET DATA TYPE integer;',
  'ALTER TABLE "posts" ADD CONSTRAINT "short" CHECK (length(html) < 10);',
  'ALTER TABLE "posts" ADD CONSTRAINT "posts_by" FOREIGN KEY ("author_id") REFERENCES "public"."members"("id");',
  'CREATE UNIQUE INDEX "posts_html" ON "posts" USING btree ("html");',
  'CREATE UNIQUE INDEX `posts_html` ON `posts` (`html`);',
  'DELETE FROM "posts";',
  'DROP INDEX "posts_author";',
])('the version before may trip over %s', (statement) => {
  expect(contracting([statement])).toEqual([statement]);
});

test.each([
  ['CREATE TABLE "tones" ("id" bigint NOT NULL);', 'CREATE UNIQUE INDEX "tones_id" ON "tones" USING btree ("id");'],
  ['ALTER TABLE "posts" ADD COLUMN "tone" integer DEFAULT 0 NOT NULL;', 'CREATE INDEX "posts_tone" ON "posts" USING btree ("tone");'],
  [
    'ALTER TABLE "posts" ADD COLUMN "tone_id" bigint;',
    'ALTER TABLE "posts" ADD CONSTRAINT "posts_tone" FOREIGN KEY ("tone_id") REFERENCES "public"."tones"("id") ON DELETE no action;',
  ],
])('and over nothing of %s', (...statements) => {
  expect(contracting(statements)).toEqual([]);
});
