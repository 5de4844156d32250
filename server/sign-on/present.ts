import type { Config } from '../config.ts';
import type { Site } from '../sites/queries.ts';
import { hostsOf } from './knock.ts';
import type { Provider } from './queries.ts';
import type { ProviderWire } from './wire.ts';

export function presentProvider(config: Config, site: Site, provider: Provider): ProviderWire {
  const { uid, kind, name, enabled, secret } = provider;
  const hosts = hostsOf(config, site);
  return {
    id: uid,
    kind,
    name,
    enabled,
    config: provider.config,
    hasSecret: secret !== null,
    addresses: {
      redirect: kind === 'jwt' ? [] : hosts.map((host) => `${host}/signin/back/${uid}`),
      logout: kind === 'oidc' ? [`${hosts[0]}/signin/logout/${uid}`] : [],
    },
  };
}
