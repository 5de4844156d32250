import { discourseDoor } from './discourse.ts';
import type { Door } from './door.ts';
import { oidcDoor } from './oidc.ts';
import type { ProviderKind } from './wire.ts';

/** By kind; a publisher's signed token takes no redirects. */
export const doors: Record<ProviderKind, Door | null> = { oidc: oidcDoor, discourse: discourseDoor, jwt: null };
