import type { Context } from 'hono';
import { makeKey } from '../accounts/one-time-key.ts';
import type { KeyData } from '../accounts/schema.ts';
import type { Env } from '../http/who.ts';

/** What was written without JavaScript, kept while its author signs in. Resolves with the secret that finds it again. */
export async function keepDraft({ var: { deps, address } }: Context<Env>, data: Pick<KeyData, 'draft' | 'opening'>): Promise<string> {
  await deps.limit('preview', address.ip);
  return deps.db.write((tx) => makeKey(tx, { purpose: 'draft', accountId: null, data, now: deps.now() }));
}
