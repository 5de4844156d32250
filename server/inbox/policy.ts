import type { Staff } from '../http/who.ts';
import { lanesOf } from './presets.ts';
import type { Beat, ItemRecord } from './queries.ts';

/** Through the eyes of who asks: what is not there for readers is not, nor what stands in a space or a lane that is not theirs, unless it is given to them. */
export function maySee(staff: Pick<Staff, 'site' | 'spaces' | 'member'>, item: ItemRecord): boolean {
  const { siteId, spaces, lanes } = beatOf(staff);
  const among = lanes === null || lanes.includes(item.lane) || item.assigneeId === staff.member.id;
  return item.siteId === siteId && item.there && among && (spaces === null || (item.spaceId !== null && spaces.includes(item.spaceId)));
}

/** What of the inbox is theirs. */
export const beatOf = ({ site, spaces, member }: Pick<Staff, 'site' | 'spaces' | 'member'>): Beat => ({
  siteId: site.id,
  spaces,
  lanes: lanesOf(member),
});

/** An idea is decided with a word, in its own place. */
export const isAnswerable = ({ lane }: Pick<ItemRecord, 'lane'>) => lane !== 'idea';

/** Between who asks and the newsroom alone. */
export const isSecret = ({ lane }: Pick<ItemRecord, 'lane'>) => lane === 'correction' || lane === 'message';
