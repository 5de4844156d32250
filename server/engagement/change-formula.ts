import { and, eq } from 'drizzle-orm';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { Staff } from '../http/who.ts';
import { logSecurity } from '../security/log.ts';
import type { FormulaInput } from './wire.ts';

/** By which all are counted from now on, soon. Refuses `taken` where somebody changed it since. */
export const changeFormula = ({ db, now }: Deps, { site, session }: Staff, { version, formula }: FormulaInput) =>
  db.write(
    async (tx) => {
      const { engagementFormulas } = tx.t;
      await tx.insert(engagementFormulas).values({ siteId: site.id, version: 1, formula: null, countedFor: null }).onConflictDoNothing();
      const [changed] = await tx
        .update(engagementFormulas)
        .set({ formula, version: version + 1, countedFor: null })
        .where(and(eq(engagementFormulas.siteId, site.id), eq(engagementFormulas.version, version)))
        .returning({ siteId: engagementFormulas.siteId });
      if (!changed) throw new Refusal('taken');
      await logSecurity(tx, { event: 'engagement.changed', siteId: site.id, actor: session.account.uid, at: now() });
    },
    { lock: `engagement:${site.id}` },
  );
