import { Worker } from 'node:worker_threads';
import type { Config } from '../config.ts';
import { CommandProblem } from '../ops/command.ts';
import { workerFile } from '../ops/root.ts';
import type { Args, CommandKey } from '../ops/say.ts';
import type { Progress } from './import-disqus.ts';
import { MalformedExport, type Malformed } from './malformed-export.ts';
import type { Report } from './report.ts';

export type Job = {
  database: Config['database'];
  siteKey: string;
  file: string;
  /** Hosts the site had before, each with the one it has now. */
  moved: [from: string, to: string][];
  dryRun: boolean;
};

export type FromWorker =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'done'; report: Report }
  | { kind: 'malformed'; facts: Malformed }
  | { kind: 'refused'; key: CommandKey; args: Args };

/** Imports without stopping this thread. Throws `MalformedExport` and `CommandProblem` as if it were done here. */
export function importInWorker(job: Job, onProgress: (progress: Progress) => void): Promise<Report> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile('imports/import-worker.ts'), { workerData: job });
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else if (message.kind === 'done') resolve(message.report);
      else if (message.kind === 'malformed') reject(new MalformedExport(message.facts));
      else reject(new CommandProblem(message.key, message.args));
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the import stopped (${code})`)));
  });
}
