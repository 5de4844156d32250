// What the API sends and takes of a site's doors to accounts kept elsewhere. Types only.

export type ProviderKind = 'oidc' | 'jwt' | 'discourse';

/** What a claim or group gives on arrival. Each that matches adds its badge, and any may make a subscriber; none gives a staff role. */
export type Mapping = { claim: string; value: string; role: 'member' | 'subscriber'; badge: string | null };

/** What somebody's provider gives them on its site. */
export type Given = { role: 'member' | 'subscriber'; badges: string[] };

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

/** GET|POST /api/v1/providers, PUT|DELETE /api/v1/providers/:id; PUT /api/v1/providers/order { ids }: the order of the buttons. */
export type ProvidersWire = { providers: ProviderWire[] };
export type ProviderWire = Omit<ProviderInput, 'secret'> & {
  id: string;
  /** It is written only, never shown. */
  hasSecret: boolean;
  /** What the publisher registers at the provider. */
  addresses: { redirect: string[]; logout: string[] };
};
/** `secret` left out stays as it is. */
export type ProviderInput = { kind: ProviderKind; name: string; enabled: boolean; config: ProviderConfig; secret?: string | null };
