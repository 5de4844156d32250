import type { Reader } from '../db/database.ts';
import { paragraphsOf } from '../inbox/present.ts';
import { messagesOf, type ItemRecord } from '../inbox/queries.ts';

/** What is asked, as HTML: the post; or, in private, the latest that was written to the newsroom. */
export const questionOf = async (reader: Reader, item: ItemRecord): Promise<string> =>
  item.html ?? paragraphsOf((await messagesOf(reader, item.id)).findLast(({ ours }) => !ours)?.text ?? '');

export const titleOf = ({ subject, threadTitle, articleTitle, articleKey }: ItemRecord): string =>
  subject ?? threadTitle ?? articleTitle ?? articleKey ?? '';
