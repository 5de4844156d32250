// What was measured is kept: a line a run in history.jsonl, and the latest of each kind in docs/benchmark.md.
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { printed, type Table } from './table.ts';

const HISTORY = join(import.meta.dirname, 'history.jsonl');
const PAGE = join(import.meta.dirname, '../docs/benchmark.md');

/** `mode`: what `npm run bench --` was asked for. Its place in the page is between two comments that name it. */
export function keepRun(mode: string) {
  const run = { mode, at: new Date().toISOString(), ...where(), tables: printed };
  appendFileSync(HISTORY, `${JSON.stringify(run)}\n`);
  const place = new RegExp(`(<!-- ${mode} -->\n)[^]*(<!-- end of ${mode} -->)`);
  const told = `\`npm run bench${mode === 'all' ? '' : ` -- ${mode}`}\`, ${run.at.slice(0, 10)}, at ${run.commit}: ${run.cores} cores, ${run.memory} GiB, Node ${run.node}.`;
  const text = [told, ...printed.map(drawTable)].join('\n\n');
  writeFileSync(
    PAGE,
    readFileSync(PAGE, 'utf8').replace(place, (_, open: string, end: string) => `${open}\n${text}\n\n${end}`),
  );
}

const where = () => ({
  commit: execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim(),
  node: process.versions.node,
  cores: cpus().length,
  memory: Math.round(totalmem() / 1024 ** 3),
});

function drawTable({ title, rows }: Table): string {
  const [columns, ...lines] = rows;
  const width = Math.max(...rows.map((row) => row.length));
  const draw = (row: string[]) => `| ${Array.from({ length: width }, (_, i) => row[i] ?? '').join(' | ')} |`;
  const rule = `|${' --- |'.repeat(width)}`;
  return [`**${title}**`, '', draw(columns!), rule, ...lines.map(draw)].join('\n');
}
