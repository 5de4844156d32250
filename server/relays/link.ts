import { createHmac } from 'node:crypto';
import { sameBytes } from '../accounts/same-bytes.ts';
import type { Config } from '../config.ts';
import type { Site } from '../sites/queries.ts';
import { siteUrl } from '../sites/url.ts';

/** Of the link to write by: whoever holds it proposes a text, no more. */
export const WRITING = 0;

/** `version`: of the text that it confirms, or WRITING. It opens nothing else, and no session. */
export const relayUrl = (config: Config, site: Pick<Site, 'host'>, uid: string, version: number) =>
  siteUrl(config, site) + relayPath(config, uid, version);

export const relayPath = ({ secret }: Pick<Config, 'secret'>, uid: string, version: number) =>
  `/asked/${uid}/${version}.${mac(secret!, uid, version)}`;

/** The version that a link was made for; null where it is not ours. */
export function readRelayKey({ secret }: Pick<Config, 'secret'>, uid: string, key: string): number | null {
  const [, version, signature] = /^(\d{1,6})\.([\w-]{43})$/.exec(key) ?? [];
  if (!version) return null;
  return sameBytes(Buffer.from(signature!), Buffer.from(mac(secret!, uid, Number(version)))) ? Number(version) : null;
}

const mac = (secret: string, uid: string, version: number) =>
  createHmac('sha256', `${secret} relay`).update(`${uid} ${version}`).digest('base64url');
