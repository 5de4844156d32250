import type { Scope } from './wire.ts';

/** What a token of the publisher's servers may do; rights.ts says which route asks for which. */
export const SCOPES = ['articles', 'posts', 'figures'] as const satisfies Scope[];
