import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export type Box = {
  seal(text: string): Buffer;
  /** null for what another key sealed, or what was changed since. */
  open(sealed: Buffer): string | null;
};

const NONCE = 12;
const TAG = 16;

/**
 * For secrets that must be read again (what signs, what a code is computed from). AES-256-GCM under a key of its own
 * (HKDF, RFC 5869) for each `purpose`, derived from the service's secret: nonce, tag, then the text.
 */
export function createBox(secret: string, purpose: string): Box {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `terrasse ${purpose} 1`, 32));
  return {
    seal(text) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE), { authTagLength: TAG });
        decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
        return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}
