import { max, eq } from 'drizzle-orm';
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
  return db.write(
    async (tx) => {
      const { rules } = tx.t;
      const [last] = await tx
        .select({ version: max(rules.version) })
        .from(rules)
        .where(eq(rules.siteId, site.id));
      if ((last?.version ?? 0) !== edit.version) throw new Refusal('taken');
      const version = edit.version + 1;
      await tx.insert(rules).values(edit.rules.map((rule, i) => ({ ...rule, siteId: site.id, version, number: i + 1, publishedAt: at })));
      return version;
    },
    { lock: `charter:${site.id}` },
  );
}
