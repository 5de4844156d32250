import type { Context } from 'hono';
import { Refusal } from '../errors.ts';
import { staffOf, type Env, type Staff } from '../http/who.ts';
import { moderates } from '../threads/policy.ts';
import { caseBy, type CaseRecord } from './queries.ts';

/** Through the eyes of who asks: a case of another site, or of a space that is not theirs, is not there. */
export async function findCase(c: Context<Env>, uid: string): Promise<{ found: CaseRecord; actor: Staff }> {
  const actor = staffOf(c);
  const found = await caseBy(c.var.deps.db.read, uid);
  if (!found || !moderates(actor, found)) throw new Refusal('not_found');
  return { found, actor };
}
