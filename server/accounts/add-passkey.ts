import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { tell, tellRenewed, type Changing } from './change-factors.ts';
import { isChallenge, spendChallenge } from './passkey-challenge.ts';
import { ALGORITHMS } from './passkey-options.ts';
import { insertPasskey } from './passkeys.ts';
import { parseJson, type Party } from './prove-passkey.ts';
import { renewSession } from './sessions.ts';

const text = z.string().max(100_000);
const attestation = z.object({
  id: text,
  rawId: text,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: text, attestationObject: text, transports: z.array(z.string().max(20)).max(10).optional() }),
});

/**
 * Keeps a passkey that a browser just made (Web Authentication Level 3, §7.1). Its owner was verified by the device: this
 * session is renewed as one that gave a second factor. Refuses `passkey_refused`.
 * @returns the session's new secret
 */
export async function addPasskey(
  deps: Deps,
  who: Changing & Party,
  { credential: given, name }: { credential: string; name: string },
): Promise<string | null> {
  const made = await verify(deps, who, given);
  if (!made) throw new Refusal('passkey_refused');
  const { credential, challenge } = made;
  const { account, id } = who.session;
  const at = deps.now();
  const row = {
    uid: deps.newId(),
    accountId: account.id,
    rpId: who.rpId,
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    name,
    createdAt: at,
  };
  const secret = await deps.db.write(async (tx) => {
    if (!(await spendChallenge(tx, challenge, at)) || !(await insertPasskey(tx, row))) throw new Refusal('passkey_refused');
    await tell(tx, who, { event: 'passkey.added', change: 'passkeyAdded', at });
    return renewSession(tx, id, { provedAt: at, strongAt: at });
  });
  tellRenewed(deps, id, secret);
  return secret;
}

async function verify(deps: Deps, { rpId, origin, holder }: Party, given: string) {
  let challenge = '';
  const response = parseJson(given, attestation) as RegistrationResponseJSON | null;
  if (!response) return null;
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  const expectedChallenge = (signed: string) => isChallenge(deps, holder, (challenge = signed));
  const party = { expectedOrigin: origin, expectedRPID: rpId, requireUserVerification: true };
  const proof = await verifyRegistrationResponse({ ...party, response, expectedChallenge, supportedAlgorithmIDs: ALGORITHMS }).catch(
    () => null,
  );
  return proof?.verified ? { challenge, credential: proof.registrationInfo.credential } : null;
}
