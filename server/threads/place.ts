/**
 * Where a conversation is, whether or not its thread exists yet: what rooms, locks and subscriptions are named by.
 * An article's thread is created by its first contribution, and its readers must hear of that one too.
 */
export const articlePlace = (siteId: number, articleKey: string) => `a:${siteId}:${articleKey}`;
export const threadPlace = (threadUid: string) => `t:${threadUid}`;
