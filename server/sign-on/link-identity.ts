import { takeKey } from '../accounts/one-time-key.ts';
import type { Session } from '../accounts/sessions.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { logSecurity } from '../security/log.ts';
import { insertIdentity, syncMember } from './arrive.ts';
import { NOTHING } from './given.ts';
import { findIdentity } from './queries.ts';

/**
 * An account gets one more door: its owner has come back from the provider, and confirms by the key that stood for it.
 * Refuses `link_spent`; `identity_taken` where the identity is another account's.
 */
export function linkIdentity(deps: Deps, { account }: Session, { key: secret, ip }: { key: string; ip: string }): Promise<void> {
  return deps.db.write(async (tx) => {
    const at = deps.now();
    const key = await takeKey(tx, 'link', secret, at);
    const introduction = key?.accountId === account.id ? key.data.introduction : undefined;
    if (!introduction) throw new Refusal('link_spent');
    const { siteId, issuer, told } = introduction;
    const known = await findIdentity(tx, { siteId, issuer, subject: told.subject });
    if (known && known.accountId !== account.id) throw new Refusal('identity_taken');
    if (known) return;
    await insertIdentity(tx, introduction, { accountId: account.id, at });
    await syncMember(tx, { siteId, accountId: account.id }, NOTHING);
    await logSecurity(tx, { event: 'identity.linked', siteId, account: account.uid, actor: account.uid, facts: { issuer }, ip, at });
  });
}
