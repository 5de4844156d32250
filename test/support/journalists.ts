// Of the sources only what stays: a test copies this file beside another version's, which then writes by its own tables.
import { pathToFileURL } from 'node:url';
import { joinSite } from '#server/accounts/queries.ts';
import { createSessions } from '#server/accounts/sessions.ts';
import type { Database } from '#server/db/database.ts';
import { openPostgres } from '#server/db/postgres.ts';
import { uuidv7 } from '#server/ids.ts';
import type { StoredSettings } from '#server/sites/schema.ts';

const settings: StoredSettings = {
  name: 'Le Courrier',
  forumName: 'La Terrasse',
  locale: 'fr',
  moderation: 'after',
  audience: 'members',
  closeAfterDays: null,
  sections: [],
  editMinutes: 15,
  screening: { newcomerPosts: 0 },
};

/** A site, and journalists, whom no pace limits. Resolves with their sessions. */
export async function journalists(
  db: Database,
  { host, origin, count }: { host: string; origin: string; count: number },
): Promise<string[]> {
  const sessions = createSessions(db);
  const { siteId, accountIds } = await db.write(async (tx) => {
    const { sites, accounts } = tx.t;
    const createdAt = new Date();
    const row = { key: 'courrier', host, settings, origins: [origin], createdAt };
    const [site] = await tx.insert(sites).values(row).returning({ id: sites.id });
    const made: number[] = [];
    for (let i = 0; i < count; i++) {
      const [name, email] = [`Ada ${i}`, `ada.${i}@exemple.test`];
      const person = { uid: uuidv7(), name, email, emailKey: email, emailConfirmedAt: createdAt, locale: 'fr' as const, createdAt };
      const [account] = await tx.insert(accounts).values(person).returning({ id: accounts.id });
      const member = { uid: uuidv7(), siteId: site!.id, accountId: account!.id, name, charterVersion: null, createdAt };
      await joinSite(tx, { ...member, role: 'journalist' });
      made.push(account!.id);
    }
    return { siteId: site!.id, accountIds: made };
  });
  const ids: string[] = [];
  for (const id of accountIds) ids.push((await sessions.start(id, { siteId, origin })).id);
  return ids;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [url, host, origin, count] = process.argv.slice(2);
  const db = await openPostgres(url!, 'migrations/postgres', 1);
  process.stdout.write(JSON.stringify(await journalists(db, { host: host!, origin: origin!, count: Number(count) })));
  await db.close();
}
