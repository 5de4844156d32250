// The built service, whose mails go nowhere: what is measured is what it does for them, not what a mail server does.
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { readConfig } from '#server/config.ts';
import { stopOnSignal } from '#server/ops/stop.ts';
import type { serve as Serve } from '#server/serve.ts';

const [chunk] = globSync('dist/server/chunks/serve-*.js');
const { serve } = (await import(resolve(chunk!))) as { serve: typeof Serve };
stopOnSignal(await serve(readConfig(process.env), { dist: 'dist', migrations: 'migrations', transport: async () => {} }));
