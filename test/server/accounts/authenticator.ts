// A device with passkeys, in software: what it signs is what a browser would send (Web Authentication Level 3, §6).
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

type Key = { id: Buffer; privateKey: KeyObject; rpId: string; userHandle: string; counter: number };
type Options = { challenge: string; rpId?: string; rp?: { id?: string }; user?: { id: string } };
/** What a test may have it lie about. */
type Lies = { origin?: string; verified?: boolean; counter?: number; userHandle?: string };

export function createAuthenticator(origin: string) {
  const keys: Key[] = [];
  const clientData = (type: string, { challenge }: Options, lies: Lies) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: lies.origin ?? origin, crossOrigin: false }));
  return {
    keys,
    /** What `navigator.credentials.create` would give for the options of a page. */
    create(options: Options, lies: Lies = {}): string {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const key = { id: randomBytes(16), privateKey, rpId: options.rp!.id!, userHandle: options.user!.id, counter: 0 };
      keys.push(key);
      const authData = Buffer.concat([
        headOf(key, 0x40 | flagsOf(lies)),
        Buffer.alloc(16),
        Buffer.from([0, key.id.length]),
        key.id,
        coseOf(publicKey),
      ]);
      const attestation = map([
        [text('fmt'), text('none')],
        [text('attStmt'), map([])],
        [text('authData'), bytes(authData)],
      ]);
      return answer(key, {
        clientDataJSON: clientData('webauthn.create', options, lies).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      });
    },
    /** What `navigator.credentials.get` would give, by the key made last. */
    get(options: Options, lies: Lies = {}): string {
      const key = keys.at(-1)!;
      key.counter = lies.counter ?? key.counter + 1;
      const client = clientData('webauthn.get', options, lies);
      const authData = headOf(key, flagsOf(lies));
      const signature = sign('sha256', Buffer.concat([authData, createHash('sha256').update(client).digest()]), key.privateKey);
      return answer(key, {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: lies.userHandle ?? key.userHandle,
      });
    },
  };
}

/** The options that a page of ours put beside a form. */
export function optionsIn(page: string, action: string): Options {
  const found = new RegExp(`action="${action}"[^>]*data-passkey="([^"]*)"`).exec(page);
  if (!found) throw new Error(`no passkey form for ${action}`);
  return JSON.parse(found[1]!.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')) as Options;
}

const answer = ({ id }: Key, response: object) =>
  JSON.stringify({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  });

/** User present, and verified unless it lies. */
const flagsOf = ({ verified = true }: Lies) => (verified ? 0x05 : 0x01);

function headOf({ rpId, counter }: Key, flags: number): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count]);
}

/** ES256 as COSE writes it (RFC 9053 §2.1). */
function coseOf(publicKey: KeyObject): Buffer {
  const { x, y } = publicKey.export({ format: 'jwk' });
  return map([
    [number(1), number(2)],
    [number(3), number(-7)],
    [number(-1), number(1)],
    [number(-2), bytes(Buffer.from(x!, 'base64url'))],
    [number(-3), bytes(Buffer.from(y!, 'base64url'))],
  ]);
}

// CBOR (RFC 8949), as far as it takes here.
function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  return length < 256 ? Buffer.from([(major << 5) | 24, length]) : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
}
const number = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value));
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value]);
const text = (value: string) => Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
const map = (pairs: [Buffer, Buffer][]) => Buffer.concat([head(5, pairs.length), ...pairs.flat()]);
