import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { createBox } from '../security/box.ts';

/** Bytes; Standard Webhooks asks for 24 to 64. */
const LENGTH = 32;
/** Milliseconds during which the secret before signs too. */
const OVERLAP_MS = 86_400_000;

export const newWebhookSecret = () => `whsec_${randomBytes(LENGTH).toString('base64')}`;

export const webhookBox = (secret: string) => createBox(secret, 'webhooks');

type Secrets = { secret: Buffer; formerSecret: Buffer | null; rotatedAt: Date | null };

/** `webhook-signature`: one by each secret in force, so that a receiver changes to the next without missing anything. */
export function signatureOf(box: ReturnType<typeof webhookBox>, secrets: Secrets, message: { id: string; at: Date; body: string }): string {
  const { secret, formerSecret, rotatedAt } = secrets;
  const overlaps = formerSecret && rotatedAt && message.at.getTime() < rotatedAt.getTime() + OVERLAP_MS;
  return [secret, ...(overlaps ? [formerSecret] : [])]
    .map((sealed) => box.open(sealed))
    .filter((opened) => opened !== null)
    .map((opened) => new Webhook(opened).sign(message.id, message.at, message.body))
    .join(' ');
}
