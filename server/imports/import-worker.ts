// An import in a thread of its own, with a connection of its own: parsing and sanitising would stop everybody else.
import { parentPort, workerData } from 'node:worker_threads';
import { uuidv7 } from '../ids.ts';
import { CommandProblem } from '../ops/command.ts';
import { openExisting } from '../ops/open-existing.ts';
import { findSiteByKey } from '../sites/queries.ts';
import type { FromWorker, Job } from './import-in-worker.ts';
import { importDisqus } from './import-disqus.ts';
import { MalformedExport } from './malformed-export.ts';
import { foldHost, hostsOf } from './page-address.ts';

const tell = (message: FromWorker) => parentPort!.postMessage(message);

try {
  tell({ kind: 'done', report: await run(workerData as Job) });
} catch (error) {
  if (error instanceof MalformedExport) tell({ kind: 'malformed', facts: error.facts });
  else if (error instanceof CommandProblem) tell({ kind: 'refused', key: error.key, args: error.args });
  else throw error;
}

async function run({ database, siteKey, file, moved, dryRun }: Job) {
  const db = await openExisting(database);
  try {
    const site = await findSiteByKey(db.read, siteKey);
    if (!site) throw new CommandProblem('import.unknownSite', { key: siteKey });
    const folded = new Map(moved.map(([from, to]) => [foldHost(from), foldHost(to)]));
    const own = [...hostsOf(site.origins).own.keys()];
    for (const host of folded.values())
      if (!own.includes(host)) throw new CommandProblem('import.unknownHost', { host, hosts: own.join(', ') });
    const means = { db, now: () => new Date(), newId: () => uuidv7() };
    return await importDisqus(means, { file, site, moved: folded, dryRun }, (progress) => tell({ kind: 'progress', progress }));
  } finally {
    await db.close();
  }
}
