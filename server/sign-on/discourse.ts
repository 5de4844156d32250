import { createHmac } from 'node:crypto';
import { sameBytes } from '../accounts/same-bytes.ts';
import { DoorClosed, type Door } from './door.ts';
import { discourseIssuer } from './issuer.ts';
import type { Provider } from './queries.ts';
import { secretOf } from './secret.ts';
import { cleanEmail, cleanLocale, cleanName, subjectInput, type Told } from './told.ts';

/**
 * DiscourseConnect, the side that Discourse has in it: https://meta.discourse.org/t/13045. Our nonce is an attempt's state.
 * `admin` and `moderator` mean nothing here.
 */
export const discourseDoor: Door = {
  proves: false,

  async ask(deps, provider, { state, back }) {
    const sso = Buffer.from(new URLSearchParams({ nonce: state, return_sso_url: back }).toString()).toString('base64');
    const url = new URL(provider.config.issuer);
    url.searchParams.set('sso', sso);
    url.searchParams.set('sig', sign(requireSecret(deps, provider), sso));
    return url;
  },

  stateOf(deps, provider, answer) {
    return read(requireSecret(deps, provider), answer).get('nonce') ?? '';
  },

  async hear(deps, provider, { answer }) {
    const payload = read(requireSecret(deps, provider), answer);
    if (payload.get('failed') === 'true') throw new DoorClosed('denied');
    const issuer = discourseIssuer(provider.config.issuer);
    // It has no way to ask anew: to have come by it is all the proof there is.
    return { told: toldBy(payload), issuer, session: null, strong: false, authenticatedAt: deps.now() };
  },
};

function read(secret: string, answer: URLSearchParams): URLSearchParams {
  const sso = answer.get('sso') ?? '';
  const expected = Buffer.from(sign(secret, sso));
  const given = Buffer.from((answer.get('sig') ?? '').toLowerCase());
  if (!sameBytes(given, expected)) throw new DoorClosed('refused', new Error('wrong signature'));
  return new URLSearchParams(Buffer.from(sso, 'base64').toString('utf8'));
}

function toldBy(payload: URLSearchParams): Told {
  const { success, data: subject } = subjectInput.safeParse(payload.get('external_id'));
  if (!success) throw new DoorClosed('refused', new Error('no external_id'));
  const listed = ['groups', 'add_groups'].flatMap((name) => (payload.get(name) ?? '').split(',')).map((group) => group.trim());
  return {
    subject,
    name: cleanName(payload.get('name')) ?? cleanName(payload.get('username')),
    email: cleanEmail(payload.get('email')),
    emailVerified: payload.get('require_activation') !== 'true',
    locale: cleanLocale(payload.get('locale')),
    claims: { ...Object.fromEntries(payload), groups: listed.filter(Boolean) },
  };
}

function requireSecret(deps: Parameters<typeof secretOf>[0], provider: Provider): string {
  const secret = secretOf(deps, provider);
  if (!secret) throw new DoorClosed('unreachable', new Error('no secret'));
  return secret;
}

const sign = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');
