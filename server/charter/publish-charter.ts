import { and, eq } from 'drizzle-orm';
import type { Writer } from '../db/database.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Site } from '../sites/queries.ts';

export type NewRule = { title: string; body: string };

/**
 * A new version of the charter; numbers are the order. Earlier versions stay: decisions cite them. `version` is the one
 * that was edited; refuses `taken` where somebody has published since.
 */
export async function publishCharter(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  site: Pick<Site, 'id'>,
  edit: { version: number; rules: NewRule[] },
): Promise<number> {
  const at = now();
  return db.write((tx) => insertCharter(tx, site, edit, at), { lock: `charter:${site.id}` });
}

/** The same, in the transaction of a site's founding. */
export async function insertCharter(
  tx: Writer,
  site: Pick<Site, 'id'>,
  edit: { version: number; rules: NewRule[] },
  at: Date,
): Promise<number> {
  const { sites, rules } = tx.t;
  const version = edit.version + 1;
  const published = await tx
    .update(sites)
    .set({ charterVersion: version })
    .where(and(eq(sites.id, site.id), eq(sites.charterVersion, edit.version)))
    .returning({ id: sites.id });
  if (published.length === 0) throw new Refusal('taken');
  await tx.insert(rules).values(edit.rules.map((rule, i) => ({ ...rule, siteId: site.id, version, number: i + 1, publishedAt: at })));
  return version;
}
