// What the API sends and takes of a site's doors to accounts kept elsewhere. Types only.

export type ProviderKind = 'oidc' | 'jwt' | 'discourse';

/** What a claim or group gives on arrival: the first that matches. Never a staff role. */
export type Mapping = { claim: string; value: string; role: 'member' | 'subscriber'; badge: string | null };

export type ProviderConfig = {
  /** OIDC: the issuer to discover. JWT: what `iss` must say. DiscourseConnect: the address readers are sent to. */
  issuer: string;
  /** OIDC: our id there. JWT: what `aud` must say. */
  audience: string;
  /** JWT by public keys. */
  jwksUrl: string | null;
  /** OIDC, beyond `openid`. */
  scopes: string[];
  mappings: Mapping[];
};
