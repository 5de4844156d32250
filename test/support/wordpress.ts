// A real WordPress of a test's own, as Debian packs it, on a database of its own: with the plugin, and a theme of ten lines.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

const run = promisify(execFile);
const CORE = '/usr/share/wordpress';
const DATABASE = '/usr/sbin/mariadbd';

/** Whether this machine has all that it takes: PHP with MySQL, MariaDB, WordPress. */
export const hasWordpress = () => [CORE, DATABASE, '/usr/bin/php'].every((path) => existsSync(path));

const THEME = `<!doctype html><html <?php language_attributes(); ?>><head><meta charset="utf-8"><title>Le Courrier</title><?php wp_head(); ?></head><body>
<?php while ( have_posts() ) { the_post(); the_title( '<h2>', '</h2>' ); comments_popup_link(); if ( is_singular() ) comments_template(); } ?>
<?php wp_footer(); ?></body></html>`;

/** `ask` runs PHP inside of it and resolves with what that prints. */
export async function startWordpress() {
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-wordpress-'));
  const [site, data, socket] = [join(folder, 'site'), join(folder, 'data'), join(folder, 'db.sock')];
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const started: ChildProcess[] = [];

  for (const name of readdirSync(CORE)) {
    if (/^wp-(admin|includes)$|^[^.].*\.php$/.test(name) && name !== 'wp-config.php')
      cpSync(join(CORE, name), join(site, name), { recursive: true, dereference: true });
  }
  const put = (path: string, text: string) => {
    mkdirSync(join(site, path, '..'), { recursive: true });
    writeFileSync(join(site, path), text);
  };
  put('wp-content/themes/plain/style.css', '/* Theme Name: Plain */');
  put('wp-content/themes/plain/index.php', THEME);
  put('wp-content/themes/plain/comments.php', '<p>WordPress’s own</p>');
  cpSync('widget/wordpress/terrasse.php', join(site, 'wp-content/plugins/terrasse.php'));
  put(
    'wp-config.php',
    `<?php
define( 'DB_NAME', 'wordpress' ); define( 'DB_USER', 'root' ); define( 'DB_PASSWORD', '' ); define( 'DB_HOST', 'localhost:${socket}' );
define( 'DB_CHARSET', 'utf8mb4' ); define( 'DB_COLLATE', '' ); define( 'WP_HOME', '${origin}' ); define( 'WP_SITEURL', '${origin}' );
define( 'DISABLE_WP_CRON', true ); define( 'WP_HTTP_BLOCK_EXTERNAL', true ); define( 'WP_ACCESSIBLE_HOSTS', 'localhost,127.0.0.1' );
define( 'WP_DEBUG', true ); define( 'WP_DEBUG_DISPLAY', false ); define( 'WP_DEBUG_LOG', '${folder}/log' );
foreach ( array( 'AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT' ) as $name ) define( $name, 'of a test ' . $name );
$table_prefix = 'wp_';
if ( ! defined( 'ABSPATH' ) ) define( 'ABSPATH', __DIR__ . '/' );
require_once ABSPATH . 'wp-settings.php';`,
  );

  const user = userInfo().username;
  const own = ['--no-defaults', `--datadir=${data}`, `--user=${user}`];
  await run('mariadb-install-db', [...own, '--auth-root-authentication-method=normal', '--skip-test-db']);
  started.push(spawn(DATABASE, [...own, `--socket=${socket}`, '--skip-networking', `--pid-file=${folder}/db.pid`], { stdio: 'ignore' }));
  const query = ['--no-defaults', `--socket=${socket}`, '--user=root', '-e', 'create database if not exists wordpress'];
  await until(
    'the database',
    () =>
      run('mariadb', query).then(
        () => true,
        () => false,
      ),
    60_000,
  );

  const ask = async (code: string, before = '') =>
    (await run('php', ['-d', 'display_errors=stderr', '-r', `${before} require '${site}/wp-load.php'; ${code}`], { cwd: site })).stdout;
  await ask(
    `require_once ABSPATH . 'wp-admin/includes/upgrade.php'; wp_install( 'Le Courrier', 'admin', 'admin@example.test', true, '', 'mot de passe' );`,
    `define( 'WP_INSTALLING', true );`,
  );
  const refused = await ask(
    `require_once ABSPATH . 'wp-admin/includes/plugin.php'; switch_theme( 'plain' );
     $done = activate_plugin( 'terrasse.php' ); echo is_wp_error( $done ) ? $done->get_error_message() : '';`,
  );
  if (refused) throw new Error(refused);
  const env = { ...process.env, PHP_CLI_SERVER_WORKERS: '3' };
  started.push(spawn('php', ['-d', 'display_errors=0', '-S', `127.0.0.1:${port}`, '-t', site], { stdio: 'ignore', env, detached: true }));
  await until(
    'WordPress',
    () =>
      fetch(origin).then(
        ({ ok }) => ok,
        () => false,
      ),
    60_000,
  );

  return {
    origin,
    ask,
    /** What PHP complained of, in the plugin. */
    log: () =>
      existsSync(join(folder, 'log'))
        ? readFileSync(join(folder, 'log'), 'utf8')
            .split('\n')
            .filter((line) => line.includes('terrasse.php'))
        : [],
    set: (settings: Record<string, string>) =>
      ask(
        `update_option( 'terrasse', json_decode( base64_decode( '${Buffer.from(JSON.stringify(settings)).toString('base64')}' ), true ) );`,
      ),
    stop: async () => {
      const [database, server] = started;
      // Its workers are of its group.
      process.kill(-server!.pid!);
      const over = new Promise((resolve) => database!.once('exit', resolve));
      database!.kill();
      await over;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
