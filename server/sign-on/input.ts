import { z } from 'zod';
import { isLoopback } from './directory.ts';
import type { ProviderInput, ProviderKind } from './wire.ts';

/** Characters: it stands beside a name, on a phone. */
const BADGE_MAX = 30;
/** RFC 7518 §3.2, a key as long as its hash; and what Discourse itself asks for. */
const SECRET_MIN: Record<ProviderKind, number> = { oidc: 1, jwt: 32, discourse: 10 };
/** RFC 6749 §3.3. */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/;

const text = (max: number) => z.string('field.required').trim().min(1, 'field.required').max(max, `field.too_long|max=${max}`);
const optional = (max: number) => z.string('field.wrong').trim().max(max, `field.too_long|max=${max}`);

const fields = z.object({
  kind: z.enum(['oidc', 'jwt', 'discourse'], 'field.wrong'),
  name: text(60),
  enabled: z.boolean('field.wrong'),
  config: z.object({
    issuer: text(500),
    audience: optional(500),
    jwksUrl: text(500).nullable(),
    scopes: z
      .array(z.string().regex(SCOPE, 'field.wrong'))
      .max(20, 'field.too_many|max=20')
      .transform((scopes) => scopes.filter((scope) => scope !== 'openid')),
    mappings: z
      .array(
        z.object({
          claim: text(200),
          value: text(200),
          role: z.enum(['member', 'subscriber'], 'field.wrong'),
          badge: text(BADGE_MAX).nullable(),
        }),
      )
      .max(50, 'field.too_many|max=50'),
  }),
  secret: text(500).nullable().optional(),
});

/** Each kind asks for its own; whether a secret is there already, the verb knows. */
export const providerInput = fields.superRefine(({ kind, config, secret }, { addIssue }) => {
  const wrong = (path: string[], message = 'field.wrong') => addIssue({ code: 'custom', path, message });
  if (kind !== 'jwt' && !isAddress(config.issuer)) wrong(['config', 'issuer']);
  if (kind === 'oidc' && /[?#]/.test(config.issuer)) wrong(['config', 'issuer']);
  if (kind !== 'discourse' && !config.audience) wrong(['config', 'audience'], 'field.required');
  if (config.jwksUrl !== null && !isAddress(config.jwksUrl)) wrong(['config', 'jwksUrl']);
  if (secret && secret.length < SECRET_MIN[kind]) wrong(['secret'], `field.too_short|min=${SECRET_MIN[kind]}`);
}) satisfies z.ZodType<ProviderInput>;

export const orderInput = z.object({ ids: z.array(z.uuid('field.wrong')).max(100, 'field.too_many|max=100') });

const isAddress = (address: string) => URL.canParse(address) && (address.startsWith('https://') || isLoopback(address));
