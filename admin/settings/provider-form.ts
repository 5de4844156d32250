// A provider as it is typed: every list and choice is text until it is saved. Pure.
import type { Mapping, ProviderInput, ProviderKind, ProviderWire } from '#server/sign-on/wire.ts';

export type MappingForm = { claim: string; value: string; role: string; badge: string };
export type ProviderForm = {
  kind: ProviderKind;
  name: string;
  issuer: string;
  audience: string;
  jwksUrl: string;
  scopes: string;
  /** Empty: none yet, or the one there is stays. */
  secret: string;
  enabled: boolean;
  mappings: MappingForm[];
};

export const EMPTY_MAPPING: MappingForm = { claim: '', value: '', role: 'subscriber', badge: '' };

export const newProvider = (kind: ProviderKind): ProviderForm => ({
  kind,
  name: '',
  issuer: '',
  audience: '',
  jwksUrl: '',
  scopes: kind === 'oidc' ? 'profile email' : '',
  secret: '',
  enabled: true,
  mappings: [],
});

export function toProviderForm({ kind, name, enabled, config }: ProviderWire): ProviderForm {
  return {
    kind,
    name,
    enabled,
    issuer: config.issuer,
    audience: config.audience,
    jwksUrl: config.jwksUrl ?? '',
    scopes: config.scopes.join(' '),
    secret: '',
    mappings: config.mappings.map(({ badge, ...mapping }) => ({ ...mapping, badge: badge ?? '' })),
  };
}

export function fromProviderForm({ kind, name, enabled, secret, ...form }: ProviderForm): ProviderInput {
  return {
    kind,
    name: name.trim(),
    enabled,
    config: {
      issuer: form.issuer.trim(),
      audience: form.audience.trim(),
      jwksUrl: kind === 'jwt' ? form.jwksUrl.trim() || null : null,
      scopes: kind === 'oidc' ? form.scopes.split(/[\s,]+/).filter(Boolean) : [],
      mappings: form.mappings.filter(({ claim, value }) => claim.trim() || value.trim()).map(fromMapping),
    },
    ...(secret.trim() && { secret: secret.trim() }),
  };
}

/** The same door, open or closed. */
export const withEnabled = (provider: ProviderWire, enabled: boolean): ProviderInput =>
  fromProviderForm({ ...toProviderForm(provider), enabled });

/** The order with one of them a place earlier or later. */
export function moved(ids: string[], id: string, by: -1 | 1): string[] {
  const at = ids.indexOf(id);
  return ids.toSpliced(at, 1).toSpliced(at + by, 0, id);
}

const fromMapping = ({ claim, value, role, badge }: MappingForm): Mapping => ({
  claim: claim.trim(),
  value: value.trim(),
  role: role as Mapping['role'],
  badge: badge.trim() || null,
});
