import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '../errors.ts';
import { isCommonPassword } from './common-password.ts';

/** OWASP's floor for argon2id (the package's default kind): 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of a password that nobody knows, at the same cost: an unknown address takes as long to refuse as a known one. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$UD3fM9jjkbizsGbCWDrzIg$slYu9k5eSFv77rlCd441nfxeTdOPhpF+2mMynj9/bLA';

/** The hash of one that somebody chooses. Refuses `invalid` where it would be guessed first; `about` are words that belong to them. */
export function choosePassword(password: string, about: (string | null | undefined)[]): Promise<string> {
  refuseCommon(password, about);
  return hashPassword(password);
}

export function refuseCommon(password: string, about: (string | null | undefined)[]) {
  if (isCommonPassword(password, about)) throw new Refusal('invalid', { fields: { password: ['field.common_password'] } });
}

export const hashPassword = (password: string) => hash(fold(password), COST);

/** False, in the same time, where there is nothing to compare with. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const same = await verify(stored ?? NOBODY, fold(password));
  return same && stored !== null;
}

/** Two keyboards may write the same character in two ways (NIST SP 800-63B-4 §3.1.1.2). */
const fold = (password: string) => password.normalize('NFKC');
