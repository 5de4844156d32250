import { createHmac } from 'node:crypto';
import { sameBytes } from '../accounts/same-bytes.ts';

/** What the receipt's link holds beside the notice's own address, which its browser had already: that the mail arrived. */
export const signProof = (secret: string, notice: Proved) => mac(secret, notice);

export const isProof = (secret: string, notice: Proved, token: string): boolean =>
  sameBytes(Buffer.from(token), Buffer.from(mac(secret, notice)));

type Proved = { uid: string; email: string | null };

const mac = (secret: string, { uid, email }: Proved) =>
  createHmac('sha256', `${secret} notice’s address`).update(`${uid} ${email}`).digest('base64url');
