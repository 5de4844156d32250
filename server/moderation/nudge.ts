import { and, eq, gt } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import { KEY_MINUTES } from '../accounts/one-time-key.ts';
import { currentRules } from '../charter/queries.ts';
import { presentRule } from '../charter/present.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import type { NudgeWire } from '../posts/wire.ts';
import type { Site } from '../sites/queries.ts';
import type { Finding } from './screen.ts';

/**
 * A word to who wrote a heated text, once: refuses `nudged`, with the passages and the rule. Nothing of the text is kept but a
 * hash for an hour, by which the same, sent again as it is, is taken in, and held.
 */
export async function nudgeOnce(
  deps: Deps,
  { site, nudgeRule }: { site: Site; nudgeRule: number | null },
  { memberId, place, source, findings }: { memberId: number; place: string; source: string; findings: Finding[] },
): Promise<void> {
  const heated = findings.filter(({ effect }) => effect === 'nudge');
  if (heated.length === 0) return;
  const hash = createHash('sha256')
    .update(JSON.stringify(['nudge', memberId, place, source.trim()]))
    .digest('base64url');
  if (await wasTold(deps, hash)) return;
  await tell(deps, hash);
  const rule = (await currentRules(deps.db.read, site)).find(({ number }) => number === nudgeRule);
  const details: NudgeWire = {
    passages: [...new Set(heated.flatMap(({ evidence }) => evidence))],
    rule: rule ? presentRule(deps.config, site, rule) : null,
  };
  throw new Refusal('nudged', { details });
}

async function wasTold({ db, now }: Deps, hash: string): Promise<boolean> {
  const { oneTimeKeys: keys } = db.read.t;
  return (await db.read.$count(keys, and(eq(keys.hash, hash), eq(keys.purpose, 'nudge'), gt(keys.expiresAt, now())))) > 0;
}

function tell({ db, now }: Deps, hash: string) {
  const expiresAt = new Date(now().getTime() + KEY_MINUTES.nudge * 60_000);
  return db.write(async (tx) => {
    const { oneTimeKeys } = tx.t;
    await tx
      .insert(oneTimeKeys)
      .values({ hash, purpose: 'nudge', accountId: null, data: {}, expiresAt })
      .onConflictDoUpdate({ target: oneTimeKeys.hash, set: { expiresAt } });
  });
}
