import type { Staff } from '../http/who.ts';
import type { ItemRecord } from './queries.ts';

/** Through the eyes of who asks: what is not there for readers is not, nor what stands in a space that is not theirs. */
export const maySee = ({ site, spaces }: Pick<Staff, 'site' | 'spaces'>, item: Pick<ItemRecord, 'siteId' | 'there' | 'spaceId'>) =>
  item.siteId === site.id && item.there && (spaces === null || (item.spaceId !== null && spaces.includes(item.spaceId)));

/** An idea is decided with a word, in its own place. */
export const isAnswerable = ({ lane }: Pick<ItemRecord, 'lane'>) => lane !== 'idea';

/** Between who asks and the newsroom alone. */
export const isSecret = ({ lane }: Pick<ItemRecord, 'lane'>) => lane === 'correction' || lane === 'message';
