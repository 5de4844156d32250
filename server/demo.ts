// `npm run demo`: the product with an invented newspaper in it, on SQLite in ./data.
import './ops/require-node.ts';
import { join } from 'node:path';
import { ConfigError, readConfig } from './config.ts';
import { installationFolder } from './ops/root.ts';

const root = installationFolder();

try {
  const config = readConfig({ LOG_LEVEL: 'warn', ...process.env });
  const { serve } = await import('./serve.ts');
  const { stopOnSignal } = await import('./ops/stop.ts');
  const { newspaper, newspaperOrigin } = await import('./demo/routes.ts');
  const { seedDemo } = await import('./demo/seed.ts');
  const { signInLinks } = await import('./demo/sign-in-links.ts');
  const running = await serve(config, {
    dist: join(root, 'dist'),
    migrations: join(root, 'migrations'),
    allowPrivate: true,
    beside: async (deps) => newspaper(deps, await seedDemo(deps, newspaperOrigin(deps))),
  });
  stopOnSignal(running);
  const { origin } = config.publicUrl;
  const links = await signInLinks(running.deps);
  console.log(`
  Le Courrier de Saint-Aubin   ${newspaperOrigin(running.deps)}/demo/
  La Terrasse, its forum       ${origin}/
  The desk                     ${origin}/admin/

  Sign in (each link works once, for a quarter of an hour):
${links.map(({ role, name, url }) => `  ${role.padEnd(11)} ${name.padEnd(18)} ${url}`).join('\n')}

  Everybody else's password is "demonstration"; their addresses are in server/demo/people.ts.
  Mails are kept in data/mail; the owner reads them in the desk (Réglages, Courriels). Ctrl+C stops; the data stays.
`);
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
