import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The folder of the installation: this file is at another depth of it as source and as build. */
export function installationFolder(from = import.meta.dirname): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) if (existsSync(join(folder, 'migrations'))) return folder;
  throw new Error(`no folder "migrations" above ${from}`);
}

/** The file to start a worker from, given where it is in the source: `imports/import-worker.ts`. A build has it among its entries. */
export function workerFile(source: string): string {
  const built = import.meta.filename.endsWith('.js');
  return join(installationFolder(), built ? `dist/server/${basename(source, '.ts')}.js` : `server/${source}`);
}
