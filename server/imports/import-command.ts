import { existsSync } from 'node:fs';
import { CommandProblem, databaseOf, readArgs, type Terminal } from '../ops/command.ts';
import type { Progress } from './import-disqus.ts';
import { importInWorker } from './import-in-worker.ts';
import { MalformedExport } from './malformed-export.ts';
import { linesOf } from './print-report.ts';

/** A line of progress at most this often, in ms. */
const PACE = 2000;
const OPTIONS = { site: { type: 'string' }, 'map-host': { type: 'string', multiple: true }, 'dry-run': { type: 'boolean' } } as const;

/** `import -- disqus FILE --site KEY [--map-host OLD=NEW] [--dry-run]` */
export async function importCommand(terminal: Terminal) {
  const { positionals, values } = readArgs(terminal, 'import.usage', { options: OPTIONS, count: 2 });
  const [system, file] = positionals as [string, string];
  const moved = (values['map-host'] ?? []).map((pair) => pair.split('='));
  if (system !== 'disqus' || !values.site || moved.some((pair) => pair.length !== 2)) throw new CommandProblem('import.usage');
  if (!existsSync(file)) throw new CommandProblem('file.missing', { file });

  const job = {
    database: databaseOf(terminal),
    siteKey: values.site,
    file,
    moved: moved as [string, string][],
    dryRun: values['dry-run'] ?? false,
  };
  const report = await importInWorker(job, paced(terminal)).catch((error: unknown) => {
    if (!(error instanceof MalformedExport)) throw error;
    const { line, reason, detail } = error.facts;
    throw new CommandProblem('import.malformed', { line: line ?? 0, reason: terminal.translate(`malformed.${reason}`, { detail }) });
  });
  for (const [key, args] of linesOf(report, terminal.translate)) terminal.print(key, args);
}

function paced(terminal: Terminal) {
  let last = Date.now();
  return (progress: Progress) => {
    if (Date.now() - last < PACE) return;
    last = Date.now();
    if (progress.step === 'reading') terminal.tell('import.reading', { percent: Math.round(progress.done * 100) });
    else terminal.tell('import.writing', { done: progress.done, total: progress.total });
  };
}
