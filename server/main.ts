// The only file with side effects at import: config -> database -> migrations -> listen -> stop.
import './ops/require-node.ts';
import { join } from 'node:path';
import { ConfigError, readConfig } from './config.ts';
import { installationFolder } from './ops/root.ts';

const root = installationFolder();

try {
  const config = readConfig(process.env);
  const { serve } = await import('./serve.ts');
  const { stopOnSignal } = await import('./ops/stop.ts');
  const { firstOwnerLink } = await import('./accounts/first-owner.ts');
  const running = await serve(config, { dist: join(root, 'dist'), migrations: join(root, 'migrations') });
  stopOnSignal(running);
  const link = await firstOwnerLink(running.deps);
  if (link) console.log(`\nNobody runs this installation yet. Open this link, once, to become its owner:\n\n  ${link}\n`);
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
