/** Those who are called together: the newsroom, and the experts invited to a thread. In both languages wherever one writes. */
export type Group = 'newsroom' | 'experts';

export const GROUPS: Record<string, Group> = { redaction: 'newsroom', newsroom: 'newsroom', experts: 'experts', invites: 'experts' };
