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

/** Why a token is not believed. What whoever makes the tokens is told, and admins read in the log. */
export type TokenProblem =
  | 'malformed'
  | 'issuer' // no provider of the site has this name
  | 'algorithm'
  | 'signature'
  | 'key' // none of the published ones, or they could not be had
  | 'audience'
  | 'subject'
  | 'expired'
  | 'too_long' // good for more than an hour, or without end
  | 'too_early' // of the future
  | 'spent' // exchanged before, more than five minutes ago
  | 'elsewhere' // exchanged before, on another site's page
  | 'staff'; // an account with rights that this provider may not vouch for

/** Why somebody can't come in by a provider. */
export type DoorReason =
  | 'unreachable'
  | 'denied'
  | 'stale' // the request was used, too old, or another browser's
  | 'refused' // what it answered proves nothing
  | 'staff' // an account with rights that this provider may not vouch for
  | 'old' // asked to have somebody prove anew who they are, it did not
  | 'another'; // another account than the one that is linked
