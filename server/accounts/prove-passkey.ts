import type { AuthenticationResponseJSON, VerifiedAuthenticationResponse } from '@simplewebauthn/server';
import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { Refusal } from '../errors.ts';
import { logSecurity } from '../security/log.ts';
import type { PasskeyProblem } from '../security/wire.ts';
import { isChallenge, spendChallenge } from './passkey-challenge.ts';
import { countUse, findPasskey, type Passkey } from './passkeys.ts';
import { accountById } from './queries.ts';

/** The relying party is this very host; `holder` is what the challenge was bound to. */
export type Party = {
  rpId: string;
  origin: string;
  holder: string;
  siteId: number | null;
  ip: string;
  /** Whose it must be, where somebody is signed in already. */
  accountId?: number;
};

const text = z.string().max(10_000);
const assertion = z.object({
  id: text,
  rawId: text,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: text, authenticatorData: text, signature: text, userHandle: text.optional() }),
});

/**
 * Whose passkey signed the challenge, its owner verified by the device (Web Authentication Level 3, §7.2). The challenge
 * is spent and the use counted, whatever comes of it. Refuses `passkey_refused`, and logs why.
 * @returns the account's id
 */
export async function provePasskey(deps: Deps, party: Party, given: string): Promise<number> {
  await deps.limit('signIn', party.ip);
  const response = parseJson(given, assertion) as AuthenticationResponseJSON | null;
  const passkey = response && (await findPasskey(deps.db.read, party.rpId, response.id));
  if (!passkey || (party.accountId ?? passkey.accountId) !== passkey.accountId) return refuse(deps, party, { reason: 'unknown' });
  const account = (await accountById(deps.db.read, passkey.accountId))!;
  const proof = await verify(deps, party, passkey, response);
  if (!proof || !isOwnHandle(response, account.uid)) return refuse(deps, party, { reason: 'signature', account: account.uid });

  const at = deps.now();
  const reason = await deps.db.write(async (tx) => {
    if (!(await spendChallenge(tx, proof.challenge, at))) return 'replayed';
    return (await countUse(tx, passkey.id, { counter: proof.counter, at })) ? null : 'counter';
  });
  return reason === null ? account.id : refuse(deps, party, { reason, account: account.uid });
}

/** What a form brings as text; null for what is no such thing. */
export function parseJson<T>(given: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(JSON.parse(given));
  } catch {
    return null;
  }
}

/** The library throws at whatever is wrong. A counter that does not grow is ours to see, in the SQL. */
async function verify(deps: Deps, { rpId, origin, holder }: Party, passkey: Passkey, response: AuthenticationResponseJSON) {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  let challenge = '';
  const credential = { id: passkey.credentialId, publicKey: new Uint8Array(passkey.publicKey), counter: 0 };
  const expectedChallenge = (signed: string) => isChallenge(deps, holder, (challenge = signed));
  const asked = { response, credential, expectedChallenge, expectedOrigin: origin, expectedRPID: rpId, requireUserVerification: true };
  const proof: VerifiedAuthenticationResponse | null = await verifyAuthenticationResponse(asked).catch(() => null);
  return proof?.verified ? { challenge, counter: proof.authenticationInfo.newCounter } : null;
}

/** Where the key says whose it is, it must be theirs (§7.2, step 6). */
const isOwnHandle = ({ response: { userHandle } }: AuthenticationResponseJSON, uid: string) =>
  !userHandle || Buffer.from(userHandle, 'base64url').toString() === uid;

async function refuse(
  deps: Deps,
  { siteId, ip }: Party,
  { reason, account }: { reason: PasskeyProblem; account?: string },
): Promise<never> {
  const at = deps.now();
  await deps.db.write((tx) => logSecurity(tx, { event: 'passkey.refused', siteId, account, facts: { reason }, ip, at }));
  throw new Refusal('passkey_refused');
}
