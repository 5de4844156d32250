import { z } from 'zod';

/** Characters: the longest address of a push service in use is about 500. */
const MAX_ENDPOINT = 2000;
/** Bytes, RFC 8291: an uncompressed point of P-256, and a secret of sixteen. */
const [POINT, AUTH] = [65, 16];

const bytes = (length: number) =>
  z.string('field.wrong').refine((text) => /^[\w-]+=*$/.test(text) && Buffer.from(text, 'base64url').length === length, 'field.wrong');

/** What a browser's PushSubscription says of itself (Push API, toJSON). */
export const subscriptionInput = z.object(
  {
    endpoint: z.url({ protocol: /^https?$/, error: 'field.wrong' }).max(MAX_ENDPOINT, 'field.wrong'),
    keys: z.object({ p256dh: bytes(POINT), auth: bytes(AUTH) }, 'field.wrong'),
  },
  'field.wrong',
);
export type Subscription = z.infer<typeof subscriptionInput>;
