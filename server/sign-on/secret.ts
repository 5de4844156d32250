import type { Deps } from '../deps.ts';
import { createBox } from '../security/box.ts';
import type { Provider } from './queries.ts';

const box = ({ config }: Pick<Deps, 'config'>) => createBox(config.secret!, 'provider');

export const sealSecret = (deps: Pick<Deps, 'config'>, secret: string): Buffer => box(deps).seal(secret);

/** null where the provider has none, or where it was sealed under another SECRET of the service. */
export const secretOf = (deps: Pick<Deps, 'config'>, { secret }: Pick<Provider, 'secret'>): string | null =>
  secret && box(deps).open(secret);
