import { createHmac } from 'node:crypto';
import { sameBytes } from '../accounts/same-bytes.ts';
import { emailKey } from '../accounts/queries.ts';
import type { Config } from '../config.ts';

type Signing = Pick<Config, 'secret' | 'inboundMail'>;

/** `reply`: to a notification, by its inside id. `ask`: to a question that was passed on (relays/). `bounce`: where what cannot be delivered to an account returns to, by its id. */
export type Written = { kind: 'reply' | 'ask' | 'bounce'; id: number; signature: string };

/** Which answers one notification, and nothing else; null where no mail arrives here. */
export const replyAddress = (config: Signing, noticeId: number): string | null => addressOf(config, 'reply', noticeId, '');

/** Which answers one question that was passed on to a journalist. */
export const relayAddress = (config: Signing, relayId: number): string | null => addressOf(config, 'ask', relayId, '');

/** Which only the servers on the way to this very address learn: another address of the account has another. */
export const bounceAddress = (config: Signing, { id, email }: { id: number; email: string }): string | null =>
  addressOf(config, 'bounce', id, emailKey(email));

function addressOf(config: Signing, kind: Written['kind'], id: number, about: string): string | null {
  if (!config.inboundMail) return null;
  return `${kind}+${id.toString(36)}-${sign(config, kind, `${id} ${about}`)}@${config.inboundMail.domain}`;
}

/** The first of `addresses` that looks like one of ours; whether it is, `isOurs` says. */
export function findWritten({ inboundMail }: Signing, addresses: string[]): Written | null {
  for (const address of addresses) {
    const [, kind, id, signature, domain] = /^(reply|ask|bounce)\+([0-9a-z]{1,10})-([\da-f]{32})@(.+)$/.exec(emailKey(address)) ?? [];
    if (kind && domain === inboundMail?.domain)
      return { kind: kind as Written['kind'], id: Number.parseInt(id!, 36), signature: signature! };
  }
  return null;
}

export const isOurs = (config: Signing, { kind, id, signature }: Written, about = ''): boolean =>
  sameBytes(Buffer.from(signature), Buffer.from(sign(config, kind, `${id} ${about}`)));

/** Hexadecimal, since mail servers may fold upper and lower case; with the rest below the 64 characters of a local part. */
const sign = ({ secret }: Signing, kind: string, what: string) =>
  createHmac('sha256', `${secret!} mail ${kind}`).update(what).digest('hex').slice(0, 32);
