import type { Scope } from './wire.ts';

/** What a token of the publisher's servers may do; rights.ts says which route asks for which. */
export const SCOPES = ['articles', 'posts'] as const satisfies Scope[];
