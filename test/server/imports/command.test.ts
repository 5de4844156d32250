import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { importCommand } from '#server/imports/import-command.ts';
import { runCommand } from '#server/ops/command.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createWorld, type World } from '../../support/world.ts';

const COURRIER = 'test/fixtures/disqus/courrier.xml';

onBothDatabases((engine) => {
  test('brings an export from a thread of its own, beside a running service, and says what it did', async () => {
    const world = await createWorld(engine);

    const { out, code } = await command(world, ['disqus', COURRIER, '--site', 'courrier'], { LANG: 'fr_FR.UTF-8' });

    expect(out).toMatchInlineSnapshot(`
      "Import dans « courrier » terminé.
      Fils lus : 8, dont 7 avec des commentaires
        articles : 2 (2 fils réunis à d’autres)
        laissés de côté, sans commentaire : 1
        laissés de côté, rien que du supprimé ou de l’indésirable : 1
        laissés de côté, supprimés : 1
        laissés de côté, hôte inconnu : 1
      Commentaires lus : 22
        importés : 11
        places vides, gardées pour leurs réponses : 1
        laissés de côté, indésirables : 1
        laissés de côté, supprimés : 3
        laissés de côté, fil supprimé : 1
        laissés de côté, en double dans le fichier : 1
        laissés de côté, hôte inconnu : 1
        laissés de côté, sans fil : 1
        laissés de côté, illisibles : 2
      Auteurs : 5 nouveaux, 0 déjà là
      Hôtes qui ne sont pas à ce site (s’il les a eus, ajoutez --map-host ANCIEN=NOUVEAU) :
        localhost:8000 : 1 commentaire
      À voir dans le fichier :
        ligne 29 : le commentaire 109 répondait à un absent ; il ouvre sa conversation
        ligne 30 : le commentaire 110 fermait un cercle de réponses ; il ouvre sa conversation
        ligne 31 : le commentaire 111 fermait un cercle de réponses ; il ouvre sa conversation
        ligne 36 : 114 y est deux fois ; le premier compte
        ligne 45 : isSpam est illisible (120)
        ligne 46 : dsq:id est illisible"
    `);
    expect(code).toBe(0);
    expect((await world.readThread('pont')).thread.count).toBe(10);
  });
});

test('a dry run says the same in English and brings nothing; a host of old is told by --map-host', async () => {
  const world = await createWorld('sqlite');

  const { out, code } = await command(
    world,
    ['disqus', COURRIER, '--site', 'courrier', '--dry-run', '--map-host', 'localhost:8000=www.courrier.test'],
    { LANG: 'en_GB.UTF-8' },
  );

  expect(out).toContain('Dry run: nothing was written to “courrier”.');
  expect(out).toContain('imported: 12');
  expect(out).not.toContain('unknown host');
  expect(code).toBe(0);
  expect((await world.readThread('pont')).thread.id).toBeNull();
});

test('a malformed export is told with its line and reason, and leaves nothing', async () => {
  const world = await createWorld('sqlite');
  const folder = mkdtempSync(join(tmpdir(), 'terrasse-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'export.xml');
  writeFileSync(file, readFileSync(COURRIER, 'utf8').replace('</disqus>', ''));

  const { err, code } = await command(world, ['disqus', file, '--site', 'courrier'], { LC_ALL: 'fr_FR.UTF-8' });

  expect(err).toMatch(/^Ligne 48\s: ce XML est mal formé \(.+\)\. Rien n’a été importé\.$/);
  expect(code).toBe(1);
  expect((await world.readThread('pont')).thread.id).toBeNull();
});

test.each([
  [['disqus', COURRIER], 'Usage: npm run import'],
  [['wordpress', COURRIER, '--site', 'courrier'], 'Usage: npm run import'],
  [['disqus', COURRIER, '--site', 'courrier', '--force'], 'Usage: npm run import'],
  [['disqus', 'nowhere.xml', '--site', 'courrier'], 'No such file: nowhere.xml'],
  [['disqus', COURRIER, '--site', 'nobody'], 'No site has the key “nobody”.'],
  [['disqus', COURRIER, '--site', 'courrier', '--map-host', 'a=b.test'], '“b.test” is not a host of this site. It has: courrier.test.'],
])('%j is answered with what is wrong', async (args, answer) => {
  const { err, code } = await command(await createWorld('sqlite'), args, {});

  expect(err).toContain(answer);
  expect(code).toBe(1);
});

async function command({ db }: World, args: string[], env: Record<string, string>) {
  const lines: Record<'out' | 'err', string[]> = { out: [], err: [] };
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.out.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void lines.err.push(line));
  const url = db.engine.name === 'sqlite' ? `file:${db.location}` : db.location;
  const before = process.exitCode;
  onTestFinished(() => void vi.restoreAllMocks());
  process.exitCode = 0;
  await runCommand({ argv: ['node', 'import.ts', ...args], env: { DATABASE_URL: url, ...env } }, importCommand);
  const code = process.exitCode;
  process.exitCode = before;
  return { out: lines.out.join('\n'), err: lines.err.join('\n'), code };
}
