import type { Identity, Provider } from './queries.ts';

/** Whose names somebody's subject is among: what an identity holds to. */
export const issuerOf = ({ kind, config }: Pick<Provider, 'kind' | 'config'>) =>
  kind === 'discourse' ? discourseIssuer(config.issuer) : config.issuer;

/** Its users are numbered on their own: never to be taken for those of an OpenID provider at the same address. */
export const discourseIssuer = (address: string) => `discourse:${new URL(address).origin}`;

/** An OpenID provider names itself with or without the slash that its address was typed with. */
export const isSameIssuer = (one: string, other: string) => one.replace(/\/$/, '') === other.replace(/\/$/, '');

/** Whether it was this provider that knew them. */
export const isFrom = (provider: Pick<Provider, 'kind' | 'config' | 'siteId'>, { siteId, issuer }: Pick<Identity, 'siteId' | 'issuer'>) =>
  provider.siteId === siteId && isSameIssuer(issuerOf(provider), issuer);
